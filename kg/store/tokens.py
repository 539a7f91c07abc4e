"""Tokens: what lets a client read, curate or administer, kept as hashes in a file beside the store.

A token is 256 random bits, so one round of SHA-256 hides it as well as a slow hash would. The file only grows: a line
for each token that is made, and one for each that is revoked.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from kg.errors import InputError, NotFoundError, StoreError
from kg.settings import Settings, default_store

__all__ = ["Scope", "Token", "TokenFile", "beside", "find_token", "tokens_path"]

#: What every token begins with, so that tools that look for leaked secrets can find it.
PREFIX: Final = "foedera_"
_BYTES: Final = 32
_ID: Final = 8


class Scope(StrEnum):
    """Name what a token allows; each includes those before it."""

    READ = "read"
    CURATE = "curate"
    ADMIN = "admin"

    def includes(self, other: Scope) -> bool:
        """Tell whether who has this may do what needs the other.

        >>> Scope.ADMIN.includes(Scope.CURATE), Scope.READ.includes(Scope.CURATE)
        (True, False)
        """
        order = list(Scope)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Token:
    """Be what is known of a token; the token itself is not.

    Args:
        id: What it is called in lists and logs.
        name: Whose it is, or what for.
        scope: What it allows.
        digest: The SHA-256 of the token.
        created: When it was made.
        expires: When it ends, or None.
        revoked: When it was revoked, or None.
    """

    id: str
    name: str
    scope: Scope
    digest: str
    created: datetime.datetime
    expires: datetime.datetime | None = None
    revoked: datetime.datetime | None = None

    def is_valid(self, now: datetime.datetime) -> bool:
        """Tell whether it opens anything at a time."""
        return self.revoked is None and (self.expires is None or now < self.expires)


def beside(settings: Settings, ending: str) -> Path:
    """Return the path of a file that is kept beside the store; of one in memory, beside where one on disk would be."""
    store = Path(settings.store if settings.store != "memory:" else default_store()).expanduser()
    return store.with_name(f"{store.name}-{ending}")


def tokens_path(settings: Settings) -> Path:
    """Return the path of the file of the tokens."""
    return Path(settings.tokens).expanduser() if settings.tokens else beside(settings, "tokens.jsonl")


def find_token(tokens: Iterable[Token], given: str) -> Token | None:
    """Find the token that a client shows.

    All are compared, each in a time that tells nothing of how much of it fits.
    """
    digest = _digest(given)
    found = None
    for token in tokens:
        if hmac.compare_digest(token.digest, digest):
            found = token
    return found


class TokenFile:
    """Keep tokens in a file that only its owner can read.

    Args:
        path: The file; it is made with the first token.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, ...] | None = None
        self._tokens: tuple[Token, ...] = ()

    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens, also those that are revoked, in the order in which they were made.

        The file is read again whenever it has changed, so that what is revoked ends at once.

        Raises:
            StoreError: If it cannot be read, or others may write to it.
        """
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._seen, self._tokens = None, ()
            return ()
        except OSError as error:
            raise StoreError(f"the tokens in {self._path} cannot be read: {error.strerror}") from error
        seen = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode)
        if seen != self._seen:
            if stat.S_IMODE(found.st_mode) & 0o022:
                raise StoreError(f"others may write to {self._path}", hint=f"Run: chmod 600 {self._path}")
            self._tokens, self._seen = self._read(), seen
        return self._tokens

    def create(self, name: str, scope: Scope, *, expires: datetime.datetime | None = None) -> tuple[Token, str]:
        """Make a token.

        Args:
            name: Whose it is, or what for.
            scope: What it allows.
            expires: When it ends, with its time zone.

        Returns:
            What is kept of it, and the token; it cannot be shown again.

        Raises:
            InputError: If there is a valid token of that name, or the name is no name.
            StoreError: If it cannot be kept.
        """
        now = _now()
        if not name.strip() or not name.isprintable():
            raise InputError(f"{name!r} is no name", hint='Say whose the token is: --name "Jane Doe"')
        if any(token.name == name and token.is_valid(now) for token in self.tokens()):
            raise InputError(
                f"there is a token named {name!r}", hint=f'Choose another name, or: foedera token revoke "{name}"'
            )
        if expires is not None and expires <= now:
            raise InputError(f"{expires.isoformat()} is past", hint="Let the token end on a day to come.")
        given = PREFIX + secrets.token_urlsafe(_BYTES)
        digest = _digest(given)
        token = Token(digest[:_ID], name, scope, digest, now, expires)
        self._append(
            {
                "created": now.isoformat(),
                "name": name,
                "scope": str(scope),
                "sha256": digest,
                "expires": expires.isoformat() if expires else None,
            }
        )
        return token, given

    def revoke(self, which: str) -> Token:
        """Revoke a token for good.

        Args:
            which: Its name or id.

        Raises:
            NotFoundError: If there is no such token that is not revoked already.
            StoreError: If that cannot be kept.
        """
        found = [token for token in self.tokens() if which in (token.id, token.name) and token.revoked is None]
        if not found:
            raise NotFoundError(f"there is no token {which!r} to revoke", hint="List them: foedera token list")
        now = _now()
        self._append({"revoked": now.isoformat(), "sha256": found[-1].digest})
        return replace(found[-1], revoked=now)

    def _read(self) -> tuple[Token, ...]:
        tokens: dict[str, Token] = {}
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
            for line in lines:
                told = json.loads(line)
                digest = told["sha256"]
                if "revoked" in told:
                    tokens[digest] = replace(tokens[digest], revoked=_time(told["revoked"]))
                else:
                    scope, expires = Scope(told["scope"]), told["expires"]
                    made, end = _time(told["created"]), _time(expires) if expires else None
                    tokens[digest] = Token(digest[:_ID], told["name"], scope, digest, made, end)
        except OSError as error:
            raise StoreError(f"the tokens in {self._path} cannot be read: {error.strerror}") from error
        except (KeyError, TypeError, ValueError) as error:
            raise StoreError(
                f"the tokens in {self._path} are not as they were written",
                hint="Move the file away and make the tokens again: foedera token create",
            ) from error
        return tuple(tokens.values())

    def _append(self, told: dict[str, object]) -> None:
        line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, line)
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise StoreError(f"the tokens in {self._path} cannot be written: {error.strerror}") from error
        self._seen = None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def _time(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)
