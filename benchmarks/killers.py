"""Measure light queries while killers run: ``python -m benchmarks.killers --triples 100000 --seconds 120``.

Eight clients send what is known to stop, stall or fill SPARQL servers, over and over, while another asks light queries.
What counts is how long these take, that none is lost, how much memory the server takes, and that nothing burns when it
is over. Memory is what the machine gives: a page that workers share with the process they are copies of is counted
once, in parts (PSS); the sum over processes, which counts it for each of them, is printed beside it and can be more
than the machine has. The same light queries without killers, before and after in the same run, tell how busy the
machine is besides.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import Final

from benchmarks.endpoint_memory import processor_seconds, resident, summed
from benchmarks.endpoint_peers import Peer, filled, foedera, running
from benchmarks.killers_client import Killers, Light, attacked, light

__all__ = ["main"]

#: How long light queries are asked without killers, before and after.
_ALONE: Final = 10.0
#: How often memory is looked at, in seconds; to look at shared pages takes long, so that is done every fourth time.
_EVERY: Final = 0.25
_SELDOM: Final = 4
#: After so many seconds nothing may burn any more, and for so long it is watched.
_REST: Final = 2.0
_WATCH: Final = 2.0
#: What is asked for: the 99th percentile of light queries, and memory.
_P99: Final = 0.25
_MEMORY: Final = 2 * 1024**3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark and print what it measured."""
    options = _options().parse_args(arguments)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        place = options.store or filled(options.keep or scratch, options.triples)
        peer = foedera(place, scratch / "serving", {"FOEDERA_WRITE": "open"})
        port, pid = stack.enter_context(running(peer))
        print(f"{options.triples} triples, {options.seconds:g} s of killers, load {os.getloadavg()[0]:.1f}")
        _run(peer, port, pid, options.seconds, options.only)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--keep", type=Path, help="a folder to keep the data in, so that it is made only once")
    parser.add_argument("--store", type=Path, help="a store to serve a copy of, instead of made-up data")
    parser.add_argument("--only", nargs="*", default=[], help="run these killers alone")
    return parser


def _run(peer: Peer, port: int, pid: int, seconds: float, only: Sequence[str]) -> None:
    before = light(port, peer.path, _ALONE)
    most_shared = most_summed = 0
    with attacked(port, peer, seconds, only) as killers:
        asked = Light.start(port, peer.path, seconds)
        until, looked = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            most_summed = max(most_summed, summed(pid))
            if looked % _SELDOM == 0:
                most_shared = max(most_shared, resident(pid))
            looked += 1
            time.sleep(_EVERY)
        during = asked.result()
        found: Killers = killers()
    time.sleep(_REST)
    burnt = processor_seconds(pid)
    time.sleep(_WATCH)
    burns = (processor_seconds(pid) - burnt) / _WATCH
    after = light(port, peer.path, _ALONE)
    for name, (times, lost) in (("before", before), ("killers", during), ("after", after)):
        cuts = quantiles(times, n=100)
        print(
            f"{name:8} {len(times):6} light queries  p50 {cuts[49] * 1e3:6.1f} ms  p95 {cuts[94] * 1e3:6.1f} ms  "
            f"p99 {cuts[98] * 1e3:6.1f} ms  longest {max(times) * 1e3:6.1f} ms  lost {dict(lost) or 0}"
        )
    for name, outcomes in sorted(found.items()):
        print(f"  {name:14} " + ", ".join(f"{what} {count}" for what, count in sorted(outcomes.items())))
    print(f"memory at most {most_shared / 1e6:.0f} MB, {most_summed / 1e6:.0f} MB if shared pages count every time")
    print(f"{burns * 100:.0f} % of a processor is used {_REST:g} s after the end")
    _judge(quantiles(during[0], n=100)[98], during[1], most_shared, burns)


def _judge(p99: float, lost: Counter[str], memory: int, burns: float) -> None:
    checks = {
        f"light p99 below {_P99 * 1e3:g} ms": p99 < _P99,
        "none lost": not lost,
        "memory below 2 GB": memory < _MEMORY,
        "nothing burns": burns < 0.1,
    }
    print("; ".join(f"{name}: {'yes' if held else 'NO'}" for name, held in checks.items()))


if __name__ == "__main__":
    main()
