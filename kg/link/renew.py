"""Renew the consolidated graph: find anew what several documents tell of, check it, and write what has changed."""

from __future__ import annotations

from kg.errors import ConformanceError
from kg.link.consolidate import Consolidated, consolidate, consolidated_name
from kg.store.base import Store
from kg.store.context import context
from kg.store.kinds import document_names
from kg.validate.shapes import validate_shapes

__all__ = ["consolidated", "renew"]


def consolidated(store: Store, *, base: str) -> Consolidated:
    """Consolidate all documents of a store, and check the result; nothing is written.

    Raises:
        ConformanceError: If it does not conform to the shapes.
    """
    found = consolidate(store, document_names(store, base), base=base)
    report = validate_shapes(context(store, found.graph))
    own = {str(subject) for subject in found.graph.subjects()}
    wrong = tuple(finding.sentence for finding in report.violations if finding.focus in own)
    if wrong:
        raise ConformanceError("what was consolidated does not conform, so nothing was stored", wrong)
    return found


def renew(store: Store, *, base: str) -> Consolidated:
    """Put what several documents tell of in the place of what was found before; where there is nothing, no graph stays.

    Raises:
        ConformanceError: If it does not conform to the shapes.
        StoreError: If it cannot be written.
    """
    found = consolidated(store, base=base)
    name = consolidated_name(base)
    if found.groups:
        store.replace({name: found.graph})
    else:
        store.replace({}, remove=[name])
    return found
