"""Ingest: read, extract, build, validate and store: a few documents all or none, many in portions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rdflib import Graph

from kg.document.folder import expand
from kg.document.model import DocumentKind
from kg.document.reader import open_source, read_source
from kg.errors import ConformanceError, FoederaError, InputError
from kg.extract.llm.options import RULES, Extractor
from kg.graph import mint
from kg.ingest.extraction import Made, make
from kg.ingest.fingerprint import Fingerprints, is_recorded, of_file, of_text, recorded_document
from kg.ingest.result import Ingested, IngestResult, Stage, Status
from kg.ingest.workers import Task, run_tasks
from kg.link.renew import keeping
from kg.reason.background import ONTOLOGY_GRAPH, background
from kg.review.state import review_again
from kg.store.base import Store
from kg.store.kinds import is_document_name

__all__ = ["PORTION", "TOGETHER", "Listener", "ingest"]

#: Is told what is being done, the document it is done to, and which of how many that is, counted from 1.
Listener = Callable[[Stage, str, int, int], None]
#: Not more files than these are all stored, in one transaction, or none is.
TOGETHER: Final = 64
#: More files are stored in portions of about so many triples, so that memory does not grow with their number.
PORTION: Final = 10_000
#: How many findings a refusal lists for one document.
_LISTED: Final = 20


def ingest(
    paths: Iterable[Path | str],
    store: Store,
    *,
    base: str,
    date: datetime.date | None = None,
    kind: DocumentKind | None = None,
    extractor: Extractor = RULES,
    dry_run: bool = False,
    again: bool = False,
    jobs: int = 1,
    keep_going: bool = False,
    listener: Listener | None = None,
) -> IngestResult:
    """Read documents into the store.

    A document that the store holds already, read by the same software with the same model and told the same about, is
    left alone. Up to `TOGETHER` files are all stored in one transaction, or none is. More are stored in portions, each
    in a transaction: what was stored before a failure or an interruption stays, and the same call goes on from there.
    With the first document, and with the first after an update of the software, the ontology and its themes are
    stored too. Where the store has been consolidated, what the documents tell of is consolidated with the rest.

    Args:
        paths: Files and folders.
        store: Where to write.
        base: The IRI that every minted IRI starts with.
        date: The day of publication of all of them.
        kind: The kind of all of them.
        extractor: What finds the frames.
        dry_run: Do all but the writing.
        again: Read also what the store holds already.
        jobs: How many processes extract; what is stored does not depend on it.
        keep_going: Pass over a document that cannot be read or does not conform, and tell of it in the result.
        listener: Is told of every step.

    Raises:
        InputError: If a path does not exist, or a document cannot be read.
        ConformanceError: If what was found in one does not conform to the shapes, or what was consolidated.
        StoreError: If the store cannot be written.
    """
    tell = listener or _silent
    tell(Stage.READ, "", 0, 0)
    files = expand(paths)
    run = _Run(
        files=files,
        store=store,
        base=base,
        date=date,
        kind=kind,
        extractor=extractor,
        again=again,
        keep_going=keep_going,
        tell=tell,
    )
    kept = _Kept(store, base=base, dry_run=dry_run, portion=PORTION if len(files) > TOGETHER else None)
    ingested: list[Ingested] = []
    try:
        for item in run.one_by_one() if jobs == 1 else run_tasks(run.items(), base=base, jobs=jobs):
            if isinstance(item, tuple):
                task, made = item
                if jobs > 1:
                    tell(Stage.EXTRACT, task.document.name, len(ingested) + 1, len(files))
                outcome = run.outcome(task, made)
                if isinstance(made, Made) and outcome.status is Status.WRITTEN:
                    kept.add(made, lambda: tell(Stage.STORE, "", len(ingested) + 1, len(files)))
            else:
                outcome = item
            ingested.append(outcome)
        kept.write(lambda: tell(Stage.STORE, "", len(files), len(files)))
    except FoederaError as error:
        if kept.stored:
            error.hint = f"{error.hint or ''} {_GO_ON.format(stored=kept.stored)}".strip()
        raise
    return IngestResult(tuple(ingested), stored=not dry_run, conflicts=tuple(kept.conflicts))


_GO_ON: Final = (
    "The {stored} documents before it are stored. Run the same again to go on, with --keep-going to pass over what "
    "cannot be read."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Be a run over files: what is done with each of them."""

    files: tuple[Path, ...]
    store: Store
    base: str
    date: datetime.date | None
    kind: DocumentKind | None
    extractor: Extractor
    again: bool
    keep_going: bool
    tell: Listener
    met: set[str] = field(default_factory=set)

    def items(self) -> Iterator[Ingested | Task]:
        """Read the files one by one, and tell what becomes of those that are not to be extracted."""
        for number, file in enumerate(self.files, 1):
            self.tell(Stage.READ, str(file), number, len(self.files))
            try:
                yield self._item(file)
            except InputError as error:
                yield self._failed(str(file), error)

    def _item(self, file: Path) -> Ingested | Task:
        source = open_source(file, date=self.date, kind=self.kind)
        of_source = of_file(source, base=self.base, extractor=self.extractor.told)
        iri = None if self.again else recorded_document(self.store, of_source)
        document = None if iri is not None else read_source(source)
        if document is not None:
            iri = str(mint.document(self.base, document.sha256))
        if iri in self.met:
            return Ingested(str(file), iri, Status.REPEATED)
        self.met.add(str(iri))
        if document is None:
            return Ingested(str(file), iri, Status.UNCHANGED)
        of_content = of_text(document, base=self.base, extractor=self.extractor.told)
        digests = Fingerprints(of_source, of_content)
        if not self.again and is_recorded(self.store, mint.document(self.base, document.sha256), digests.text):
            return Ingested(str(file), iri, Status.UNCHANGED)
        return Task(document, digests, self.extractor)

    def one_by_one(self) -> Iterator[Ingested | tuple[Task, Made | InputError]]:
        """Extract in this process, telling of every step."""
        for number, item in enumerate(self.items(), 1):
            if isinstance(item, Ingested):
                yield item
                continue

            def step(stage: Stage, name: str = item.document.name, number: int = number) -> None:
                self.tell(stage, name, number, len(self.files))

            try:
                yield (
                    item,
                    make(item.document, item.digests, base=self.base, extractor=item.extractor, listener=step),
                )
            except InputError as error:
                yield item, error

    def outcome(self, task: Task, made: Made | InputError) -> Ingested:
        """Tell what became of a document that was extracted.

        Raises:
            InputError: If it could not be, and the run is not to keep going.
            ConformanceError: If what was found does not conform, and the run is not to keep going.
        """
        name = task.document.name
        if isinstance(made, InputError):
            return self._failed(name, made)
        if not made.report.conforms:
            sentences = tuple(finding.sentence for finding in made.report.violations)
            error = ConformanceError(
                f"{name}: what was found in it does not conform, so it was not stored; findings: {len(sentences)}",
                sentences[:_LISTED],
                hint="Look at what was found: foedera extract PATH --format turtle. The text may need a correction.",
            )
            return self._failed(name, error)
        iri = str(mint.document(self.base, task.document.sha256))
        return Ingested(name, iri, Status.WRITTEN, made.report.warnings, note=made.note)

    def _failed(self, name: str, error: InputError | ConformanceError) -> Ingested:
        if not self.keep_going:
            raise error
        return Ingested(name, None, Status.FAILED, problem=error)


@dataclass(slots=True)
class _Kept:
    """Keep what was made until it is a portion; ``stored`` counts the documents that were stored."""

    store: Store
    base: str
    dry_run: bool
    portion: int | None
    stored: int = 0
    conflicts: list[str] = field(default_factory=list)
    _waiting: list[Made] = field(default_factory=list)

    def add(self, made: Made, tell: Callable[[], None]) -> None:
        """Keep what was made of a document, and store what there is if it is a portion."""
        if self.dry_run:
            return
        self._waiting.append(made)
        if self.portion is not None and sum(made.size for made in self._waiting) >= self.portion:
            self.write(tell)

    def write(self, tell: Callable[[], None]) -> None:
        """Store what there is, in one transaction; the ontology comes with the first.

        Where the store has been consolidated, it is kept so, in transactions of its own.
        """
        if not self._waiting:
            return
        tell()
        graphs: dict[str, Graph] = {} if self.stored else {ONTOLOGY_GRAPH: background()}
        for made in self._waiting:
            reviewed, conflicts = review_again(self.store, made.graphs())
            graphs |= reviewed
            self.conflicts += conflicts
        names = [name for name in graphs if is_document_name(name, self.base)]
        with keeping(self.store, names, base=self.base):
            self.store.replace(graphs)
        self.stored += len(self._waiting)
        self._waiting.clear()


def _silent(stage: Stage, name: str, number: int, total: int) -> None:
    """Tell nobody."""
