"""Take the screenshots of the README: ``python -m api.screenshots``.

It serves the store that the settings name on a free port of this machine and lets Debian's chromium look at it.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn
from pyoxigraph import NamedNode

from api.app import create_app
from api.link import page_path
from api.pages.examples import examples
from api.pages.facts import facts_of
from api.read import select
from api.view import sparql_path
from kg.errors import FoederaError, ModelError, NotFoundError
from kg.namespaces import DCTERMS
from kg.settings import Settings, load_settings
from kg.store.base import Store
from kg.store.open import open_store

__all__ = ["addresses", "chromium", "main", "serving", "take"]

#: Where the pictures belong.
FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "images"
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--hide-scrollbars",
)
_PATIENCE: Final = 60.0


def main(arguments: list[str] | None = None) -> int:
    """Take all screenshots; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m api.screenshots", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write the pictures")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=1300)
    parser.add_argument("--dark", action="store_true", help="as a browser that prefers dark colours")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    try:
        settings = load_settings()
        with open_store(settings, read_only=settings.store != "memory:") as store, serving(settings, store) as root:
            for name, address in addresses(store, settings.base).items():
                picture = given.folder / f"{name}.png"
                take(root + address, picture, width=given.width, height=given.height, dark=given.dark)
                sys.stdout.write(f"{picture}\n")
    except FoederaError as error:
        sys.stderr.write(f"{error.message}\n{error.hint or ''}\n")
        return 2
    return 0


def chromium() -> str:
    """Return the path of chromium.

    Raises:
        ModelError: If there is none.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise ModelError("there is no chromium on this machine", hint="On Debian: apt-get install chromium")
    return found


def addresses(store: Store, base: str) -> dict[str, str]:
    """Choose what to show: the agreement with most commitments, a document under an open licence, the first question.

    Raises:
        NotFoundError: If the store has no agreement.
    """
    agreements = sorted(
        select(store, "agreements"), key=lambda row: (-int(row["commitments"].value), row["agreement"].value)
    )
    documents = select(store, "documents")
    if not agreements or not documents:
        raise NotFoundError("the store holds no agreement to show", hint="Fill it first: foedera ingest seeds")
    facts = facts_of(store, [row["document"].value for row in documents])

    def merit(iri: str) -> tuple[bool, int, str]:
        """Put texts that everybody may show before others, and long ones before short ones."""
        rights = facts[iri].text(str(DCTERMS.rights)) or ""
        return rights.startswith("CC"), len(select(store, "supports", this=NamedNode(iri))), iri

    return {
        "start": "/",
        "agreement": page_path(agreements[0]["agreement"].value, base),
        "document": page_path(max(facts, key=merit), base),
        "query": sparql_path(examples()[0].query),
    }


def take(address: str, picture: Path, *, width: int = 1280, height: int = 1300, dark: bool = False) -> None:
    """Let chromium write a picture of a page.

    Raises:
        ModelError: If it does not.
    """
    with tempfile.TemporaryDirectory(prefix="foedera-chromium-") as profile:
        command = [
            chromium(),
            *_FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            f"--screenshot={picture}",
            *(["--blink-settings=preferredColorScheme=0"] if dark else []),
            address,
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise ModelError(f"chromium took more than {_PATIENCE:.0f} s for {address}") from error
    if done.returncode != 0 or not picture.exists():
        raise ModelError(f"chromium wrote no picture of {address}")


@contextlib.contextmanager
def serving(settings: Settings, store: Store) -> Iterator[str]:
    """Serve the store on a free port of this machine, and tell its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(settings, store), log_level="warning", lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            until = time.monotonic() + _PATIENCE
            while not server.started and thread.is_alive() and time.monotonic() < until:
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    sys.exit(main())
