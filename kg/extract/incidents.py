"""Incidents: violence, capture and breaches that a report tells as happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.casualties import told, total
from kg.extract.frames import Incident
from kg.extract.reading import Reading
from kg.extract.repeats import Told, without_repeats
from kg.extract.roles import places_below, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    child,
    children,
    clause_tokens,
    is_hypothetical,
    is_negated,
    prepositional,
    subject_of,
)
from kg.extract.tables import claim_words, incident_words
from kg.extract.violence import deed, of_noun, of_verb
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.times import TimeMention, TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_incidents"]


#: Blocks that tell of no incident, or only of what is agreed.
_SILENT = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.BULLET})
#: How the words of one incident depend on each other.
_SAME_INCIDENT = frozenset({"relcl", "conj", "advcl", "acl", "xcomp", "ccomp", "dobj"})
#: Prepositions after which a noun of violence tells how a deed was done: "killed in an ambush".
_CIRCUMSTANCE = frozenset({"in", "during", "by", "when", "from"})


def find_incidents(reading: Reading) -> list[Incident]:
    """Find the incidents of a report, and those that an agreement or a resolution names with their day."""
    if reading.kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION}:
        return [incident for sentence in reading.sentences for incident in _dated(reading, sentence)]
    told: list[Told] = []
    for sentence in reading.sentences:
        if reading.block_of(sentence).kind in _SILENT or reading.is_headline(sentence):
            continue
        told += _of_sentence(reading, sentence)
    return list({incident.key: incident for incident in reversed(without_repeats(told))}.values())[::-1]


def _dated(reading: Reading, sentence: Sentence) -> Iterator[Incident]:
    """Yield what a preamble recalls with its day: "condemning the attack of 27 May in which one soldier was killed"."""
    lists = incident_words()
    for noun in sentence.tokens:
        if noun.pos_ != "NOUN" or noun.dep_ == "compound" or noun.lemma_.lower() not in lists.noun:
            continue
        days = (t for t in prepositional(noun, "of", "on", "in") if reading.times_in(*_around(sentence, t)))
        if next(days, None) is None or not any(w.lower_ in {"the", "these", "those"} for w in children(noun, "det")):
            continue
        harm = [t for t in noun.subtree if t.pos_ == "VERB" and deed(t) in lists.killing | lists.wounding]
        incident = _make(reading, sentence, noun, [noun, *harm], sure=True)
        if incident is not None:
            yield incident


def _around(sentence: Sentence, token: Token) -> tuple[int, int]:
    """Return the stretch of a token's phrase."""
    return sentence.cover(list(token.subtree))


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Told]:
    triggers = [token for token in sentence.tokens if _is_trigger(token)]
    used: list[set[int]] = []
    found: list[Told] = []
    for token in triggers:
        if any(token.i in span for span in used):
            continue
        cluster = _cluster(token, triggers)
        incident = _make(reading, sentence, token, cluster)
        if incident is not None:
            title = reading.block_of(sentence).kind is BlockKind.TITLE
            deeds = frozenset(deed(t) for t in cluster)
            definite = _is_known(cluster)
            found.append(Told(incident, deeds, definite, title, sentence.index))
            used.append({t.i for t in cluster})
    return found


def _is_trigger(token: Token) -> bool:
    lists = incident_words()
    if token.pos_ == "VERB":
        return deed(token) in lists.verb and not is_negated(token) and not _unreal(token)
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return False
    return token.lemma_.lower() in lists.noun and not _unreal_noun(token)


def _is_known(cluster: list[Token]) -> bool:
    """Tell whether words of violence take up what is known: "the attack", "were killed in that ambush"."""
    lists = incident_words()
    harming = lists.killing | lists.wounding | lists.needs_count
    nouns = [t for t in cluster if t.pos_ != "VERB"]
    known = [t for t in nouns if any(word.lower_ in {"the", "this", "that"} for word in children(t, "det"))]
    return bool(nouns) and nouns == known and all(deed(t) in harming for t in cluster if t.pos_ == "VERB")


def _unreal(verb: Token) -> bool:
    """Tell whether an act has not happened: planned, threatened, to be stopped."""
    if is_hypothetical(verb):
        return True
    words = {word.lower_ for word in children(verb, "aux")}
    if words & {"will", "shall", "may", "should", "can", "to"} and verb.tag_ == "VB":
        return True
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return verb.dep_ in {"pcomp", "xcomp"} and above.lemma_.lower() in incident_words().unreal


def _unreal_noun(noun: Token) -> bool:
    head = noun.head
    if head.dep_ == "prep" or noun.dep_ == "pobj":
        head = noun.head.head
    if head.pos_ == "VERB" and (is_negated(head) or is_hypothetical(head)):
        return True
    return head.lemma_.lower() in incident_words().unreal


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
        if below.dep_ == "pobj" and below.head.lower_ in _CIRCUMSTANCE and _governs(above, below.head.head):
            return True
    return False


def _governs(verb: Token, token: Token) -> bool:
    """Tell whether a prepositional phrase on a token tells of how the deed was done, or of those who suffered it."""
    if token == verb:
        return True
    return verb.pos_ == "VERB" and token in {child(verb, "dobj"), child(verb, "nsubjpass"), child(verb, "nsubj")}


def _relates(verb: Token, noun: Token, triggers: list[Token]) -> bool:
    """Tell whether "which killed …" speaks of a noun of violence before it, with no other such noun between."""
    if verb.pos_ != "VERB" or noun.pos_ == "VERB" or verb.i < noun.i:
        return False
    subject = child(verb, "nsubj")
    if subject is None or subject.tag_ not in {"WDT", "WP"}:
        return False
    return not any(noun.i < other.i < verb.i and other.pos_ != "VERB" for other in triggers)


def _happened(cluster: list[Token], named: bool, killed: int | None, wounded: int | None) -> bool:
    """Tell whether words of violence are enough to be an incident: some need a victim, a doer or a count."""
    lists = incident_words()
    counted = killed is not None or wounded is not None
    verbs = [t for t in cluster if t.pos_ == "VERB"]
    if any(t.lemma_.lower() in lists.natural for t in cluster[0].sent):
        return False
    if verbs and all(deed(t) in lists.needs_count for t in verbs) and len(cluster) == len(verbs):
        return counted
    strong = any(t.pos_ != "VERB" and t.lemma_.lower() not in lists.weak for t in cluster)
    if any(deed(t) in lists.needs_object for t in verbs) and not (strong or counted):
        return named and not any(w.lower_ in {"back", "out"} for t in verbs for w in children(t, "prt", "advmod"))
    return bool(verbs) or named or counted or not all(t.lemma_.lower() in lists.weak for t in cluster)


def _make(
    reading: Reading, sentence: Sentence, token: Token, cluster: list[Token], *, sure: bool = False
) -> Incident | None:
    lists = incident_words()
    perpetrators: list[str] = []
    targets: list[str] = []
    killed = wounded = None
    for trigger in cluster:
        if trigger.pos_ == "VERB":
            by, at, thing = of_verb(reading, sentence, trigger)
            if thing is not None and deed(trigger) in lists.killing:
                killed = killed if killed is not None else total(thing, numbered=deed(trigger) in lists.needs_count)
            elif thing is not None and deed(trigger) in lists.wounding:
                wounded = wounded if wounded is not None else total(thing)
        else:
            by, at = of_noun(reading, sentence, trigger)
        perpetrators += by
        targets += at
    targets = [key for key in targets if key not in perpetrators]
    top = min(cluster, key=lambda t: len(list(t.ancestors)))
    tokens = clause_tokens(top)
    carried = top.dep_ in {"dobj", "nsubjpass"} and top.head.lemma_.lower() in lists.carry
    if carried or (top.pos_ == "VERB" and top.dep_ == "relcl"):
        tokens = clause_tokens(top.head)
    reach = {t.i for t in tokens} | {t.i for trigger in cluster for t in clause_tokens(trigger)}
    tokens = [t for t in sentence.tokens if min(reach) <= t.i <= max(reach)]
    while len(tokens) > 1 and (tokens[0].dep_ == "mark" or tokens[0].is_punct):
        tokens = tokens[1:]
    start, end = sentence.cover(tokens)
    words = reading.cleaned[start:end]
    killed = killed if killed is not None else told(words, "killed")
    wounded = wounded if wounded is not None else told(words, "wounded")
    if not sure and not _happened(cluster, bool(perpetrators or targets), killed, wounded):
        return None
    date = _date(reading, sentence, start, end) or _date(reading, sentence, sentence.start, sentence.end)
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


def _date(reading: Reading, sentence: Sentence, start: int, end: int) -> Moment | None:
    for mention in reading.times_in(start, end):
        if mention.start is not None and mention.relation in {TimeRelation.ON, TimeRelation.FROM, TimeRelation.AFTER}:
            if _dates_the_saying(sentence, mention):
                continue
            moment = mention.start
            return moment if moment.hour is None else Moment(moment.year, moment.month, moment.day)
    return None


def _dates_the_saying(sentence: Sentence, mention: TimeMention) -> bool:
    """Tell whether a time is that of a verb of saying: "officials said on Thursday"."""
    tokens = sentence.within(mention.span.start, mention.span.end)
    if not tokens:
        return False
    head = next((t.head for t in tokens if t.head not in tokens), tokens[0].head)
    if head.dep_ == "prep":
        head = head.head
    return head.pos_ == "VERB" and head.lemma_.lower() in claim_words().say
