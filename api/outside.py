"""Outside: ask an endpoint that the operator has listed, by one connection to an address that was looked at."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from kg import __version__

__all__ = ["OutsideError", "ask_outside"]

_RESULTS: Final = "application/sparql-results+json"
_PORTS: Final = {"http": 80, "https": 443}


class OutsideError(Exception):
    """Report an endpoint that could not be asked, or whose answer cannot be used; says why."""


def ask_outside(address: str, query: str, *, seconds: float, most: int) -> bytes:
    """Send a query to an endpoint and return its rows, as SPARQL results in JSON.

    The name is looked up once, and the connection made to the address that was found and looked at; no other name
    for it can come in between. Redirects and proxies of the environment are not followed.

    Args:
        address: Where it is; one that the operator has listed.
        query: What is asked.
        seconds: The most that it may take in all.
        most: The most bytes that the answer may have.

    Raises:
        OutsideError: If there is no such answer.
    """
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port or _PORTS[parts.scheme])
    try:
        connection.sock = _connected(parts, seconds)
        late = threading.Timer(seconds, _hang_up, [connection.sock])
        late.start()
        try:
            return _answered(connection, parts, query, most)
        finally:
            late.cancel()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise OutsideError(f"it could not be reached within {seconds:g} s") from error
    finally:
        connection.close()


def _connected(parts: SplitResult, seconds: float) -> socket.socket:
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, where = found[0]
    if not _names_itself(host) and not all(ip_address(str(item[4][0])).is_global for item in found):
        raise OutsideError("its name leads to an address of a private network")
    plain = socket.socket(family, kind, protocol)
    try:
        plain.settimeout(seconds)
        plain.connect(where)
        if parts.scheme == "http":
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _names_itself(host: str) -> bool:
    """Tell whether a host is an address, or this machine: then the operator knows where it leads."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _hang_up(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended meanwhile


def _answered(connection: http.client.HTTPConnection, parts: SplitResult, query: str, most: int) -> bytes:
    target = parts.path or "/"
    connection.request(
        "POST",
        f"{target}?{parts.query}" if parts.query else target,
        query.encode("utf-8"),
        {
            "Accept": _RESULTS,
            "Content-Type": "application/sparql-query; charset=utf-8",
            "User-Agent": f"foedera/{__version__}",
            "Connection": "close",
        },
    )
    reply = connection.getresponse()
    if reply.status != http.client.OK:
        raise OutsideError(f"it answered {reply.status}")
    if (reply.getheader("Content-Type") or "").partition(";")[0].strip().lower() != _RESULTS:
        raise OutsideError(f"it did not answer in {_RESULTS}")
    body = reply.read(most + 1)
    if len(body) > most:
        raise OutsideError(f"its answer has more than {most} bytes")
    if reply.length:
        raise OutsideError("its answer broke off")
    return body
