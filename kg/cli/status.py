"""``foedera status``: where commitments stand on a day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.progress import progress
from kg.errors import ConformanceError, InputError

if TYPE_CHECKING:
    from kg.link.status import Assessment
    from kg.store.oxigraph import OxigraphStore

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "status"
EXAMPLE = "foedera status --on 2020-03-20"


def run(
    on: Annotated[str, typer.Option("--on", help="The day, YYYY-MM-DD.", show_default=False)],
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only these, such as overdue; may be given several times.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write them as JSON.")] = False,
    ics: Annotated[bool, typer.Option("--ics", help="Write the days of the commitments as iCalendar.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Keep it in the store, in a graph of that day.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Take the graph of that day out again.")] = False,
) -> None:
    """Tell where each commitment of the store stands on a day: in force, due, overdue, fulfilled, breached, or else.

    It is told by its dates, by what replaces its agreement, and by the events that carry it out or break it. What
    --write keeps is found by queries as fdr:Assessment; it stays as it is until the same day is written again.
    """
    day = _day(on)
    if forget:
        _forget(day)
        return
    from kg.link.status import Status, assess, counted

    if write and only:
        raise InputError("keeps where all commitments stand", source="--write", hint="Leave out --only.")
    wanted = set(only or ())
    for name in sorted(wanted - set(Status)):
        raise InputError(f"there is no status {name!r}", source="--only", hint=f"There are: {', '.join(Status)}.")
    with progress() as say:
        say("reading commitments", 0, 0)
        from kg.link.duties import duties
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, make=False) if write else open_store(settings, read_only=True) as store:
            assessed = [assess(duty, day) for duty in duties(store, settings.base)]
            if write:
                say("storing", 0, 0)
                _keep(store, assessed, day, settings.base)
    assessed = [assessment for assessment in assessed if not wanted or assessment.status in wanted]
    if ics:
        from kg.link.calendar import calendar

        typer.echo(calendar(assessment.duty for assessment in assessed).decode(), nl=False)
    elif json:
        from json import dumps

        typer.echo(dumps([_members(assessment) for assessment in assessed], ensure_ascii=False, indent=2))
    else:
        for assessment in assessed:
            typer.echo(f"{assessment.status}: {assessment.duty.action} ({assessment.reason})")
        counts = ", ".join(f"{number} {status}" for status, number in counted(assessed).items())
        typer.echo(f"On {day}: {counts or 'no commitment'}.")


def _keep(store: OxigraphStore, assessed: list[Assessment], day: datetime.date, base: str) -> None:
    """Put the assessments of a day in the place of those that were kept of it.

    Raises:
        ConformanceError: If they do not conform to the shapes.
    """
    from kg.link.assessments import assessment_graph, assessments_name
    from kg.store.context import context
    from kg.validate.shapes import validate_shapes

    graph = assessment_graph(assessed, day, base=base)
    own = {str(subject) for subject in graph.subjects()}
    report = validate_shapes(context(store, graph))
    wrong = tuple(finding.sentence for finding in report.violations if finding.focus in own)
    if wrong:
        raise ConformanceError("what was assessed does not conform, so nothing was stored", wrong)
    store.replace({assessments_name(base, day): graph})


def _forget(day: datetime.date) -> None:
    from kg.link.assessments import assessments_name
    from kg.settings import load_settings
    from kg.store.open import open_store

    settings = load_settings()
    with open_store(settings, make=False) as store:
        gone = store.replace({}, remove=[assessments_name(settings.base, day)])
    typer.echo("Taken out." if gone else f"Nothing is kept of {day}.")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a day", source="--on", hint=f"Example: {EXAMPLE}") from error


def _members(assessment: Assessment) -> dict[str, object]:
    duty = assessment.duty
    return {
        "commitment": duty.iri,
        "action": duty.action,
        "obligors": sorted(duty.obligors),
        "on": str(assessment.on),
        "status": str(assessment.status),
        "reason": assessment.reason,
        "restsOn": list(assessment.rests_on),
    }
