"""The gate: what every write passes before it is made: its state, its literals, the shapes, the audit log."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.audit import AuditLog, counted
from api.state import demand_state
from api.workers.engine import Gate
from kg.errors import ConformanceError
from kg.namespaces import FDR, RDF
from kg.settings import Settings
from kg.store.base import Store
from kg.store.delta import Delta
from kg.store.tokens import Scope

if TYPE_CHECKING:
    from api.judge import Judge
    from kg.validate.report import Finding

__all__ = ["Guard", "gate_of"]

_LOG = logging.getLogger(__name__)
#: More findings than these are not told one by one.
_MOST: Final = 100
#: So many triples are looked at in the server itself, in some hundredths of a second.
_SMALL: Final = 2000
_TYPE: Final = NamedNode(str(RDF.type))
_INFERRED: Final = NamedNode(str(FDR.InferredGraph))
_HINT: Final = "Send what belongs together in one request. Validate it before: foedera validate FILE"


class Guard:
    """Hold what writes are checked with.

    Args:
        settings: What is checked.
        store: What is written to.
        audit: Where writes are told of.
    """

    def __init__(self, settings: Settings, store: Store, audit: AuditLog) -> None:
        self._settings = settings
        self._store = store
        self._judge: Judge | None = None
        self.audit = audit

    async def warm(self) -> None:
        """Read the shapes before they are needed, so that the first write takes no longer than others."""
        if self._settings.write != "off" and self._settings.shapes != "off":
            from kg.validate.quick import warm

            await asyncio.to_thread(warm)

    def close(self) -> None:
        """End the process that judges."""
        if self._judge is not None:
            self._judge.close()

    def check_literals(self, delta: Delta) -> None:
        """Refuse what is too long to be kept.

        Raises:
            HTTPException: If a literal is longer than the settings allow.
        """
        most = self._settings.literal_length
        for quad in delta.added:
            if isinstance(quad.object, Literal) and len(quad.object.value) > most:
                raise HTTPException(413, f"A literal may have at most {most} characters.")

    def check_marks(self, delta: Delta) -> None:
        """Refuse what would let a graph pass for what only follows from others: nobody could write any more.

        Raises:
            HTTPException: If a write marks such a graph, or takes the mark away.
        """
        if any(quad.object == _INFERRED and quad.predicate == _TYPE for quad in delta.added | delta.removed):
            raise HTTPException(403, "Only who runs the server says what is inferred: foedera reason.")

    async def check_history(self, delta: Delta) -> None:
        """Refuse to take away from provenance and texts.

        Raises:
            HTTPException: If that is done.
        """
        hidden = await asyncio.to_thread(self._store.hidden_names) if delta.removed else set()
        if any(isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in hidden for quad in delta.removed):
            raise HTTPException(
                403, "Provenance and texts are added to; to take from them needs a token of scope admin."
            )

    async def violations(self, delta: Delta) -> tuple[Finding, ...]:
        """Find what a change breaks that was not broken before.

        Raises:
            HTTPException: If it is too large to be looked at.
        """
        from api.judge import Judge
        from kg.store import change

        def look() -> tuple[change.Touched, change.Evidence, bool]:
            touched = change.touched(self._store, delta, base=self._settings.base, own=own)
            after = change.evidence_after(touched)
            return touched, after, len(after.data) <= _SMALL and change.plainly_conforms(after)

        own = self._settings.default_graph == "own"
        touched, after, plain = await asyncio.to_thread(look)
        found = change.nameless(touched)
        if plain:
            return found
        if self._judge is None:
            self._judge = Judge(self._settings.shapes_seconds, self._settings.queries_memory)
        report = await self._judge.judge(after)
        if report.conforms:
            return found
        before = await self._judge.judge(await asyncio.to_thread(change.evidence_before, touched))
        return found + change.new_violations(report, before)

    async def check_shapes(self, delta: Delta) -> tuple[Finding, ...]:
        """Refuse a change that breaks what it touches, or return what it breaks where that is only to be logged.

        Raises:
            ConformanceError: If it is to be refused.
        """
        if self._settings.shapes == "off":
            return ()
        found = await self.violations(delta)
        if found and self._settings.shapes == "refuse":
            told = tuple(finding.sentence for finding in found[:_MOST])
            more = (f"and {len(found) - _MOST} more",) if len(found) > _MOST else ()
            raise ConformanceError(
                f"the write does not conform to the shapes: {len(found)} {'findings' if len(found) > 1 else 'finding'}",
                told + more,
                hint=_HINT,
            )
        for finding in found:
            _LOG.warning("does not conform: %s", finding.sentence)
        return found


def gate_of(request: Request, *, name: str, token: str | None, scope: Scope, graph: str | None) -> Gate:
    """Return the gate of one request.

    Args:
        request: The request.
        name: Who sends it.
        token: The id of the token that is shown.
        scope: What the client may do.
        graph: The graph it is about, if it is about one.
    """
    guard: Guard = request.app.state.guard
    settings: Settings = request.app.state.settings

    async def gate(delta: Delta) -> None:
        demand_state(request, graph, exists=None if graph is None else graph not in delta.created)
        guard.check_literals(delta)
        guard.check_marks(delta)
        if not scope.includes(Scope.ADMIN):
            await guard.check_history(delta)
        found = await guard.check_shapes(delta)
        who: dict[str, object] = {"who": name, "token": token, "request": _request_id(request)}
        what = {"method": request.method, "path": request.url.path, **counted(delta, settings)}
        await guard.audit.write({**who, **what, "violations": len(found)})

    return gate


def _request_id(request: Request) -> str | None:
    given: dict[str, object] = request.scope.get("state", {})
    found = given.get("request_id")
    return None if found is None else str(found)
