"""Work out deadlines: "within seven days of signature", once it is known when it was signed."""

from __future__ import annotations

from collections.abc import Mapping

from kg.text.anchors import anchor_event
from kg.text.durations import add_duration
from kg.text.moment import Moment
from kg.text.time_mention import TimeMention, TimeRelation

__all__ = ["resolve_deadline"]


def resolve_deadline(mention: TimeMention, anchors: Mapping[str, Moment]) -> Moment | None:
    """Return the moment by which, or after which, something is due.

    Days are days of the calendar. A deadline in business days cannot be computed here, for it depends on holidays.

    Args:
        mention: A mention; one that carries no deadline ("for six months") gives None.
        anchors: When events happened, by their names: "signature", "entry into force".

    Returns:
        The moment; None where the mention is no deadline, its event is not among the anchors, or the sum is not exact.
    """
    if mention.relation is TimeRelation.FOR or mention.relation is TimeRelation.ON:
        return None
    if mention.anchor is None or mention.start is not None:
        return mention.start
    if mention.duration is None:
        return None
    moment = _anchored(mention.anchor, anchors)
    if moment is None:
        return None
    return add_duration(moment, mention.duration, -1 if mention.relation is TimeRelation.BEFORE else 1)


def _anchored(anchor: str, anchors: Mapping[str, Moment]) -> Moment | None:
    words = " ".join(anchor.lower().split())
    folded = {" ".join(key.lower().split()): moment for key, moment in anchors.items()}
    if words in folded:
        return folded[words]
    event = anchor_event(words)
    if event is not None:
        return next((moment for key, moment in folded.items() if anchor_event(key) == event), None)
    return next((moment for key, moment in folded.items() if key and f" {key} " in f" {words} "), None)
