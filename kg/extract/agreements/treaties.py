"""Treaties: what a text says of itself in its opening and closing, and the agreements it recalls."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.agreement_type import agreement_type
from kg.extract.agreements.dated import dated_agreements
from kg.extract.agreements.named import agreement_key, named_agreements
from kg.extract.agreements.signatories import signatories
from kg.extract.entities.signing import SIGNED_AT
from kg.extract.frames import Agreement, Relation, RelationKind
from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.text.moment import Moment
from kg.text.segment import BlockKind

__all__ = ["treaty_agreements"]

_SUPPLEMENTED = re.compile(
    r"\b(?:protocol|articles?|convention|annex|amendment|agreement)\s+(?:additional\s+)?to\s+the\s+"
    r"((?:[A-Z][\w'-]+\s+)*(?:memorandum|treaty|agreement|convention|protocol|accords?|charter)\b[^.;\n]*)",
    re.IGNORECASE,
)


_GUARANTORS = re.compile(r"\bas\s+(?:the\s+)?guarantors?\b", re.IGNORECASE)


#: What a treaty does to an earlier one, by the last such word before its name.
_RELATIONS = {
    RelationKind.REPLACES: r"replac\w*|supersed\w*|abrogat\w*|terminat\w*|annul\w*|repeal\w*",
    RelationKind.AMENDS: r"amend(?:s|ing|ed)?|modif(?:y|ies|ying|ied)|alter(?:s|ing|ed)?",
    RelationKind.IMPLEMENTS: r"implement(?:s|ing|ed|ation)?|execut(?:es|ing|ion)|pursuant|giv(?:es|ing)\s+effect",
    RelationKind.SUPPLEMENTS: r"supplement(?:s|ing|ary|ed)?|complement(?:s|ing|ary)?|additional|complet(?:es|ing)",
}
_RELATED = re.compile(
    "|".join(rf"(?P<{kind.value}>\b(?:{words})\b)" for kind, words in _RELATIONS.items()), re.IGNORECASE
)


_OPENS = re.compile(
    r"\b(?:treaty|convention|agreement|protocol|articles|memorandum|accord|declaration|pact|armistice|truce)\b",
    re.IGNORECASE,
)


_REFERRED = re.compile(
    r"\b(?:the|said|a|their)\s+((?:separate\s+|former\s+|last\s+|late\s+)?(?:treaty|convention|agreement|articles?|protocol))\s+"
    r"(?:which\s+was\s+)?(?:concluded|made|signed|entered\s+into|held|ratified)\s+(?:at|on|with|between|of|in|by)\b[^;:]*?"
    r"(?=;|:|\.\s|,?\s+and\s+(?:also|the\s+said)|,\s+(?:it|the\s+said|do|hereby|shall)|$)",
    re.IGNORECASE,
)


#: How much of an opening, or of the end, is searched for the day and place of signature.
_OPENING = 1500
#: How much of a text may tell of a signature before its opening is met, in an act that only repeats it.
_PREAMBLE = 3000
_CALLS_ITSELF = re.compile(
    r"\W*(?:(?:at\s+)?an?\s+|the\s+following\s+|this\s+)?(?:articles?|treaty|convention|agreement|protocol|memorandum)\b",
    re.IGNORECASE,
)
#: How near the place must stand to "concluded at".
_BESIDE = 40


def treaty_agreements(reading: Reading) -> list[Agreement]:
    """Read a treaty's own title or opening, its closing formula, and the agreements it names."""
    body = next(
        (b.span.start for b in reading.blocks if b.kind in {BlockKind.ARTICLE, BlockKind.ITEM}), len(reading.cleaned)
    )
    opening = _opening(reading, body)
    start, end = opening
    label = " ".join((reading.document.title or reading.document.text[start:end]).split())
    signed, places, effective = _closing(reading, opening)
    main = Agreement(
        key=agreement_key(start, end),
        label=label[:200],
        type=agreement_type(reading.document.text[start:end], reading.document.text[:400]),
        parties=reading.parties,
        signatories=signatories(reading, min(body, _end_of_opening(reading, start))),
        guarantors=reading.parties if _GUARANTORS.search(reading.cleaned, 0, min(body, 3000)) else (),
        signed_on=signed,
        signed_at=places,
        effective_from=effective,
        evidence=(reading.document.span(start, end),),
    )
    others = [*named_agreements(reading, {main.key}, after=end), *_referred(reading, after=end)]
    others += dated_agreements(reading, [main, *others])
    relations: list[Relation] = []
    base = _SUPPLEMENTED.search(reading.cleaned, start, end)
    if base:
        other_start, other_end = base.span(1)
        basis = Agreement(
            key=agreement_key(other_start, other_end),
            label=" ".join(reading.document.text[other_start:other_end].split()),
            type=agreement_type(base.group(1), ""),
            evidence=(reading.document.span(other_start, other_end),),
        )
        others = [basis, *others]
        relations.append(Relation(RelationKind.SUPPLEMENTS, basis.key))
    for other in others[1 if base else 0 :]:
        where = other.evidence[0].start
        relations.append(Relation(_relation(reading.cleaned[max(0, where - 80) : where]), other.key))
    return [replace(main, relations=tuple(relations)), *others]


def _relation(before: str) -> RelationKind:
    """Return what a treaty does to the agreement that is named after these words."""
    clause = re.split(r"[.;:]\s", before)[-1]
    found = [match.lastgroup for match in _RELATED.finditer(clause)]
    return RelationKind(found[-1]) if found and found[-1] else RelationKind.RECALLS


def _opening(reading: Reading, body: int) -> tuple[int, int]:
    """Return the sentence or title that names the agreement."""
    first: tuple[int, int] | None = None
    for block in reading.blocks:
        if block.span.start >= body and first is not None:
            break
        start, end = block.span.start, block.span.end
        stop = re.search(r"[.:](?=\s+[A-Z]|\s*$)", reading.cleaned[start:end])
        if stop and stop.start() > 30:
            end = start + stop.start()
        if first is None:
            first = (start, min(end, start + 800))
        if _OPENS.search(reading.cleaned, start, end):
            return start, min(end, start + 800)
    return first or (0, len(reading.cleaned))


def _closing(reading: Reading, opening: tuple[int, int]) -> tuple[Moment | None, tuple[str, ...], Moment | None]:
    """Return the day and place of signature, from the closing formula, else from the opening."""
    closings = [(b.span.start, b.span.end) for b in reading.blocks if b.kind is BlockKind.CLOSING]
    start = opening[0]
    whole = next((b.span.end for b in reading.blocks if b.span.start <= start < b.span.end), opening[1])
    opened = (start, min(whole, start + _OPENING))
    dated = [
        mention.start
        for region in [*closings, opened, _tail(reading)]
        for mention in reading.times_in(*region)
        if mention.start is not None and mention.start.day is not None and mention.duration is None
    ]
    signed = Moment(dated[0].year, dated[0].month, dated[0].day) if dated else None
    places: tuple[str, ...] = ()
    heads = [
        (b.span.start, min(b.span.end, b.span.start + _OPENING))
        for b in reading.blocks
        if b.span.start < _PREAMBLE and _CALLS_ITSELF.match(reading.cleaned, b.span.start)
    ]
    for region in [opened, *heads, *closings, _tail(reading), (0, min(_PREAMBLE, len(reading.cleaned)))]:
        match = SIGNED_AT.search(reading.cleaned, *region)
        if match and not places:
            found = reading.entities.places(match.end(), min(region[1], match.end() + 80))
            places = unique([m.key for m in found if m.start - match.end() < _BESIDE])[:2]
    if signed is None and reading.document.date is not None:
        signed = Moment.of(reading.document.date)
    return signed, places, None


def _end_of_opening(reading: Reading, start: int) -> int:
    """Return where the part of an opening ends that names those who act: the block of the opening, and a preamble."""
    end = start
    for block in reading.blocks:
        if block.span.start <= start < block.span.end or block.kind in {BlockKind.TITLE, BlockKind.PREAMBLE}:
            end = max(end, block.span.end)
    return end


def _tail(reading: Reading) -> tuple[int, int]:
    """Return the end of the text, where a date stands that no closing formula introduces."""
    end = len(reading.cleaned)
    return max(0, end - _OPENING), end


def _referred(reading: Reading, *, after: int) -> list[Agreement]:
    """Return the earlier agreements that a treaty calls by where and when they were made."""
    found: list[Agreement] = []
    for match in _REFERRED.finditer(reading.cleaned, after):
        start, end = match.start(1), match.end()
        if reading.cleaned[match.start() : match.start() + 4].lower() == "the ":
            start = match.start()
        times = [t.start for t in reading.times_in(start, end) if t.start is not None and t.start.day is not None]
        places = [m.key for m in reading.entities.places(start, end)]
        parties = [
            m.key
            for m in reading.entities.actors(start, end)
            if reading.entities.table[m.key].type in {"State", "People"}
        ]
        if not (times or parties) or any(t == reading.document.date for t in times):
            continue
        found.append(
            Agreement(
                key=agreement_key(start, end),
                label=" ".join(reading.document.text[start:end].split())[:160],
                type=agreement_type(match.group(1), ""),
                parties=unique([*[p for p in reading.parties if reading.entities.table[p].type == "State"], *parties])
                if parties
                else (),
                signed_on=times[0] if times else None,
                signed_at=unique(places)[:1],
                evidence=(reading.document.span(start, end),),
            )
        )
    return found
