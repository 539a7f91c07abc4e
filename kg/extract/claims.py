"""Claims: statements tied to the frames that they are about; the document speaks for what nobody is quoted on."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.extract.frames import Claim, Stance
from kg.extract.reading import Reading

if TYPE_CHECKING:
    pass

from kg.extract.statements import Statement

__all__ = ["to_claims"]


def to_claims(
    reading: Reading, statements: list[Statement], frames: list[tuple[str, tuple[tuple[int, int], ...]]]
) -> list[Claim]:
    """Tie statements to the frames that they are about, and let the document speak for what nobody is quoted on.

    Args:
        reading: The document.
        statements: Who says what.
        frames: The key of each frame, with the stretches of its evidence.
    """
    claims: list[Claim] = []
    covered: set[str] = set()
    used: set[str] = set()
    places = sorted((span, key) for key, spans in frames for span in spans)
    longest = max((end - start for (start, end), _ in places), default=0)
    order = {key: index for index, (key, _) in enumerate(frames)}
    for statement in statements:
        low = bisect_left(places, statement.start - longest, key=lambda place: place[0][0])
        high = bisect_left(places, statement.end, key=lambda place: place[0][0])
        near = {key for span, key in places[low:high] if _about(statement, span)}
        about = sorted(near, key=lambda key: order[key])
        if statement.stance is not Stance.PREDICTED:
            covered.update(about)
        key = f"claim/{statement.start}-{statement.end}"
        if statement.claimants:
            key += "-" + "-".join(k.rsplit("/", 1)[-1] for k in statement.claimants)
        if key in used:
            continue
        used.add(key)
        claims.append(
            Claim(
                key=key,
                claimants=statement.claimants,
                stance=statement.stance,
                about=tuple(about),
                evidence=(reading.document.span(statement.start, statement.end),),
            )
        )
    for key, spans in frames:
        if key in covered:
            continue
        start, end = spans[0]
        own = f"claim/{start}-{end}-own-{key.split('/')[0]}"
        if own not in used:
            used.add(own)
            claims.append(
                Claim(
                    key=own,
                    claimants=(),
                    stance=Stance.ASSERTED,
                    about=(key,),
                    evidence=(reading.document.span(start, end),),
                )
            )
    return claims


def _about(statement: Statement, span: tuple[int, int]) -> bool:
    shared = min(statement.end, span[1]) - max(statement.start, span[0])
    return shared > 0 and shared >= 0.5 * min(span[1] - span[0], statement.end - statement.start)
