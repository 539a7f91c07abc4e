"""``foedera status``: where commitments stand on a day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.progress import progress
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.link.status import Assessment

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
) -> None:
    """Tell where each commitment of the store stands on a day: in force, due, overdue, fulfilled, breached, or else.

    It is told by its dates, by what replaces its agreement, and by the events that carry it out or break it.
    """
    day = _day(on)
    from kg.link.status import Status, assess, counted

    wanted = set(only or ())
    for name in sorted(wanted - set(Status)):
        raise InputError(f"there is no status {name!r}", source="--only", hint=f"There are: {', '.join(Status)}.")
    with progress() as say:
        say("reading commitments", 0, 0)
        from kg.link.duties import duties
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, read_only=True) as store:
            found = duties(store, settings.base)
    assessed = [assessment for duty in found if (assessment := assess(duty, day)).status in (wanted or set(Status))]
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
