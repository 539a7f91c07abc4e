"""The page of a source document: its text, with the passages marked and linked to what they support."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from api.link import Link, Links, Words, links_to
from api.pages.facts import facts_of, iris_in
from api.pages.runs import Run, Stretch, cut
from api.read import Term, select
from kg.namespaces import DCTERMS
from kg.store.base import Store

__all__ = ["DocumentView", "MarkedRun", "Statement", "document_view"]

#: The kinds of node whose passages are mentions of a name, not statements.
_MENTIONED: Final = frozenset(
    {
        "State", "InternationalOrganization", "ArmedGroup", "GovernmentBody", "PoliticalParty", "MediaOrganization",
        "Person", "People", "Organization", "Actor", "Place", "Settlement", "Region", "Route", "Zone",
    }
)  # fmt: skip
_METADATA: Final = (
    ("Author", str(DCTERMS.creator)),
    ("Publisher", str(DCTERMS.publisher)),
    ("Published", str(DCTERMS.issued)),
    ("Address", str(DCTERMS.source)),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Be a passage that supports statements: its number on the page, its text, and what it supports."""

    number: int
    anchor: str
    exact: str
    supports: list[Link]


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Be a run as it is shown.

    Args:
        text: What it says.
        depth: How many statements cover it, at most 3.
        href: Where it leads: to the actor or place it names, else to the shortest statement over it.
        title: What that is.
        mention: Whether it names an actor or place.
        anchors: The names of the passages that begin here.
        notes: The statements that end here.
    """

    text: str
    depth: int
    href: str
    title: str
    mention: bool
    anchors: tuple[str, ...]
    notes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Be a source document as it is shown."""

    link: Link
    metadata: list[tuple[str, list[Link | Words]]]
    rights: str | None
    sha256: str | None
    agreements: list[Link]
    runs: list[MarkedRun]
    statements: list[Statement]
    has_text: bool


def document_view(store: Store, iri: str, base: str) -> DocumentView:
    """Gather what the page of a document shows."""
    this = NamedNode(iri)
    facts = facts_of(store, [iri])[iri]
    rows = select(store, "supports", this=this)
    agreements = select(store, "agreements-in", this=this)
    found = select(store, "text", this=this)
    text = found[0]["text"].value if found else ""
    links = links_to(store, iris_in([facts], rows, agreements) | {iri}, base)
    passages = _passages(rows, links)
    statements = _statements(passages, text)
    return DocumentView(
        link=links[iri],
        metadata=[(title, shown) for title, name in _METADATA if (shown := facts.shown(links, name))],
        rights=facts.text(str(DCTERMS.rights)),
        sha256=facts.text("sha256"),
        agreements=[links[row["agreement"].value] for row in agreements],
        runs=_marked(cut(text, passages), passages, statements),
        statements=list(statements.values()),
        has_text=bool(found),
    )


def _passages(rows: list[dict[str, Term]], links: Links) -> dict[Stretch, list[Link]]:
    passages: dict[Stretch, list[Link]] = defaultdict(list)
    for row in rows:
        start, end = int(row["start"].value), int(row["end"].value)
        stretch = Stretch(start, end, f"{start}-{end}")
        if "node" in row:
            passages[stretch].append(links[row["node"].value])
        else:
            passages.setdefault(stretch, [])
    return passages


def _statements(passages: dict[Stretch, list[Link]], text: str) -> dict[str, Statement]:
    """Number the passages that support more than a name, in the order of the text."""
    found: dict[str, Statement] = {}
    for stretch in sorted(passages, key=lambda item: (item.start, -item.end)):
        supported = [link for link in passages[stretch] if link.kind not in _MENTIONED]
        if supported:
            ordered = sorted(supported, key=lambda link: (link.kind == "Claim", link.kind, link.label, link.iri))
            found[stretch.name] = Statement(len(found) + 1, stretch.name, text[stretch.start : stretch.end], ordered)
    return found


def _marked(runs: list[Run], passages: dict[Stretch, list[Link]], statements: dict[str, Statement]) -> list[MarkedRun]:
    marked = []
    for run in runs:
        over = [statements[item.name] for item in run.within if item.name in statements]
        names = [link for item in run.within for link in passages[item] if link.kind in _MENTIONED]
        href, title = "", ""
        if names:
            href, title = names[0].href, f"{names[0].label} ({names[0].kind_label})"
        elif over:
            href, title = f"#s-{over[0].anchor}", f"Statement {over[0].number}"
        marked.append(
            MarkedRun(
                text=run.text,
                depth=min(len(over), 3),
                href=href,
                title=title,
                mention=bool(names),
                anchors=tuple(item.name for item in run.begins),
                notes=tuple(statements[item.name] for item in run.ends if item.name in statements),
            )
        )
    return marked
