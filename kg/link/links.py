"""Links: pairs of two graphs that are found to be one, with what they rest on, as a table for people to go through."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.link.agreements import Pair
from kg.link.score import Model, assign

__all__ = ["COLUMNS", "Link", "Verdict", "decided", "in_words", "links", "read_verdicts", "to_table"]

#: The columns of a table of links; a person fills in the last two.
COLUMNS: Final = ("left", "right", "score", "method", "features", "verdict", "reviewer")


@dataclass(frozen=True, slots=True)
class Link:
    """Be a link.

    Args:
        left: The thing of the one graph.
        right: The thing of the other.
        score: How probable it is, 0 to 1.
        method: How it was found, in words.
        features: What was measured, by name.
        reviewer: Who has accepted it, if anybody has.
    """

    left: str
    right: str
    score: float
    method: str
    features: Mapping[str, float]
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Be what a person says of a pair."""

    accepted: bool
    reviewer: str


def links(
    pairs: Sequence[Pair],
    model: Model,
    least: float,
    *,
    method: str,
    verdicts: Mapping[tuple[str, str], Verdict] | None = None,
    many: bool = False,
) -> list[Link]:
    """Choose the links among pairs; what a person has accepted stays a link, what is rejected never is one.

    Args:
        pairs: The pairs with their features.
        model: What scores them.
        least: The least score.
        method: How they are found, in words.
        verdicts: What people have said.
        many: Whether several things of the left may be one of the right.
    """
    given = verdicts or {}
    scores = dict(
        zip(((pair.left, pair.right) for pair in pairs), model.scores([p.values for p in pairs]), strict=True)
    )
    features = {(pair.left, pair.right): pair.explained(model.weights) for pair in pairs}
    accepted = {ends for ends, verdict in given.items() if verdict.accepted}
    taken = {left for left, _ in accepted}, {right for _, right in accepted}
    open_ = {
        ends: score
        for ends, score in scores.items()
        if ends not in given and ends[0] not in taken[0] and (many or ends[1] not in taken[1])
    }
    chosen = assign(open_, least, many=many) | {ends: scores.get(ends, 1.0) for ends in accepted}
    return [
        Link(
            *ends,
            score=score,
            method=method,
            features=features.get(ends, {}),
            reviewer=given[ends].reviewer if ends in given else None,
        )
        for ends, score in sorted(chosen.items())
    ]


def decided(link: Link) -> str:
    """Return the SKOS property of a link: an exact match where it is sure or a person says so, else a close one."""
    return "exactMatch" if link.reviewer is not None or link.score >= 0.9 else "closeMatch"


def in_words(link: Link) -> str:
    """Tell how a link was found, and what spoke for it most."""
    strongest = sorted(link.features.items(), key=lambda item: (-abs(item[1]), item[0]))[:6]
    said = ", ".join(f"{name} {value:g}" for name, value in strongest)
    by = f"; accepted by {link.reviewer}" if link.reviewer else ""
    return f"{link.method}{': ' if said else ''}{said}{by}"


def to_table(found: Iterable[Link]) -> str:
    """Write links as a CSV table that a person can go through."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for link in found:
        features = json.dumps(dict(sorted(link.features.items())), ensure_ascii=False)
        verdict = "accept" if link.reviewer is not None else ""
        writer.writerow(
            [link.left, link.right, f"{link.score:.4f}", link.method, features, verdict, link.reviewer or ""]
        )
    return out.getvalue()


def read_verdicts(path: Path) -> dict[tuple[str, str], Verdict]:
    """Read what a person has said of the links of a table: ``accept`` or ``reject``, or nothing.

    Raises:
        InputError: If the table lacks a column, or a verdict is neither.
    """
    found: dict[tuple[str, str], Verdict] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = {"left", "right", "verdict"} - set(rows.fieldnames or ())
            if missing:
                raise InputError(f"the table lacks the column {min(missing)}", source=str(path), line=1)
            for row in rows:
                said = (row["verdict"] or "").strip().lower()
                if said not in ("", "accept", "reject"):
                    raise InputError(
                        f"a verdict is accept or reject, not {said!r}", source=str(path), line=rows.line_num
                    )
                if said:
                    reviewer = (row.get("reviewer") or "").strip() or "unnamed"
                    found[row["left"], row["right"]] = Verdict(said == "accept", reviewer)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the table cannot be read: {error}", source=str(path)) from error
    return found
