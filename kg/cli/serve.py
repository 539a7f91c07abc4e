"""``foedera serve``: the store on the web."""

from __future__ import annotations

import signal
import sys
from enum import StrEnum
from math import ceil
from typing import Annotated

import typer

from kg.cli.outcome import note
from kg.errors import InputError

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "serve"
EXAMPLE = "foedera serve --port 8080"


class _DefaultGraph(StrEnum):
    UNION = "union"
    OWN = "own"


class _Write(StrEnum):
    OFF = "off"
    TOKENS = "tokens"
    OPEN = "open"


def run(
    host: Annotated[str | None, typer.Option(help="The address to listen on; else FOEDERA_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port; else FOEDERA_PORT.")] = None,
    store: Annotated[
        str | None, typer.Option(metavar="DIR", help="The store: a folder, or memory:; else FOEDERA_STORE.")
    ] = None,
    default_graph: Annotated[
        _DefaultGraph | None,
        typer.Option(help="What a query sees that names no graph: the union of all, or a graph of its own."),
    ] = None,
    write: Annotated[_Write | None, typer.Option(help="Who may change the graph: nobody, tokens, or anybody.")] = None,
) -> None:
    """Serve pages, data and SPARQL on this machine until Ctrl-C."""
    from kg.settings import load_settings

    options = {"host": host, "port": port, "store": store}
    options |= {"default_graph": default_graph and default_graph.value, "write": write and write.value}
    given = {name: value for name, value in options.items() if value is not None}
    settings = load_settings().model_copy(update=given)
    _check_port(settings.host, settings.port)
    note("Starting the server …")
    import uvicorn

    from api.app import create_app
    from api.logs import configure

    configure()
    app = create_app(settings)
    note(f"Foedera serves {settings.store} on http://{settings.host}:{settings.port} (stop it with Ctrl-C)")
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn stops at it, and raises it again when all has ended
    loop = "asyncio" if sys.platform == "win32" else "uvloop"
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop=loop,
        http="httptools",
        access_log=False,
        log_level="warning",
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=ceil(settings.query_seconds),
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
    )


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
