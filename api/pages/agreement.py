"""The page of an agreement: who owes what to whom, and where it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from api.link import Link, Links, Words, links_to
from api.pages.evidence import Claimed, ClaimRows, Quote, QuoteRows, claim_rows, claims_on, quote_rows, quotes_for
from api.pages.facts import Facts, facts_of, iris_in
from api.pages.words import amount
from api.read import Term, select
from api.vocabulary import local_name
from kg.namespaces import FDR
from kg.store.base import Store

__all__ = ["AgreementView", "ClauseView", "CommitmentView", "Dispute", "Remark", "agreement_view"]

#: Claims of these stances do not say that something was agreed.
_NOT_AGREED: Final = frozenset({"Predicted", "Doubted", "Denied"})
_RELATIONS: Final = ("supplements", "amends", "replaces", "recalls", "implements")


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """Be a commitment as it is shown."""

    link: Link
    number: int
    modality: Link | None
    modality_name: str
    action: str
    obligors: list[Link]
    implicit: bool
    obligees: list[Link]
    themes: list[Link]
    concerns: list[Link]
    places: list[Link]
    times: list[tuple[str, Words]]
    condition: str | None
    quantities: list[str]
    quotes: list[Quote]
    claims: list[Claimed]
    outcomes: list[tuple[Link, Link]]

    @property
    def verbatim(self) -> bool:
        """Whether a passage says no more than the action, so that it need not be read twice."""
        return any(_bare(quote.exact) == _bare(self.action) for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class ClauseView:
    """Be a clause as it is shown."""

    link: Link
    number: str
    quotes: list[Quote]
    commitments: list[CommitmentView]

    @property
    def title(self) -> str:
        """What it is called: by its number, or by a word such as preamble."""
        if not self.number:
            return "Point without a number"
        return self.number.capitalize() if re.fullmatch(r"[a-z]{4,}", self.number) else f"Clause {self.number}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Be what somebody says of the agreement, or of a part of it, that was not agreed."""

    claim: Claimed
    about: Link
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Be a discrepancy between claims."""

    link: Link
    on: Link
    comment: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Be an agreement as it is shown."""

    link: Link
    facts: list[tuple[str, list[Link | Words]]]
    relations: list[tuple[Link, list[Link]]]
    meetings: list[tuple[Link, list[Link | Words], list[Link | Words]]]
    clauses: list[ClauseView]
    quotes: list[Quote]
    claims: list[Claimed]
    remarks: list[Remark]
    disputes: list[Dispute]

    @property
    def directed(self) -> bool:
        """Whether any commitment says to whom it is owed."""
        return any(item.obligees for item in self.commitments)

    @property
    def commitments(self) -> list[CommitmentView]:
        """All commitments, each once, in the order of the clauses."""
        return list({item.link.iri: item for clause in self.clauses for item in clause.commitments}.values())


def agreement_view(store: Store, iri: str, base: str) -> AgreementView:
    """Gather what the page of an agreement shows."""
    this = NamedNode(iri)
    rows = select(store, "clauses", this=this)
    clauses = list(dict.fromkeys(row["clause"].value for row in rows))
    commitments = list(dict.fromkeys(row["commitment"].value for row in rows if "commitment" in row))
    meetings = [row["meeting"].value for row in select(store, "meetings", this=this)]
    facts = facts_of(store, [iri, *commitments, *meetings])
    quantities = facts_of(store, [term.value for node in commitments for term in facts[node].terms("quantity")])
    parts = [iri, *clauses, *commitments]
    claims = claim_rows(store, parts)
    claim_iris = sorted({row["claim"].value for group in claims.values() for row in group})
    quotes = quote_rows(store, [*parts, *claim_iris])
    outcomes = select(store, "outcomes", nodes=[NamedNode(node) for node in commitments])
    disputes = select(store, "discrepancies", nodes=[NamedNode(node) for node in claim_iris])
    named = iris_in(facts.values(), quantities.values(), rows, outcomes, disputes, *claims.values(), *quotes.values())
    links = links_to(store, named | {iri, *_property_iris()}, base)
    ordered = _Parts(facts, quantities, quotes, claims, outcomes, links, base)
    own = facts[iri]
    return AgreementView(
        link=links[iri],
        facts=_own_facts(own, links),
        relations=[(links[_fdr(name)], found) for name in _RELATIONS if (found := own.links(links, name))],
        meetings=[
            (links[node], facts[node].shown(links, "date", "from", "until", "duration"), _people(facts[node], links))
            for node in meetings
        ],
        clauses=_clauses(rows, ordered),
        quotes=quotes_for(iri, quotes, links, base),
        claims=[claim for claim in claims_on(iri, claims, links) if claim.stance_name not in _NOT_AGREED],
        remarks=_remarks(parts, ordered),
        disputes=_disputes(disputes, links),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Hold what was looked up for one page."""

    facts: dict[str, Facts]
    quantities: dict[str, Facts]
    quotes: QuoteRows
    claims: ClaimRows
    outcomes: list[dict[str, Term]]
    links: Links
    base: str


def _own_facts(own: Facts, links: Links) -> list[tuple[str, list[Link | Words]]]:
    sections = (
        ("Type", ("agreementType",)),
        ("Parties", ("party",)),
        ("Signed by", ("signatory",)),
        ("Guarantors", ("guarantor",)),
        ("Mediators", ("mediator",)),
        ("Signed on", ("signedOn",)),
        ("Signed at", ("signedAt",)),
        ("In effect from", ("effectiveFrom",)),
    )
    return [(title, found) for title, names in sections if (found := own.shown(links, *names))]


def _people(meeting: Facts, links: Links) -> list[Link | Words]:
    return [*meeting.links(links, "participant", "mediator")]


def _clauses(rows: list[dict[str, Term]], parts: _Parts) -> list[ClauseView]:
    clauses: dict[str, ClauseView] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        iri = row["clause"].value
        if iri not in clauses:
            number = row["number"].value if "number" in row else ""
            clauses[iri] = ClauseView(
                parts.links[iri], number, quotes_for(iri, parts.quotes, parts.links, parts.base), []
            )
        if "commitment" in row:
            node = row["commitment"].value
            numbers.setdefault(node, len(numbers) + 1)
            clauses[iri].commitments.append(_commitment(node, numbers[node], parts))
    return list(clauses.values())


def _commitment(iri: str, number: int, parts: _Parts) -> CommitmentView:
    own, links = parts.facts[iri], parts.links
    modality = next(iter(own.links(links, "modality")), None)
    return CommitmentView(
        link=links[iri],
        number=number,
        modality=modality,
        modality_name=local_name(modality.iri) if modality else "",
        action=own.text("action") or links[iri].label,
        obligors=own.links(links, "obligor"),
        implicit=own.text("implicitObligor") in ("true", "1"),
        obligees=own.links(links, "obligee"),
        themes=own.links(links, "theme"),
        concerns=own.links(links, "concerns"),
        places=own.links(links, "place"),
        times=[
            (title, shown)
            for title, name in (("From", "from"), ("Until", "until"), ("Due by", "dueBy"))
            for shown in own.shown(links, name)
            if isinstance(shown, Words)
        ],
        condition=own.text("condition"),
        quantities=[_amount(parts.quantities[term.value]) for term in own.terms("quantity")],
        quotes=quotes_for(iri, parts.quotes, links, parts.base),
        claims=[claim for claim in claims_on(iri, parts.claims, links) if claim.stance_name not in _NOT_AGREED],
        outcomes=[
            (links[row["property"].value], links[row["event"].value])
            for row in parts.outcomes
            if row["commitment"].value == iri
        ],
    )


def _amount(quantity: Facts) -> str:
    return amount(quantity.text("value") or "", quantity.text("unit"), quantity.text("aspect"))


def _remarks(nodes: list[str], parts: _Parts) -> list[Remark]:
    found: dict[str, Remark] = {}
    for node in nodes:
        for claim in claims_on(node, parts.claims, parts.links):
            if claim.stance_name in _NOT_AGREED:
                quotes = quotes_for(claim.link.iri, parts.quotes, parts.links, parts.base)
                found.setdefault(claim.link.iri, Remark(claim, parts.links[node], quotes))
    return list(found.values())


def _disputes(rows: list[dict[str, Term]], links: Links) -> list[Dispute]:
    found = {
        row["discrepancy"].value: Dispute(
            links[row["discrepancy"].value],
            links[row["property"].value],
            row["comment"].value if "comment" in row else "",
        )
        for row in rows
    }
    return list(found.values())


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .;,:").casefold()


def _property_iris() -> set[str]:
    return {_fdr(name) for name in _RELATIONS}


def _fdr(name: str) -> str:
    return str(FDR[name])
