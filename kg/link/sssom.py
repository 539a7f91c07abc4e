"""SSSOM: links as a table of the Simple Standard for Sharing Ontological Mappings, version 1.0.

See https://mapping-commons.github.io/sssom/ for the columns and what may stand in them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from kg import __version__
from kg.link.links import Link, decided, in_words

__all__ = ["COLUMNS", "to_sssom"]

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "reviewer_label",
    "comment",
)
_BY_MACHINE = "semapv:CompositeMatching"
_BY_HAND = "semapv:ManualMappingCuration"
_HEAD = """#curie_map:
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#license: {license}
#mapping_set_id: {name}
#mapping_tool: Foedera
#mapping_tool_version: "{version}"
#sssom_version: "1.0"
"""


def to_sssom(found: Iterable[Link], name: str, labels: Mapping[str, str], *, license_: str) -> str:
    """Write links as a table.

    Args:
        found: The links.
        name: The IRI of the set of them.
        labels: What their ends are called, by their IRIs.
        license_: The IRI of the terms under which the table may be used.
    """
    out = io.StringIO()
    out.write(_HEAD.format(name=name, license=license_, version=__version__))
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for link in found:
        row = (
            link.left,
            labels.get(link.left, ""),
            f"skos:{decided(link)}",
            link.right,
            labels.get(link.right, ""),
            _BY_HAND if link.reviewer is not None else _BY_MACHINE,
            f"{link.score:.4f}",
            link.reviewer or "",
            in_words(link),
        )
        writer.writerow([" ".join(cell.split()) for cell in row])
    return out.getvalue()
