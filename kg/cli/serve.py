"""``foedera serve``: the store on the web."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.outcome import note
from kg.errors import InputError

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "serve"
EXAMPLE = "foedera serve --port 8080"


def run(
    host: Annotated[str | None, typer.Option(help="The address to listen on; else FOEDERA_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port; else FOEDERA_PORT.")] = None,
) -> None:
    """Serve pages, data and SPARQL on this machine until Ctrl-C."""
    from kg.settings import load_settings

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = load_settings().model_copy(update=given)
    _check_port(settings.host, settings.port)
    note("Starting the server …")
    import uvicorn

    from api.app import create_app

    app = create_app(settings)
    note(f"Foedera serves {settings.store} on http://{settings.host}:{settings.port} (stop it with Ctrl-C)")
    loop = "asyncio" if sys.platform == "win32" else "uvloop"
    uvicorn.run(app, host=settings.host, port=settings.port, loop=loop, http="httptools", log_level="warning")


def _check_port(host: str, port: int) -> None:
    """Say in a sentence that the address cannot be had; uvicorn would log it and end with another code."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(
                f"{host}:{port} cannot be listened on: {error.strerror or error}",
                hint="Choose another with --port, or stop the server that runs there.",
            ) from error
