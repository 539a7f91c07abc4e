"""Frames as JSON: an extraction for programs that do not read RDF."""

from __future__ import annotations

import dataclasses
import datetime
import json
from decimal import Decimal

from kg.extract.frames import Extraction
from kg.text.moment import Moment

__all__ = ["frames_as_json"]


def frames_as_json(extraction: Extraction) -> bytes:
    """Write the frames of an extraction as JSON in UTF-8; what is not known is left out, and so is the text."""
    told = {field.name: getattr(extraction, field.name) for field in dataclasses.fields(extraction)}
    document = dataclasses.replace(told.pop("document"))
    head = {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
    head.pop("text")
    value = {"document": _plain(head)} | {name: _plain(frames) for name, frames in told.items()}
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, Moment):
        return value.lexical
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain({field.name: getattr(value, field.name) for field in dataclasses.fields(value)})
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item not in (None, ())}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
