"""The word tables of claims, incidents and acts of implementation."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = [
    "ClaimWords",
    "ImplementationWords",
    "IncidentWords",
    "claim_words",
    "implementation_words",
    "incident_words",
]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Hold the words that hand a statement to somebody; the file says what each list is for."""

    say: frozenset[str]
    say_thing: frozenset[str]
    say_phrase: frozenset[str]
    deny: frozenset[str]
    doubt: frozenset[str]
    predict: frozenset[str]
    noun: frozenset[str]
    forecast: frozenset[str]
    document: frozenset[str]


@dataclass(frozen=True, slots=True)
class IncidentWords:
    """Hold the words that trigger incidents; the file says what each list is for."""

    noun: frozenset[str]
    weak: frozenset[str]
    verb: frozenset[str]
    killing: frozenset[str]
    wounding: frozenset[str]
    needs_object: frozenset[str]
    needs_count: frozenset[str]
    suffer: frozenset[str]
    aimed: frozenset[str]
    carry: frozenset[str]
    killed: frozenset[str]
    wounded: frozenset[str]
    unreal: frozenset[str]
    natural: frozenset[str]
    generic: frozenset[str]


@dataclass(frozen=True, slots=True)
class ImplementationWords:
    """Hold the words that tell how a commitment was carried out or broken; the file says what each list is for."""

    breaking: frozenset[str]
    keep: frozenset[str]
    phrase: frozenset[str]
    promised: frozenset[str]
    tie: frozenset[str]


@cache
def claim_words() -> ClaimWords:
    """Read the lists for claims once."""
    data = tomllib.loads((_DATA / "claims.toml").read_text(encoding="utf-8"))
    return ClaimWords(**{name: frozenset(values) for name, values in data.items()})


@cache
def incident_words() -> IncidentWords:
    """Read the lists for incidents once."""
    data = tomllib.loads((_DATA / "incidents.toml").read_text(encoding="utf-8"))
    return IncidentWords(**{name: frozenset(values) for name, values in data.items()})


@cache
def implementation_words() -> ImplementationWords:
    """Read the lists for acts of implementation once."""
    data = tomllib.loads((_DATA / "implementation.toml").read_text(encoding="utf-8"))
    return ImplementationWords(**{name: frozenset(values) for name, values in data.items()})
