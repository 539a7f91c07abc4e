"""Validators: replies that a client keeps, and asks after by their ETag (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["etag", "has", "validated"]

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def etag(body: bytes) -> str:
    """Return the tag of a body: it changes whenever the bytes do.

    >>> etag(b"a") == etag(b"a") != etag(b"b")
    True
    """
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def has(request: Request, tag: str) -> bool:
    """Tell whether a client that asks by ``If-None-Match`` has what bears a tag."""
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag in _TAG.findall(asked)


def validated(request: Request, body: bytes, content_type: str, headers: Mapping[str, str]) -> Response:
    """Send a body, or 304 to a client that has it.

    Args:
        request: The request it answers.
        body: The body.
        content_type: Its media type, with the character set.
        headers: Further headers of the reply.
    """
    tag = etag(body)
    kept = {**headers, "ETag": tag, "Cache-Control": "no-cache"}
    if has(request, tag):
        return Response(None, 304, kept)
    return Response(body, 200, {**kept, "Content-Type": content_type})
