"""The start page: what is in the store, and the search by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from api.link import Link, Links, Words, links_to
from api.pages.facts import Facts, facts_of, iris_in
from api.read import Term, select
from kg.namespaces import DCTERMS
from kg.store.base import Store
from kg.store.summary import Summary, summarise

__all__ = ["PAGE", "AgreementRow", "DocumentRow", "StartView", "search", "start_view"]

#: How many agreements, and documents, are on a page.
PAGE: Final = 50
_MOST_FOUND: Final = 100
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Be an agreement in the list."""

    link: Link
    type: list[Link]
    parties: list[Link]
    signed: list[Link | Words]
    commitments: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """Be a document in the list."""

    link: Link
    publisher: list[Link]
    issued: list[Link | Words]


@dataclass(frozen=True, slots=True)
class StartView:
    """Be the start page."""

    summary: Summary
    agreements: list[AgreementRow]
    documents: list[DocumentRow]
    page: int
    pages: int


def start_view(store: Store, base: str, page: int) -> StartView:
    """Gather what the start page shows."""
    agreements, documents = select(store, "agreements"), select(store, "documents")
    pages = max(1, -(-max(len(agreements), len(documents)) // PAGE))
    page = min(max(page, 1), pages)
    shown = [rows[(page - 1) * PAGE : page * PAGE] for rows in (agreements, documents)]
    iris = [row[name].value for name, rows in zip(("agreement", "document"), shown, strict=True) for row in rows]
    facts = facts_of(store, iris)
    links = links_to(store, iris_in(facts.values()), base)
    return StartView(
        summary=summarise(store),
        agreements=[_agreement(row, facts[row["agreement"].value], links) for row in shown[0]],
        documents=[_document(facts[row["document"].value], links) for row in shown[1]],
        page=page,
        pages=pages,
    )


def search(store: Store, words: str, base: str) -> tuple[list[Link], bool]:
    """Find things by a part of their name, and tell whether there are more than are shown."""
    wanted = " ".join(words.split())[:_LONGEST].lower()
    if not wanted:
        return [], False
    rows = select(store, "search", words=Literal(wanted))
    iris = [row["node"].value for row in rows if "node" in row]
    links = links_to(store, iris, base)
    return [links[iri] for iri in iris[:_MOST_FOUND]], len(iris) > _MOST_FOUND


def _agreement(row: dict[str, Term], facts: Facts, links: Links) -> AgreementRow:
    return AgreementRow(
        link=links[facts.iri],
        type=facts.links(links, "agreementType"),
        parties=facts.links(links, "party"),
        signed=facts.shown(links, "signedOn"),
        commitments=int(row["commitments"].value),
    )


def _document(facts: Facts, links: Links) -> DocumentRow:
    return DocumentRow(
        link=links[facts.iri],
        publisher=facts.links(links, str(DCTERMS.publisher)),
        issued=facts.shown(links, str(DCTERMS.issued)),
    )
