"""Manifests: the lists of tests that the W3C publishes, read into plain values."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.errors import NotFoundError

__all__ = ["ENVIRONMENT", "Node", "Test", "Tree", "archive", "read_manifest", "unpacked"]

#: The variable that names the archive of the test files, or a folder with them.
ENVIRONMENT: Final = "FOEDERA_W3C"
#: Where the test files stand for the world; each suite is below it.
ROOT: Final = "https://w3c.example/"
MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Node = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Tree:
    """Be a node of a manifest with all that is said of it."""

    node: Node
    graph: dict[tuple[object, str], list[Node]]

    def all(self, name: str) -> list[Tree]:
        """Return the values of a property."""
        return [Tree(value, self.graph) for value in self.graph.get((self.node, name), [])]

    def one(self, name: str) -> Tree | None:
        """Return the value of a property, or None."""
        return next(iter(self.all(name)), None)

    def list(self, name: str) -> list[Tree]:
        """Return the items of the list that is the value of a property."""
        items: list[Tree] = []
        rest = self.one(name)
        while rest is not None and (first := rest.one(f"{RDF}first")) is not None:
            items.append(first)
            rest = rest.one(f"{RDF}rest")
        return items

    @property
    def text(self) -> str:
        """The IRI or the words of the node."""
        return "" if isinstance(self.node, Triple) else self.node.value


@dataclass(frozen=True, slots=True)
class Test:
    """Be one test.

    Args:
        name: The last part of its IRI.
        kind: The local name of its class.
        folder: The folder of the files.
        tree: What the manifest says of it.
        base: What the names of its files are resolved against.
        assumed: What the manifest wants them to be resolved against while they are read.
    """

    name: str
    kind: str
    folder: Path
    tree: Tree
    base: str
    assumed: str

    def file(self, iri: str) -> Path:
        """Return the file that an IRI of the manifest means."""
        return self.folder / iri.removeprefix(self.base)


def read_manifest(path: Path) -> list[Test]:
    """Read the tests of a manifest, in its order."""
    base = f"{ROOT}{path.parent.name}/"
    graph: dict[tuple[object, str], list[Node]] = {}
    for quad in pyoxigraph.parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=base + path.name):
        graph.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
    tests = []
    for manifest in [subject for subject, name in graph if name == f"{MF}entries"]:
        root = Tree(manifest, graph)  # type: ignore[arg-type]
        assumed = root.one(f"{MF}assumedTestBase")
        for entry in root.list(f"{MF}entries"):
            kinds = [kind.text for kind in entry.all(f"{RDF}type") if "Test" in kind.text]
            if kinds:
                name = entry.text.rpartition("#")[2] or entry.text
                kind = kinds[0].rpartition("#")[2]
                tests.append(Test(name, kind, path.parent, entry, base, assumed.text if assumed else base))
    return tests


def archive() -> Path:
    """Return the archive, or the folder, of the test files.

    Raises:
        NotFoundError: If the environment does not name one.
    """
    named = os.environ.get(ENVIRONMENT)
    if not named or not Path(named).exists():
        raise NotFoundError(
            f"the W3C test files are not there: {ENVIRONMENT} is {named!r}",
            hint=f"Set {ENVIRONMENT} to a .tar.gz of the folders rdf-tests/sparql and rdf-tests/rdf.",
        )
    return Path(named)


@contextmanager
def unpacked(source: Path) -> Iterator[Path]:
    """Unpack the test files; the folder is there until the block ends."""
    if source.is_dir():
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="w3c-") as folder:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)
