"""Build: frames from what a model answered and the document says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kg.extract.agreements.named import agreement_key
from kg.extract.frames import Agreement, Commitment, Incident, Meeting, OfficeHolding, Relation
from kg.extract.llm.answer import (
    AgreementItem,
    ClaimItem,
    CommitmentItem,
    IncidentItem,
    Item,
    MeetingItem,
    NamedActor,
    OfficeItem,
)
from kg.extract.llm.check import Checked
from kg.extract.llm.resolve import with_names
from kg.extract.pipeline import Found
from kg.extract.reading import Reading
from kg.extract.speakers import Statement
from kg.text.slug import slug
from kg.text.span import Span

__all__ = ["build"]

T = TypeVar("T", Agreement, Meeting, Commitment, Incident, OfficeHolding)
#: A label is at most so long, as it is by rules.
_LABEL = 200


def build(reading: Reading, checked: Sequence[Checked]) -> tuple[Reading, Found]:
    """Make frames of checked items, in the order of the text.

    Args:
        reading: The document.
        checked: The items; the agreement that is first among them is the main one.

    Returns:
        The reading, with the entities that only the model named, and the frames.
    """
    reading = with_names(reading, (name for item in checked for meant in item.values.values() for name in meant.names))
    agreements = _unique(_agreements(checked))
    main = agreements[0].key if agreements else None
    commitments = [replace(_commitment(item), agreement=main) for item in _of(checked, CommitmentItem)]
    return reading, Found(
        agreements=agreements,
        meetings=_in_order(_meeting(item) for item in _of(checked, MeetingItem)),
        commitments=_in_order(iter(commitments)),
        incidents=_in_order(_incident(item) for item in _of(checked, IncidentItem)),
        statements=tuple(_statement(item) for item in _of(checked, ClaimItem)),
        offices=_in_order(_office(item) for item in _of(checked, OfficeItem) if item.values.get("holder")),
        acting=frozenset(_acting(reading, checked)),
    )


def _of(checked: Sequence[Checked], kind: type[Item]) -> Iterator[Checked]:
    return (item for item in checked if type(item.item) is kind)


def _in_order(frames: Iterator[T]) -> tuple[T, ...]:
    return _unique(sorted(frames, key=lambda frame: (frame.evidence[0], frame.key)))


def _unique(frames: Sequence[T]) -> tuple[T, ...]:
    """Keep the first of the frames that are said in the same place."""
    return tuple({frame.key: frame for frame in reversed(frames)}.values())[::-1]


def _slots(item: Checked, *without: str) -> dict[str, Any]:
    return {name: meant.value for name, meant in item.values.items() if name not in without}


def _label(evidence: tuple[Span, ...]) -> str:
    return " ".join(evidence[0].exact.split())[:_LABEL].strip()


def _key(family: str, evidence: tuple[Span, ...]) -> str:
    return f"{family}/{evidence[0].start}-{evidence[0].end}"


def _agreements(checked: Sequence[Checked]) -> list[Agreement]:
    """Return the agreements, those of one name once, and the relations of the first to the others."""
    found: dict[str, Agreement] = {}
    relations: list[Relation] = []
    for item in _of(checked, AgreementItem):
        assert isinstance(item.item, AgreementItem)  # noqa: S101 - told to mypy
        name = str(item.values["name"].value) if "name" in item.values else ""
        label = name or _label(item.evidence)
        frame = Agreement(
            key=agreement_key(item.evidence[0].start, item.evidence[0].end),
            label=label,
            type=item.item.type,
            evidence=item.evidence,
            **_slots(item, "name"),
        )
        first = found.setdefault(label.casefold(), frame)
        if first is frame and len(found) > 1:
            relations += [Relation(kind, frame.key) for kind in item.item.relation_to_first]
    frames = list(found.values())
    taken = {frame.key for frame in frames[1:]} - {frame.key for frame in frames[:1]}
    kept = tuple(dict.fromkeys(relation for relation in relations if relation.target in taken))
    return [replace(frames[0], relations=kept), *frames[1:]] if frames else []


def _meeting(item: Checked) -> Meeting:
    label = _label(item.evidence)
    return Meeting(key=_key("meeting", item.evidence), label=label, evidence=item.evidence, **_slots(item))


def _commitment(item: Checked) -> Commitment:
    assert isinstance(item.item, CommitmentItem)  # noqa: S101 - told to mypy
    obligors = item.values.get("obligors")
    return Commitment(
        key=_key("commitment", item.evidence),
        modality=item.item.modality,
        themes=tuple(dict.fromkeys(item.item.themes)),
        action=" ".join(item.evidence[0].exact.split()),
        implicit=obligors is not None and obligors.implicit,
        evidence=item.evidence,
        **_slots(item),
    )


def _incident(item: Checked) -> Incident:
    label = _label(item.evidence)
    return Incident(key=_key("incident", item.evidence), label=label, evidence=item.evidence, **_slots(item))


def _statement(item: Checked) -> Statement:
    assert isinstance(item.item, ClaimItem)  # noqa: S101 - told to mypy
    claimants = _slots(item).get("claimants", ())
    return Statement(item.evidence[0].start, item.evidence[0].end, claimants, item.item.stance)


def _office(item: Checked) -> OfficeHolding:
    values = _slots(item)
    holder, office = values["holder"][0], str(values.get("office", ""))
    return OfficeHolding(
        key=f"office/{holder.rsplit('/', 1)[-1]}-{slug(office)}",
        holder=holder,
        office=office,
        office_of=next(iter(values.get("office_of", ())), None),
        evidence=item.evidence,
    )


def _acting(reading: Reading, checked: Sequence[Checked]) -> Iterator[str]:
    """Yield the actors that the model listed by a name that is known."""
    for item in _of(checked, NamedActor):
        for span in item.evidence:
            name = str(item.values["name"].value) if "name" in item.values else ""
            for mention in reading.entities.actors(span.start, span.end):
                if name and name in span.exact[mention.start - span.start : mention.end - span.start]:
                    yield mention.key
