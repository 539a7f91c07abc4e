"""``foedera token``: who may change the graph over HTTP."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.outcome import guarded, note
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store.tokens import Token, TokenFile

__all__ = ["EXAMPLE", "NAME", "app"]

NAME = "token"
EXAMPLE = 'foedera token create --scope curate --name "Jane Doe" --expires 2030-01-01'


class _Scope(StrEnum):
    READ = "read"
    CURATE = "curate"
    ADMIN = "admin"


app = typer.Typer(
    name=NAME,
    help="Make, list and revoke the tokens that let people change the graph over HTTP.",
    epilog=f"Example: {EXAMPLE}",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


def create(
    name: Annotated[str, typer.Option("--name", help="Whose the token is, or what for.", show_default=False)],
    scope: Annotated[_Scope, typer.Option("--scope", help="What it allows; each includes the one before.")],
    expires: Annotated[
        str | None, typer.Option(help="The day (UTC) from which it is worth nothing.", show_default=False)
    ] = None,
) -> None:
    """Make a token and show it, this once: only its hash is kept."""
    from kg.store.tokens import Scope

    token, given = _file().create(name, Scope(scope.value), expires=_day(expires))
    typer.echo(given)
    note(f"This is the token of {token.name}. Keep it secret; it cannot be shown again.")
    note("Send it as the header: Authorization: Bearer TOKEN. Start the server with: foedera serve --write tokens")


def list_() -> None:
    """List the tokens, without what would let anybody use them."""
    tokens = _file().tokens()
    if not tokens:
        typer.echo(f"There are no tokens. Make one: {EXAMPLE}")
    for token in tokens:
        typer.echo(f"{token.id}  {token.scope:<6}  {_state(token)}  {token.name}")


def revoke(which: Annotated[str, typer.Argument(help="Its name or id.", show_default=False)]) -> None:
    """Revoke a token for good; a running server refuses it from now on."""
    token = _file().revoke(which)
    typer.echo(f"Revoked: {token.id}  {token.name}")


def _file() -> TokenFile:
    from kg.settings import load_settings
    from kg.store.tokens import TokenFile, tokens_path

    return TokenFile(tokens_path(load_settings()))


def _day(text: str | None) -> datetime.datetime | None:
    if text is None:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a day", source="--expires", hint=f"Example: {EXAMPLE}") from error
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _state(token: Token) -> str:
    if token.revoked is not None:
        return f"revoked {token.revoked:%Y-%m-%d}"
    if token.expires is None:
        return "until revoked     "
    word = "until  " if token.is_valid(datetime.datetime.now(datetime.UTC)) else "expired"
    return f"{word} {token.expires:%Y-%m-%d}"


app.command("create", epilog=f"Example: {EXAMPLE}")(guarded(create))
app.command("list", epilog="Example: foedera token list")(guarded(list_))
app.command("revoke", epilog='Example: foedera token revoke "Jane Doe"')(guarded(revoke))
