"""Settings: every one has a default, a sentence, and a name in the environment and in a file of settings."""

from __future__ import annotations

import difflib
import os
import tomllib
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from kg.errors import InputError
from kg.namespaces import DEFAULT_BASE

__all__ = ["CONFIG", "Settings", "default_store", "load_settings"]

#: The variable that names a TOML file of settings; what the environment says goes before it.
CONFIG: Final = "FOEDERA_CONFIG"
#: How alike a variable must be to a setting to be a slip of the pen.
_ALIKE: Final = 0.75


def default_store() -> str:
    """Return the path of the store below the XDG data directory."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(data) / "foedera" / "store")


class Settings(BaseSettings):
    """Hold what an operator can set, read from ``FOEDERA_…`` in the environment, else from a file of settings."""

    model_config = SettingsConfigDict(env_prefix="FOEDERA_", frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment first, then the file of settings, if one is named."""
        file = os.environ.get(CONFIG)
        kept = (init_settings, env_settings)
        return (*kept, TomlConfigSettingsSource(settings_cls, Path(file))) if file else kept

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
    services: str = Field(
        default="",
        description="The addresses, parted by commas, of the endpoints that queries may ask by SERVICE. A name that "
        "leads into a private network is not followed; an address of one may be listed as such. Empty for none.",
    )
    service_seconds: float = Field(
        default=10, gt=0, description="The most seconds until another endpoint has answered."
    )
    service_size: int = Field(
        default=1_048_576, ge=1, description="The most bytes that the answer of another endpoint may have."
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

    @field_validator("services")
    @classmethod
    def _services_are_addresses(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            parts = urlsplit(part)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
                raise ValueError("must be addresses such as https://example.org/sparql, parted by commas")
        return value

    @field_validator("proxies")
    @classmethod
    def _proxies_are_networks(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            ip_network(part)
        return value


@cache
def load_settings() -> Settings:
    """Read the settings from the environment and from the file that ``FOEDERA_CONFIG`` names.

    Raises:
        InputError: If a setting has an impossible value or is none; the message names its variable, or file and key.
    """
    told = _file_of_settings()
    for name in os.environ:
        _refuse_slips(name)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        name = f"FOEDERA_{key.upper()}"
        in_file = key in told and name not in os.environ
        raise InputError(
            f"{first['msg']}, but it is {first['input']!r}",
            source=f"{os.environ[CONFIG]}: {key}" if in_file else name,
            hint=f"Set {key if in_file else name} to a valid value or leave it out.",
        ) from error


def _file_of_settings() -> frozenset[str]:
    """Return the settings that a file gives, all of which must be known."""
    name = os.environ.get(CONFIG)
    if not name:
        return frozenset()
    try:
        told = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"the file of settings cannot be read: {error.strerror}", source=name, hint=f"Unset {CONFIG} or write it."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"this is no TOML: {error}", source=name, hint="One setting a line: port = 8080") from error
    unknown = next((key for key in told if key not in Settings.model_fields), None)
    if unknown is not None:
        raise InputError(f"{unknown} is no setting", source=name, hint=_instead(unknown))
    return frozenset(told)


def _refuse_slips(name: str) -> None:
    """Refuse a variable that is nearly the name of a setting: it would silently change nothing."""
    key = name.removeprefix("FOEDERA_").lower()
    if not name.startswith("FOEDERA_") or name == CONFIG or key in Settings.model_fields:
        return
    if difflib.get_close_matches(key, Settings.model_fields, n=1, cutoff=_ALIKE):
        raise InputError(f"{name} is no setting", source=name, hint=_instead(key))


def _instead(key: str) -> str:
    near = difflib.get_close_matches(key, Settings.model_fields, n=1)
    return f"Is {near[0]} meant? docs/settings.md lists all of them." if near else "docs/settings.md lists all of them."
