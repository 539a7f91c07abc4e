"""Replies that are sent while they are made."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import StreamingResponse
from starlette.types import Send

from api.engine import Chunks

__all__ = ["StreamReply"]


class StreamReply(StreamingResponse):
    """Send chunks as they come, and stop what makes them when the client leaves."""

    def __init__(self, chunks: Chunks, content_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(chunks, 200, dict(headers) | {"Content-Type": content_type})
        self._chunks = chunks

    async def stream_response(self, send: Send) -> None:
        """Send the reply."""
        try:
            await super().stream_response(send)
        finally:
            await self._chunks.aclose()
