"""Incidents: violence, capture and breaches that a report tells as happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.model import Form
from kg.extract.frames import Incident
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, places_below, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    child,
    children,
    clause_tokens,
    coordinated,
    is_hypothetical,
    is_negated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.tables import incident_words
from kg.text.moment import Moment
from kg.text.numbers import parse_number
from kg.text.segment import BlockKind
from kg.text.times import TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_incidents"]


#: How the words of one incident depend on each other.
_SAME_INCIDENT = frozenset({"relcl", "conj", "advcl", "acl", "xcomp", "ccomp", "dobj"})


def find_incidents(reading: Reading) -> list[Incident]:
    """Find the incidents of a report; agreements and resolutions tell of none."""
    if reading.kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION}:
        return []
    found: list[Incident] = []
    for sentence in reading.sentences:
        if reading.block_of(sentence).kind in {BlockKind.BYLINE, BlockKind.BULLET} or reading.is_headline(sentence):
            continue
        found += _of_sentence(reading, sentence)
    return list({incident.key: incident for incident in reversed(found)}.values())[::-1]


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Incident]:
    lists = incident_words()
    triggers: list[Token] = []
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if (token.pos_ == "VERB" and lemma in lists.verb and not is_negated(token) and not _unreal(token)) or (
            token.pos_ in {"NOUN", "PROPN"}
            and lemma in lists.noun
            and token.dep_ not in {"compound"}
            and not _unreal_noun(token)
        ):
            triggers.append(token)
    used: list[set[int]] = []
    found: list[Incident] = []
    for token in triggers:
        if any(token.i in span for span in used):
            continue
        cluster = _cluster(token, triggers)
        incident = _make(reading, sentence, token, cluster)
        if incident is not None:
            found.append(incident)
            used.append({t.i for t in cluster})
    return found


def _unreal(verb: Token) -> bool:
    """Tell whether an act has not happened: planned, threatened, to be stopped."""
    if is_hypothetical(verb):
        return True
    words = {word.lower_ for word in children(verb, "aux")}
    if words & {"will", "shall", "may", "should", "can", "to"} and verb.tag_ == "VB":
        return True
    return (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in {"of", "against", "from", "without", "for"}
        and verb.head.head.lemma_.lower() in {"accuse", "refrain", "stop", "end"}
    )


def _unreal_noun(noun: Token) -> bool:
    head = noun.head
    if head.dep_ == "prep" or noun.dep_ == "pobj":
        head = noun.head.head
    return head.lemma_.lower() in {
        "stop",
        "end",
        "halt",
        "cease",
        "cessation",
        "condemn",
        "refrain",
        "prevent",
        "avoid",
        "threaten",
        "apply",
        "plan",
        "risk",
        "fear",
        "warn",
        "against",
        "threat",
        "announce",
    } or (head.pos_ == "VERB" and (is_negated(head) or is_hypothetical(head)))


def _cluster(token: Token, triggers: list[Token]) -> list[Token]:
    """Return the triggers that tell of the same incident: a strike, which killed; killed and wounded."""
    cluster = [token]
    for member in cluster:
        cluster += [other for other in triggers if other not in cluster and _linked(member, other, triggers)]
    return cluster


def _linked(one: Token, other: Token, triggers: list[Token]) -> bool:
    """Tell whether two words of violence hang together in the sentence."""
    first, second = sorted((one, other), key=lambda token: token.i)
    if _relates(second, first, triggers):
        return True
    for verb, noun in ((one, other), (other, one)):
        if verb.pos_ == "VERB" and noun.pos_ != "VERB" and subject_of(verb) == noun:
            return True
    for below, above in ((one, other), (other, one)):
        if below.head == above or (above in below.ancestors and below.dep_ in _SAME_INCIDENT):
            return True
    return False


def _relates(verb: Token, noun: Token, triggers: list[Token]) -> bool:
    """Tell whether "which killed …" speaks of a noun of violence before it, with no other such noun between."""
    if verb.pos_ != "VERB" or noun.pos_ == "VERB" or verb.i < noun.i:
        return False
    subject = child(verb, "nsubj")
    if subject is None or subject.tag_ not in {"WDT", "WP"}:
        return False
    return not any(noun.i < other.i < verb.i and other.pos_ != "VERB" for other in triggers)


def _make(reading: Reading, sentence: Sentence, token: Token, cluster: list[Token]) -> Incident | None:
    lists = incident_words()
    perpetrators: list[str] = []
    targets: list[str] = []
    killed = wounded = None
    for trigger in cluster:
        if trigger.pos_ == "VERB":
            subject, thing = _actor_and_object(trigger)
            if subject is not None and subject.tag_ in {"WDT", "WP"}:
                subject = None
            if subject is not None and subject.lemma_.lower() not in lists.noun:
                perpetrators += actors_of(reading, sentence, subject)
            elif subject is not None:
                perpetrators += _of_noun(reading, sentence, subject)[0]
            if thing is not None:
                targets += actors_of(reading, sentence, thing)
                lemma = trigger.lemma_.lower()
                if lemma in lists.killing:
                    killed = killed if killed is not None else _total(thing)
                elif lemma in lists.wounding:
                    wounded = wounded if wounded is not None else _total(thing)
        else:
            by, at = _of_noun(reading, sentence, trigger)
            perpetrators += by
            targets += at
    targets = [key for key in targets if key not in perpetrators]
    top = min(cluster, key=lambda t: len(list(t.ancestors)))
    tokens = clause_tokens(top)
    if top.pos_ == "VERB" and top.dep_ == "relcl":
        tokens = clause_tokens(top.head)
    reach = {t.i for t in tokens} | {t.i for trigger in cluster for t in clause_tokens(trigger)}
    tokens = [t for t in sentence.tokens if min(reach) <= t.i <= max(reach)]
    start, end = sentence.cover(tokens)
    if any(t.pos_ == "VERB" and t.lemma_.lower() in lists.needs_object for t in cluster) and not (
        perpetrators or targets
    ):
        return None
    weak = all(t.lemma_.lower() in lists.weak for t in cluster if t.pos_ != "VERB") and all(
        t.pos_ != "VERB" for t in cluster
    )
    if weak and not perpetrators and not targets and killed is None:
        return None
    date = _date(reading, start, end) or _date(reading, sentence.start, sentence.end)
    return Incident(
        key=f"incident/{start}-{end}",
        label=" ".join(reading.document.text[start:end].split()),
        perpetrators=unique(perpetrators),
        targets=unique(targets),
        killed=killed,
        wounded=wounded,
        date=date,
        places=places_below(reading, sentence, tokens)[:2],
        evidence=(reading.document.span(start, end),),
    )


def _actor_and_object(verb: Token) -> tuple[Token | None, Token | None]:
    if is_passive(verb) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "ROOT", "conj", "relcl", "ccomp"} and agent_of(verb) is not None
    ):
        thing = child(verb, "nsubjpass", "nsubj")
        if thing is None:
            thing = verb.head if verb.dep_ == "acl" else subject_of(verb)
        return agent_of(verb), thing
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "ccomp", "conj"} and child(verb, "dobj") is None:
        return agent_of(verb), child(verb, "nsubj", "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    return subject_of(verb), child(verb, "dobj")


def _of_noun(reading: Reading, sentence: Sentence, noun: Token) -> tuple[list[str], list[str]]:
    """Return who did it and to whom, from the phrase of a noun: "a Russian strike on Turkish positions"."""
    by: list[str] = []
    for word in children(noun, "amod", "compound", "poss", "nmod"):
        mention = mention_of(reading, sentence, word)
        if mention is not None:
            by += _left_actors(reading, sentence, word)
    for p in prepositional(noun, "by"):
        by += actors_of(reading, sentence, p)
    at: list[str] = []
    for p in prepositional(noun, "on", "against", "at"):
        at += actors_of(reading, sentence, p)
    for p in prepositional(noun, "between"):
        by += actors_of(reading, sentence, p)
    for clause in children(noun, "acl", "relcl"):
        for inner in [clause, *children(clause, "xcomp")]:
            for p in prepositional(inner, "from", "against"):
                at += actors_of(reading, sentence, p)
    return by, at


def _left_actors(reading: Reading, sentence: Sentence, word: Token) -> list[str]:
    first = min((t for t in word.subtree), key=lambda t: t.i)
    while (
        first.i > sentence.tokens.start
        and (first.nbor(-1).text in {"-", "or", "and"} or first.text in {"-", "or", "and"})
        and first.nbor(-1).dep_ not in {"cc"}
    ):
        first = first.nbor(-1)
    start, _ = sentence.at(first)
    _, end = sentence.at(word)
    keys = [m.key for m in reading.entities.actors(start, end)]
    return [
        k
        for k in keys
        if any(
            m.form in {Form.DEMONYM, Form.NAME, Form.BODY} for m in reading.entities.actors(start, end) if m.key == k
        )
    ]


def _total(thing: Token) -> int | None:
    """Return how many people a phrase counts, with those coordinated: "three soldiers and two civilians"."""
    counts = [count for head in coordinated(thing) if (count := _count(head)) is not None]
    return sum(counts) if counts else None


def _count(thing: Token) -> int | None:
    number = child(thing, "nummod")
    if number is None and thing.tag_ == "NN" and any(word.lower_ in {"a", "an"} for word in children(thing, "det")):
        return 1
    words = thing if thing.like_num else number
    if words is None:
        return None
    text = (
        " ".join(t.text for t in words.subtree if t.like_num or t.text in {"-", "and", ","})
        if words != thing
        else thing.text
    )
    return parse_number(text.strip())


def _date(reading: Reading, start: int, end: int) -> Moment | None:
    for mention in reading.times_in(start, end):
        if mention.start is not None and mention.relation in {TimeRelation.ON, TimeRelation.FROM, TimeRelation.AFTER}:
            moment = mention.start
            return moment if moment.hour is None else Moment(moment.year, moment.month, moment.day)
    return None
