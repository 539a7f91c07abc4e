"""Settings: every one has a default, a sentence, and a name in the environment."""

from __future__ import annotations

import os
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import InputError
from kg.namespaces import DEFAULT_BASE

__all__ = ["Settings", "default_store", "load_settings"]


def default_store() -> str:
    """Return the path of the store below the XDG data directory."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(data) / "foedera" / "store")


class Settings(BaseSettings):
    """Hold what an operator can set, read from ``FOEDERA_…`` in the environment."""

    model_config = SettingsConfigDict(env_prefix="FOEDERA_", frozen=True, extra="ignore")

    store: str = Field(
        default_factory=default_store,
        description="Where the graph is kept: a folder, or `memory:`.",
    )
    base: str = Field(
        default=DEFAULT_BASE,
        description="The IRI that every minted IRI starts with; ends in `/` or `#`.",
    )
    themes: Literal["words", "semantic"] = Field(
        default="words",
        description="Whether themes are told by `words` alone, or by the meaning too (needs the extra `semantic`).",
    )
    llm_seconds: float = Field(
        default=120, gt=0, description="The most seconds until a language model answers, where one is asked."
    )
    host: str = Field(default="127.0.0.1", description="The address that `foedera serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port that `foedera serve` listens on.")

    file_size: int = Field(default=50_000_000, ge=1, description="The most bytes that a file to be read may have.")
    text_length: int = Field(
        default=10_000_000, ge=1, description="The most characters that the text of a document may have."
    )

    query_length: int = Field(default=65_536, ge=1, description="The most characters that a query may have.")
    query_depth: int = Field(
        default=64, ge=1, le=500, description="How deep the brackets of a query may be nested in each other."
    )
    query_patterns: int = Field(
        default=64, ge=1, description="The most triple patterns, path steps and groups that a query may join."
    )
    query_parts: int = Field(
        default=512, ge=1, description="The most clauses (OPTIONAL, UNION, FILTER …) and operators of a query."
    )
    query_threads: int = Field(default=4, ge=1, le=64, description="How many queries are answered at the same time.")
    query_engine: Literal["processes", "threads"] = Field(
        default="processes", description="Whether queries are answered in processes that can be ended, or in threads."
    )
    default_graph: Literal["union", "own"] = Field(
        default="union",
        description="Whether the default graph is the `union` of all graphs but those of provenance or its `own`.",
    )
    query_workers: int = Field(
        default=4, ge=1, le=64, description="How many processes wait for queries or answer quick ones."
    )
    query_slow_after: float = Field(
        default=0.1,
        gt=0,
        description="A query that has used a processor for so many seconds is slow and lets others go first; for ten "
        "times as many, it is heavy and runs when nobody else wants to.",
    )
    query_slow: int = Field(
        default=4,
        ge=1,
        le=256,
        description="How many heavy queries run at the same time, and three times as many slow ones; of more, those "
        "that have used most are ended.",
    )
    query_seconds: float = Field(default=30, gt=0, description="The most seconds until the first part of an answer.")
    answer_seconds: float = Field(default=300, gt=0, description="The most seconds until the end of an answer.")
    query_memory: int = Field(default=536_870_912, ge=67_108_864, description="The most bytes that one query may take.")
    queries_memory: int = Field(
        default=805_306_368, ge=67_108_864, description="The most bytes that all queries may take together."
    )
    query_waiting: int = Field(
        default=64, ge=0, description="How many more queries may wait; others are told to come back later."
    )
    slow_log_after: float = Field(
        default=5, gt=0, description="A request that takes longer than so many seconds is logged as slow."
    )
    cache_size: int = Field(
        default=67_108_864, ge=0, description="The most bytes that kept answers to queries may take; 0 keeps none."
    )
    body_size: int = Field(default=1_048_576, ge=1, description="The most bytes that the body of a request may have.")
    write: Literal["off", "tokens", "open"] = Field(
        default="off",
        description="Who writes over HTTP: nobody (`off`), who has a token (`tokens`), or anybody (`open`: for tests).",
    )
    write_size: int = Field(
        default=67_108_864, ge=1, description="The most bytes that an update or a graph sent by who may write may have."
    )
    read: Literal["open", "tokens"] = Field(
        default="open", description="Who reads over HTTP: anybody (`open`), or who has a token (`tokens`)."
    )
    tokens: str = Field(default="", description="The file of the tokens; else `STORE-tokens.jsonl` beside the store.")
    audit: str = Field(
        default="",
        description="The file that tells of every write; else `STORE-audit.jsonl` beside the store, for one on disk.",
    )
    shapes: Literal["refuse", "warn", "off"] = Field(
        default="refuse",
        description="What becomes of a write that makes what it touches break the shapes: it is refused (`refuse`), "
        "made and logged (`warn`), or not looked at (`off`).",
    )
    shapes_seconds: float = Field(
        default=60, gt=0, description="The most seconds that a write is compared with the shapes; then it is refused."
    )
    literal_length: int = Field(
        default=10_000_000, ge=1, description="The most characters that a literal may have that is written."
    )
    client_rate: str = Field(
        default="",
        description="How many requests one client may make, such as `600/minute`; several are parted by `;`. "
        "Empty for no limit.",
    )
    client_requests: int = Field(
        default=64, ge=1, description="How many requests of one client are answered at the same time."
    )
    proxies: str = Field(
        default="",
        description="The addresses or networks, parted by commas, of the proxies in front of the server; only these "
        "are believed when they tell for whom they ask (X-Forwarded-For).",
    )

    @field_validator("base")
    @classmethod
    def _base_is_an_iri(cls, value: str) -> str:
        if not value.startswith(("http://", "https://", "urn:")) or value[-1] not in "/#":
            raise ValueError("must be an absolute IRI that ends in / or #")
        return value

    @field_validator("client_rate")
    @classmethod
    def _rate_is_understood(cls, value: str) -> str:
        if value:
            from limits import parse_many

            parse_many(value)
        return value

    @field_validator("proxies")
    @classmethod
    def _proxies_are_networks(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            ip_network(part)
        return value


@cache
def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        InputError: If a setting has an impossible value; the message names its variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"FOEDERA_{str(first['loc'][0]).upper()}"
        raise InputError(
            f"{first['msg']}, but it is {first['input']!r}",
            source=name,
            hint=f"Set {name} to a valid value or unset it.",
        ) from error
