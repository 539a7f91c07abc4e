"""Options: whether a language model is asked, which one, where and how; needs none of the packages that ask."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from kg.errors import InputError

__all__ = ["RULES", "Extractor", "Method", "Protocol"]


class Method(StrEnum):
    """Name who finds the frames: rules, a language model, or rules with a model for what they left open."""

    RULES = "rules"
    LLM = "llm"
    HYBRID = "hybrid"


class Protocol(StrEnum):
    """Name the protocols that are spoken."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"


#: Where each protocol's own service is.
_SERVICES: Final = {Protocol.OPENAI: "https://api.openai.com/v1", Protocol.ANTHROPIC: "https://api.anthropic.com"}


@dataclass(frozen=True, slots=True)
class Extractor:
    """Be the choice of an extractor; it holds no key.

    Args:
        method: Who finds the frames.
        model: The model as it is called there; a prefix ``openai:`` or ``anthropic:`` chooses the protocol.
        base_url: Where the service is; that of the protocol if it is not given.
        seconds: The most seconds until an answer.

    Raises:
        InputError: If a model is asked for and not named, or named and not asked for, or the address is none.
    """

    method: Method = Method.RULES
    model: str | None = None
    base_url: str | None = None
    seconds: float = 120

    def __post_init__(self) -> None:
        if self.method is Method.RULES:
            if self.model is not None or self.base_url is not None:
                raise InputError(
                    "a model was named, but rules ask none",
                    source="--model" if self.model is not None else "--base-url",
                    hint="Add --extractor llm or --extractor hybrid, which send the text to that model.",
                )
            return
        if not self.name:
            raise InputError(
                "it is not said which model to ask",
                source="--model",
                hint="Name one: --model anthropic:NAME or openai:NAME; for another service --base-url ADDRESS too.",
            )
        _check(self.address)

    @property
    def protocol(self) -> Protocol:
        """The protocol: that of the prefix, else Anthropic's for a name that begins with “claude”, else OpenAI's."""
        prefix = (self.model or "").partition(":")[0]
        if prefix in set(Protocol):
            return Protocol(prefix)
        return Protocol.ANTHROPIC if prefix.startswith("claude") else Protocol.OPENAI

    @property
    def name(self) -> str:
        """The name of the model, without the prefix."""
        name = (self.model or "").strip()
        return name.removeprefix(f"{self.protocol}:")

    @property
    def address(self) -> str:
        """The address: as given, else that of ``OPENAI_BASE_URL`` or ``ANTHROPIC_BASE_URL``, else the own one."""
        told = self.base_url or os.environ.get(f"{self.protocol.upper()}_BASE_URL")
        return (told or _SERVICES[self.protocol]).rstrip("/")

    @property
    def key_name(self) -> str:
        """The variable of the environment that holds the key."""
        return f"{self.protocol.upper()}_API_KEY"

    def key(self, environment: Mapping[str, str] = os.environ) -> str:
        """Return the key; a service of one's own may need none.

        Raises:
            InputError: If there is none and the service is the protocol's own, or it has signs that no key has.
        """
        key = environment.get(self.key_name, "").strip()
        if not key and self.address == _SERVICES[self.protocol]:
            raise InputError(
                f"{self.address} wants a key, and there is none",
                source=self.key_name,
                hint=f"Set it in the environment, {self.key_name}=…, or name a service of your own with --base-url.",
            )
        if not key.isascii() or not key.isprintable():
            raise InputError("the key has signs that no key has", source=self.key_name, hint="Copy it again.")
        return key or "none"

    @property
    def described(self) -> str:
        """What is asked, for people and for provenance: model, protocol and address, and never a key."""
        return f"{self.name} by the {self.protocol} protocol at {self.address}"

    @property
    def told(self) -> str:
        """What decides, beside the text and the software, what is found."""
        return self.method.value if self.method is Method.RULES else f"{self.method}: {self.described}"


def _check(address: str) -> None:
    """Refuse what is no address, and secrets in one, which would end up in logs.

    Raises:
        InputError: If it is none, or has a user, a password, or a query.
    """
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good, parts = False, urlsplit("")
    if not good or any(ch.isspace() for ch in address):
        raise InputError(f"{address!r} is no address", source="--base-url", hint="Write it as http://127.0.0.1:8080/v1")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise InputError(
            f"the address at {parts.hostname} holds more than a place",
            source="--base-url",
            hint="Leave out user, password and query; the key is taken from OPENAI_API_KEY or ANTHROPIC_API_KEY.",
        )


#: No model is asked.
RULES: Final = Extractor()
