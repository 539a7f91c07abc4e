"""Run the W3C tests and print how many pass: ``FOEDERA_W3C=tests.tar.gz python -m benchmarks.w3c``."""

from __future__ import annotations

import argparse

from benchmarks.w3c.manifest import archive, unpacked
from benchmarks.w3c.server import started
from benchmarks.w3c.suites import SUITES, Outcome, run_suite


def main() -> None:
    """Run what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.w3c", description=__doc__)
    parser.add_argument("--peer", action="store_true", help="run them against oxigraph serve too")
    parser.add_argument("--explain", action="store_true", help="say of each test that fails, why")
    parser.add_argument("--suite", help="run only the suites whose name has this in it")
    given = parser.parse_args()
    servers = ["foedera", *(["oxigraph"] if given.peer else [])]
    suites = [name for name in SUITES if not given.suite or given.suite in name]
    outcomes: dict[tuple[str, str], Outcome] = {}
    with unpacked(archive()) as root:
        for what in servers:
            with started(what) as server:
                for suite in suites:
                    outcomes[suite, what] = run_suite(suite, root, server)
    print(f"{'passed/run':24}" + "".join(f"{what:>12}" for what in servers))
    for suite in suites:
        told = (f"{len(outcomes[suite, what].passed)}/{outcomes[suite, what].run}" for what in servers)
        print(f"{suite:24}" + "".join(f"{cell:>12}" for cell in told))
    totals = ([outcomes[suite, what] for suite in suites] for what in servers)
    sums = (f"{sum(len(one.passed) for one in each)}/{sum(one.run for one in each)}" for each in totals)
    print(f"{'in all':24}" + "".join(f"{cell:>12}" for cell in sums))
    if given.explain:
        for (suite, what), outcome in outcomes.items():
            for name, reason in outcome.failed.items():
                print(f"\n{what}, {suite}, {name}\n  {reason}")


if __name__ == "__main__":
    main()
