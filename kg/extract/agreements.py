"""Agreements: the one that a text is or tells of, and those that it recalls."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.agreement_type import agreement_type
from kg.extract.frames import Agreement, Relation, RelationKind
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, places_below, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, children, is_hypothetical, is_negated, is_passive, prepositional, subject_of
from kg.extract.words import words
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.times import TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_agreements"]

_RESOLUTION = re.compile(r"\b(?:resolutions?\s+)?(\d{1,4})\s*\((\d{4})\)", re.IGNORECASE)
_TITLE = re.compile(r"\bresolution\s+(\d+)\s*\((\d{4})\)", re.IGNORECASE)
_TYPE_NOUN = re.compile(
    r"\b(?:Agreement|Treaty|Accords?|Protocol|Convention|Memorandum|Memoranda|Pact|Declaration|Charter|Armistice|Truce"
    r"|Ceasefire|Roadmap|Communiqué|Compact)s?\b"
)
#: Capitalised words before the noun that belong to the name: "Detainees' Exchange Agreement".
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w'-]+\s+(?:of\s+|for\s+|on\s+|and\s+)?(?:the\s+)?)+)$")
#: What may follow it: "on Stabilization of the Situation in …", "of 4 May 2017".
_NAME_AFTER = re.compile(
    r"\s+(?:of|on|for|concerning|between)\s+(?:the\s+)?(?:\d{1,2}\s+[A-Z][a-z]+\s+\d{4}"
    r"|[A-Z][\w'-]+(?:\s+(?:(?:of|on|for|in|and|the|to)\s+)*[A-Z][\w'-]+)*)"
)
_NOT_NAMES = re.compile(
    r"^(?:(?:The|This|A|An|Under|In|On|For|As|Present|And|Said|Both|Of|[A-Z]\w+ing)\s+(?:the\s+)?)+"
)
_SUPPLEMENTED = re.compile(
    r"\b(?:protocol|articles?|convention|annex|amendment|agreement)\s+(?:additional\s+)?to\s+the\s+"
    r"((?:[A-Z][\w'-]+\s+)*(?:memorandum|treaty|agreement|convention|protocol|accords?|charter)\b[^.;\n]*)",
    re.IGNORECASE,
)
_GUARANTORS = re.compile(r"\bas\s+(?:the\s+)?guarantors?\b", re.IGNORECASE)
_REPLACES = re.compile(r"\breplac|\bsupersed|\babrogat|\bterminat", re.IGNORECASE)


def find_agreements(reading: Reading) -> list[Agreement]:
    """Find the agreements of a document, the main one first."""
    if reading.kind is DocumentKind.RESOLUTION:
        return _resolutions(reading)
    if reading.kind is DocumentKind.AGREEMENT:
        return _of_treaty(reading)
    return _reported(reading)


def _key(start: int, end: int) -> str:
    return f"agreement/{start}-{end}"


def _resolutions(reading: Reading) -> list[Agreement]:
    """Read the resolution's own title and the numbers of those that it names."""
    found: dict[tuple[str, str], Agreement] = {}
    text = reading.cleaned
    day = Moment.of(reading.document.date) if reading.document.date else None
    title = _TITLE.search(text)
    for match in ([title] if title else []) + list(_RESOLUTION.finditer(text)):
        number, year = match.group(1), match.group(2)
        if (number, year) in found or not _is_resolution(text, match, found):
            continue
        main = not found
        start, end = match.span() if main else (match.start(1), match.end())
        signed = day if main and day is not None and day.year == int(year) else _year(year)
        found[number, year] = Agreement(
            key=_key(start, end),
            label=f"Resolution {number} ({year})",
            type="resolution",
            parties=reading.parties,
            signed_on=signed,
            evidence=(reading.document.span(start, end),),
        )
    agreements = list(found.values())
    if not agreements:
        return _untitled(reading)
    relations = tuple(Relation(RelationKind.RECALLS, other.key) for other in agreements[1:])
    return [replace(agreements[0], relations=relations), *agreements[1:]]


def _year(text: str) -> Moment | None:
    year = int(text)
    return Moment(year) if 1 <= year <= 9999 else None


def _is_resolution(text: str, match: re.Match[str], found: dict[tuple[str, str], Agreement]) -> bool:
    """Tell whether a number with a year in brackets is a resolution: it follows the word, or another one in a list."""
    if match.group().lower().startswith("resolution"):
        return True
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(re.search(r"\bresolutions?\b[^.;]*$", before, re.IGNORECASE)) or bool(
        found and re.search(r"\(\d{4}\)\s*(?:of[^,;]*)?(?:,|\s+and|,\s+and)\s*$", before)
    )


def _untitled(reading: Reading) -> list[Agreement]:
    for sentence in reading.sentences:
        start, end = sentence.start, sentence.end
        day = Moment.of(reading.document.date) if reading.document.date else None
        return [
            Agreement(
                key=_key(start, end),
                label=reading.document.title or reading.document.text[start:end],
                type="resolution",
                parties=reading.parties,
                signed_on=day,
                evidence=(reading.document.span(start, end),),
            )
        ]
    return []


def _of_treaty(reading: Reading) -> list[Agreement]:
    """Read a treaty's own title or opening, its closing formula, and the agreements it names."""
    body = next(
        (b.span.start for b in reading.blocks if b.kind in {BlockKind.ARTICLE, BlockKind.ITEM}), len(reading.cleaned)
    )
    opening = _opening(reading, body)
    start, end = opening
    label = " ".join((reading.document.title or reading.document.text[start:end]).split())
    signed, places, effective = _closing(reading, opening)
    main = Agreement(
        key=_key(start, end),
        label=label[:200],
        type=agreement_type(reading.document.text[start:end], reading.document.text[:400]),
        parties=reading.parties,
        signatories=_signatories(reading, body),
        guarantors=reading.parties if _GUARANTORS.search(reading.cleaned, 0, min(body, 3000)) else (),
        signed_on=signed,
        signed_at=places,
        effective_from=effective,
        evidence=(reading.document.span(start, end),),
    )
    others = [*_named(reading, {main.key}, after=end), *_referred(reading, after=end)]
    relations: list[Relation] = []
    base = _SUPPLEMENTED.search(reading.cleaned, start, end)
    if base:
        other_start, other_end = base.span(1)
        basis = Agreement(
            key=_key(other_start, other_end),
            label=" ".join(reading.document.text[other_start:other_end].split()),
            type=agreement_type(base.group(1), ""),
            evidence=(reading.document.span(other_start, other_end),),
        )
        others = [basis, *others]
        relations.append(Relation(RelationKind.SUPPLEMENTS, basis.key))
    for other in others[1 if base else 0 :]:
        where = other.evidence[0].start
        replaced = _REPLACES.search(reading.cleaned[max(0, where - 80) : where])
        relations.append(Relation(RelationKind.REPLACES if replaced else RelationKind.RECALLS, other.key))
    return [replace(main, relations=tuple(relations)), *others]


_OPENS = re.compile(
    r"\b(?:treaty|convention|agreement|protocol|articles|memorandum|accord|declaration|pact|armistice|truce)\b",
    re.IGNORECASE,
)


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
    regions = [(b.span.start, b.span.end) for b in reading.blocks if b.kind is BlockKind.CLOSING]
    signed: Moment | None = None
    for start, end in [*regions, opening]:
        for mention in reading.times_in(start, end):
            if mention.start is not None and mention.start.day is not None:
                signed = signed or mention.start
    places: tuple[str, ...] = ()
    for start, end in [opening, *regions]:
        match = re.search(
            r"\b(?:concluded|entered into|made|signed|held|done|hands)\b[^.;]*?\b(?:at|in)\s+(?!testimony|witness|faith)",
            reading.cleaned[start:end],
            re.IGNORECASE,
        )
        if match and not places:
            area = start + match.end()
            found = reading.entities.places(area, min(end, area + 80))
            places = unique([m.key for m in found if m.start - area < 40])[:2]
    if signed is None and reading.document.date is not None:
        signed = Moment.of(reading.document.date)
    return signed, places, None


def _signatories(reading: Reading, body: int) -> tuple[str, ...]:
    """Return the persons who act for the parties in the opening: "by their commissioner Lewis Cass"."""
    found = [
        m.key
        for m in reading.entities.actors(0, body)
        if reading.entities.table[m.key].type == "Person" and len(reading.entities.table[m.key].label.split()) > 1
    ]
    return unique(found)


def _whole_name(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the stretch of the whole name around its noun."""
    start, end = match.span()
    before = _NAME_BEFORE.search(text[max(0, start - 120) : start])
    if before and not before.group(1).rstrip().endswith((" and the", " and")):
        words = before.group(1)
        start -= len(words) - (skipped.end() if (skipped := _NOT_NAMES.match(words)) else 0)
    tail = _NAME_AFTER.match(text, end)
    return start, tail.end() if tail else end


def _named(reading: Reading, known: set[str], *, after: int) -> list[Agreement]:
    """Return the agreements that a text calls by name, or by a determined phrase with a place or a day."""
    found: dict[str, Agreement] = {}
    for match in _TYPE_NOUN.finditer(reading.cleaned):
        start, end = _whole_name(reading.cleaned, match)
        name = " ".join(reading.document.text[start:end].split())
        if start < after or len(name.split()) < 2 or _key(start, end) in known:
            continue
        identity = name.lower()
        if any(identity in old or old in identity for old in found):
            continue
        times = [t for t in reading.times_in(start, min(len(reading.cleaned), end + 40)) if t.start is not None]
        signed = (
            times[0].start
            if times
            and re.match(r"[\s,]*(?:of|on|signed on|dated)?\s*$", reading.cleaned[end : max(end, times[0].core.start)])
            else None
        )
        places: tuple[str, ...] = ()
        near = re.match(
            r"[^.;,]*?\b(?:concluded|signed|made|adopted)?\s*\b(?:in|at)\s+", reading.cleaned[end : end + 60]
        )
        if near:
            places = unique([m.key for m in reading.entities.places(end + near.end(), end + near.end() + 30)])[:1]
        found[identity] = Agreement(
            key=_key(start, end),
            label=name,
            type=agreement_type(name, ""),
            signed_on=signed,
            signed_at=places,
            evidence=(reading.document.span(start, end),),
        )
    return list(found.values())


_REFERRED = re.compile(
    r"\b(?:the|said|a|their)\s+((?:separate\s+|former\s+|last\s+|late\s+)?(?:treaty|convention|agreement|articles?|protocol))\s+"
    r"(?:which\s+was\s+)?(?:concluded|made|signed|entered\s+into|held|ratified)\s+(?:at|on|with|between|of|in|by)\b[^;:]*?"
    r"(?=;|:|\.\s|,?\s+and\s+(?:also|the\s+said)|,\s+(?:it|the\s+said|do|hereby|shall)|$)",
    re.IGNORECASE,
)


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
                key=_key(start, end),
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


def _reported(reading: Reading) -> list[Agreement]:
    """Read what a report tells: the agreement that its first statements are about, and others told apart by name."""
    lists = words()
    found: list[Agreement] = []
    for sentence in reading.sentences:
        block = reading.block_of(sentence)
        if block.kind is BlockKind.BYLINE or reading.is_headline(sentence):
            continue
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            new: Agreement | None = None
            if token.pos_ in {"NOUN", "PROPN"} and lemma in lists.agreement:
                new = _by_noun(reading, sentence, token)
            elif token.pos_ == "VERB" and lemma == "agree" and not is_negated(token) and not is_hypothetical(token):
                new = _by_verb(reading, sentence, token)
            if new is not None:
                found = _add(found, new)
    named = [a for a in _named(reading, set(), after=0) if _prose(reading, a.evidence[0].start)]
    for agreement in named:
        if not any(agreement.label.lower() in old.label.lower() for old in found):
            found.append(agreement)
    return found


def _prose(reading: Reading, position: int) -> bool:
    return any(b.span.start <= position < b.span.end and b.kind is not BlockKind.TITLE for b in reading.blocks)


def _by_verb(reading: Reading, sentence: Sentence, verb: Token) -> Agreement | None:
    """Read "X and Y agreed on …" as an agreement of its own, unless an earlier one is known."""
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    parties = actors_of(reading, sentence, subject) if subject is not None else ()
    if not parties or not any(c.dep_ in {"prep", "xcomp", "ccomp"} for c in verb.children):
        return None
    tokens = [t for t in verb.subtree if not t.is_space]
    tokens = [t for t in tokens if t.i >= min(x.i for x in (subject.subtree if subject is not None else [verb]))]
    start, end = _cover(reading, sentence, tokens)
    things = [t for t in prepositional(verb, "on", "upon", "to") if t.ent_type_ not in {"DATE", "TIME"}]
    name = " ".join(str(reading.document.text[start:end]).split())
    if things:
        a, b = sentence.cover(list(things[0].subtree))
        name = " ".join(reading.document.text[a:b].split())
    return _fill(reading, sentence, start, end, name, parties, verb)


def _cover(reading: Reading, sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    start, end = sentence.cover(tokens)
    while end > start and reading.cleaned[end - 1] in " .,;:":
        end -= 1
    return start, end


def _by_noun(reading: Reading, sentence: Sentence, noun: Token) -> Agreement | None:
    lists = words()
    if noun.dep_ in {"compound", "amod", "poss"} and noun.head.lemma_.lower() in lists.agreement:
        return None
    verb = noun.head if noun.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"} else None
    if noun.dep_ == "pobj":
        verb = noun.head.head if noun.head.head.pos_ == "VERB" else None
    if verb is not None and verb.pos_ in {"VERB", "AUX"} and (is_negated(verb) or is_hypothetical(verb)):
        return None
    made = verb is not None and verb.lemma_.lower() in lists.make_agreement and noun.dep_ in {"dobj", "nsubjpass"}
    parties: list[str] = [
        key for p in prepositional(noun, "between", "among") for key in actors_of(reading, sentence, p)
    ]
    own_pair = bool(parties)
    if not made and noun.lemma_.lower() in {
        "plan",
        "understanding",
        "document",
        "statement",
        "framework",
        "settlement",
        "declaration",
        "arrangement",
        "compact",
        "charter",
    }:
        return None
    for word in children(noun, "compound", "amod", "nmod", "poss"):
        mention = mention_of(reading, sentence, word)
        if mention is not None:
            first = word
            while first.i > sentence.tokens.start and (first.nbor(-1).text == "-" or first.text == "-"):
                first = first.nbor(-1)
            keys = unique([m.key for m in reading.entities.actors(sentence.at(first)[0], sentence.at(word)[1])])
            if len(keys) >= 2:
                parties += keys
                own_pair = True
    if made and verb is not None:
        subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
        keys = actors_of(reading, sentence, subject) if subject is not None else ()
        if keys:
            parties = list(keys)
    if not made and not own_pair:
        return None
    tokens = [t for t in noun.subtree if not t.is_space]
    if made and verb is not None:
        subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
        tokens = [
            t for t in verb.subtree if not t.is_space and (subject is None or t.i >= min(x.i for x in subject.subtree))
        ]
        relative = [c for c in noun.children if c.dep_ == "relcl"]
        cut = {t.i for c in relative for t in c.subtree}
        tokens = [t for t in tokens if t.i not in cut]
    start, end = _cover(reading, sentence, tokens)
    phrase = [
        t
        for t in noun.subtree
        if t.dep_ != "relcl" and not any(a.dep_ == "relcl" and a in noun.subtree for a in t.ancestors)
    ]
    a, b = _cover(reading, sentence, phrase)
    if made and verb is not None and len(phrase) <= 3:
        tail = [p for p in children(verb, "prep") if p.i > noun.i and p.lower_ in {"on", "for", "to"}]
        b = max([b, *(_cover(reading, sentence, list(p.subtree))[1] for p in tail[:1])])
    name = re.sub(
        r"^(?:an?|the|their|its|this|that)\s+", "", " ".join(reading.document.text[a:b].split()), flags=re.IGNORECASE
    )
    return _fill(reading, sentence, start, end, name, tuple(parties), verb if made else noun)


def _fill(
    reading: Reading, sentence: Sentence, start: int, end: int, name: str, parties: tuple[str, ...], verb: Token | None
) -> Agreement:
    signed: Moment | None = None
    for mention in reading.times_in(sentence.start, sentence.end):
        if (
            mention.start is not None
            and mention.relation is TimeRelation.ON
            and mention.start.day is not None
            and verb is not None
            and verb.pos_ == "VERB"
        ):
            signed = signed or Moment(mention.start.year, mention.start.month, mention.start.day)
    places: tuple[str, ...] = ()
    if verb is not None and verb.pos_ == "VERB":
        places = unique(
            [
                key
                for p in children(verb, "prep")
                if p.lower_ in {"in", "at"}
                for key in places_below(reading, sentence, list(p.subtree))
            ]
        )[:1]
    context = reading.document.text[max(0, start) : min(len(reading.document.text), end)]
    return Agreement(
        key=_key(start, end),
        label=name[:160],
        type=agreement_type(name, context),
        parties=parties,
        signed_on=signed,
        signed_at=places,
        evidence=(reading.document.span(start, end),),
    )


def _add(found: list[Agreement], new: Agreement) -> list[Agreement]:
    """Add an agreement, or merge it with one of the same parties."""
    for index, old in enumerate(found):
        if (
            not old.parties
            or not new.parties
            or set(old.parties) & set(new.parties) == set(new.parties)
            or set(old.parties) <= set(new.parties)
        ):
            merged = replace(
                old,
                parties=old.parties if len(old.parties) >= len(new.parties) else new.parties,
                type=old.type if old.type != "other" else new.type,
                signed_on=old.signed_on or new.signed_on,
                signed_at=old.signed_at or new.signed_at,
                effective_from=old.effective_from or new.effective_from,
                evidence=tuple(dict.fromkeys([*old.evidence, *new.evidence])),
            )
            return [*found[:index], merged, *found[index + 1 :]]
    return [*found, new]
