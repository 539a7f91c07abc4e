"""``foedera link``: which records of two graphs are one."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.progress import progress
from kg.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.link.agreements import Pair
    from kg.link.kinds import Kind, Record
    from kg.link.links import Link
    from kg.settings import Settings
    from kg.store.base import Store

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "link"
EXAMPLE = "foedera link pax ucdp --out links.csv"

#: What the agreements of the store's documents are called.
_OWN: Final = "own"
_LICENSE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


def run(
    left: Annotated[
        str,
        typer.Argument(help="An imported table, such as pax; own, for what documents tell of; or the name of a graph."),
    ] = "pax",
    right: Annotated[str, typer.Argument(help="Another.")] = "ucdp",
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the links, as CSV.")] = None,
    sssom: Annotated[Path | None, typer.Option("--sssom", help="Where to write the links, as SSSOM.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Keep the links in the store.")] = False,
    verdicts: Annotated[
        Path | None,
        typer.Option("--verdicts", help="Links that a person has gone through: accept or reject in the last column."),
    ] = None,
    evaluate: Annotated[
        Path | None,
        typer.Option("--evaluate", help="Pairs that people have linked, to tell by cross-validation how good we are."),
    ] = None,
    learn: Annotated[
        Path | None,
        typer.Option("--learn", help="Pairs that people have linked, to learn from instead of what we have learnt."),
    ] = None,
    keep: Annotated[Path | None, typer.Option("--keep", help="Where to write what was learnt.")] = None,
    doubtful: Annotated[
        list[str] | None, typer.Option("--doubtful", help="An identifier whose links count neither way.")
    ] = None,
    least: Annotated[
        float | None, typer.Option(min=0, max=1, help="The least score of a link.", show_default="0.1, actors 0.15")
    ] = None,
) -> None:
    """Link the agreements of two graphs, or the actors of graphs that have no agreements, such as paax and ucdp-actors.

    What a person has accepted stays a link, what is rejected never is one.
    """
    with progress() as say:
        say("reading the graphs", 0, 0)
        from kg.link.links import links, read_verdicts, to_table
        from kg.link.linkset import linkset_graph, linkset_name, said_before
        from kg.link.validation import learn as learnt
        from kg.link.weights import shipped, written
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        name = linkset_name(settings.base, left, right)
        with open_store(settings, read_only=True) as store:
            kind = _kind(store, settings, left)
            records = [_records(store, settings, end, kind) for end in (left, right)]
            given = said_before(store, name)
        say("comparing", 0, 0)
        compared = kind.compare(*records)
        floor = kind.least if least is None else least
        if evaluate is not None:
            say("cross-validating", 0, 0)
            _evaluate(kind, evaluate, records, compared, floor, doubtful or [])
        model = shipped(kind) if learn is None else learnt(kind.features, compared, _gold(learn, records))
        if keep is not None:
            keep.write_text(written(model), encoding="utf-8")
        given |= read_verdicts(verdicts) if verdicts is not None else {}
        made = links(compared, model, floor, method=kind.method, verdicts=given, many=kind.many)
        if write:
            say("storing", 0, 0)
            rejected = {ends: verdict for ends, verdict in given.items() if not verdict.accepted}
            graph = linkset_graph(name, made, rejected=rejected, titles=(left, right), base=settings.base)
            with open_store(settings) as store:
                store.replace({name: graph})
    if out is not None:
        out.write_text(to_table(made), encoding="utf-8")
    if sssom is not None:
        sssom.write_text(_sssom(made, name, records), encoding="utf-8")
    places = [str(path) for path in (out, sssom) if path is not None] + ([name] if write else [])
    typer.echo(f"{len(made)} links" + (f" in {' and '.join(places)}" if places else ""))


def _kind(store: Store, settings: Settings, end: str) -> Kind:
    from kg.link.kinds import KINDS, Linked, kind_of

    return KINDS[Linked.AGREEMENTS] if end == _OWN else kind_of(store, _graph(settings, end))


def _graph(settings: Settings, end: str) -> str:
    return end if ":" in end else f"{settings.base}import/{end}/graph"


def _records(store: Store, settings: Settings, end: str, kind: Kind) -> Sequence[Record]:
    from kg.link.own import own_agreements

    found: Sequence[Record]
    if end == _OWN:
        found = own_agreements(store, settings.base)
        where, hint = "its documents", "foedera ingest …"
    else:
        graph = _graph(settings, end)
        found = kind.read(store, graph)
        where, hint = f"the graph {graph}", "foedera import …"
    if not found:
        raise NotFoundError(f"the store has no {kind.what} in {where}", hint=hint)
    return found


def _evaluate(
    kind: Kind, gold: Path, records: list[Sequence[Record]], compared: list[Pair], least: float, doubtful: list[str]
) -> None:
    """Tell how good the links are, and which are wrong and which are missed."""
    from kg.link.validation import cross_validate

    unsure = {record.iri for found in records for record in found if _tail(record.iri) in doubtful}
    known = _gold(gold, records)
    result = cross_validate(kind.features, compared, known, least=least, doubtful=unsure, many=kind.many)
    typer.echo(f"precision {result.precision:.3f}  recall {result.recall:.3f}  F1 {result.f1:.3f}")
    titles = {record.iri: _name(record) for found in records for record in found}
    for what, cases in (("wrong", result.wrong), ("missed", result.missed)):
        for (one, other), score in sorted(cases.items(), key=lambda case: (-case[1], case[0])):
            typer.echo(f"  {what} {score:.2f}  {_tail(one)} {titles[one]} – {_tail(other)} {titles[other]}")


def _name(record: Record) -> str:
    return record.titles[0] if hasattr(record, "titles") else record.names[0]


def _sssom(made: list[Link], name: str, records: list[Sequence[Record]]) -> str:
    from kg.link.sssom import to_sssom

    titles = {record.iri: _name(record) for found in records for record in found}
    return to_sssom(made, name, titles, license_=_LICENSE)


def _gold(path: Path, records: list[Sequence[Record]]) -> set[tuple[str, str]]:
    """Read pairs of identifiers, and return those of IRIs; identifiers are the last part of IRIs."""
    ends = [{_tail(record.iri): record.iri for record in found} for found in records]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"the table cannot be read: {error}", source=str(path)) from error
    if not rows or len(rows[0]) < 2:
        raise InputError("the table needs two columns of identifiers", source=str(path), line=1)
    columns = [name for name in rows[0] if "id" in name.lower()][:2] or list(rows[0])[:2]
    found = {(ends[0].get(row[columns[0]]), ends[1].get(row[columns[1]])) for row in rows}
    known = {(one, other) for one, other in found if one is not None and other is not None}
    if not known:
        raise InputError(f"no pair of the columns {' and '.join(columns)} is in the graphs", source=str(path))
    return known


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]
