"""``foedera consolidate``: what several documents tell of, side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.outcome import Outcome
from kg.cli.progress import progress
from kg.errors import ConformanceError

if TYPE_CHECKING:
    from kg.link.consolidate import Consolidated
    from kg.settings import Settings
    from kg.store.oxigraph import OxigraphStore

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "consolidate"
EXAMPLE = "foedera consolidate"


def run(
    forget: Annotated[bool, typer.Option("--forget", help="Take the consolidated graph out again.")] = False,
) -> Outcome:
    """Find which agreements, talks, commitments and incidents several documents tell of, and what they disagree on.

    What is found stands in a graph of its own; those of the documents stay as they are. Run it again after documents
    have come or gone: only what they touch is written.
    """
    with progress() as say:
        say("reading what documents tell", 0, 0)
        from kg.link.consolidate import consolidated_name
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, make=False) as store:
            if forget:
                gone = store.replace({}, remove=[consolidated_name(settings.base)])
                sentence = "Taken out." if gone else "There was no consolidated graph."
            else:
                found = consolidated(store, settings)
                say("storing", 0, 0)
                store.replace({consolidated_name(settings.base): found.graph})
                sentence = _sentence(found)
    typer.echo(sentence)
    return Outcome.GOOD


def consolidated(store: OxigraphStore, settings: Settings) -> Consolidated:
    """Consolidate all documents of a store, and check the result.

    Raises:
        ConformanceError: If it does not conform to the shapes.
    """
    from kg.link.consolidate import consolidate
    from kg.store.context import context
    from kg.store.kinds import document_names
    from kg.validate.shapes import validate_shapes

    found = consolidate(store, document_names(store, settings.base), base=settings.base)
    report = validate_shapes(context(store, found.graph))
    own = {str(subject) for subject in found.graph.subjects()}
    wrong = tuple(finding.sentence for finding in report.violations if finding.focus in own)
    if wrong:
        raise ConformanceError("what was consolidated does not conform, so nothing was stored", wrong)
    return found


def _sentence(found: Consolidated) -> str:
    counts = Counter(members[0].kind.lower() for members in found.groups.values())
    parts = (f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in sorted(counts.items()))
    points = len(found.conflicts)
    return (
        f"Several documents tell of {', '.join(parts) or 'nothing'}. They disagree on {points}"
        f" {'point' if points == 1 else 'points'}{': foedera discrepancies' if points else '.'}"
    )
