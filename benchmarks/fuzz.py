"""Send made-up queries, updates and bodies to a server: ``python -m benchmarks.fuzz --port 8000 --seconds 600``.

Nothing may be answered by 5xx but 503 and 504, and no connection may break off.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote_from_bytes

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.endpoint_client import Client

__all__ = ["main"]

_LEXEMES: Final = """SELECT ASK CONSTRUCT DESCRIBE INSERT DELETE DATA WHERE WITH USING CLEAR DROP ADD MOVE COPY TO
SILENT DEFAULT
ALL NAMED { } ( ) [ ] << >> {| |} ?s ?p ?o . ; , <u:a> <u:g> rdf:type 'x' "y"@en "1"^^xsd:integer 1 -2.5e3 true
FILTER OPTIONAL UNION MINUS BIND AS VALUES GRAPH SERVICE LOAD EXISTS NOT IN a / | ^ * + ? ! < > = && || # \\u0041
REGEX(?s,'a+') REPLACE(?s,'(','x') COUNT(*) GROUP_CONCAT(?o) SUBSTR('abc',-1,9e9) FROM GROUP ORDER BY HAVING LIMIT 5
OFFSET 1 DISTINCT REDUCED BASE PREFIX NOW() RAND() UUID() BNODE() STRDT('x',<u:a>) IRI('::') LATERAL"""
_WORDS: Final = _LEXEMES.split()
_PIECES: Final = st.lists(st.sampled_from(_WORDS), max_size=24).map(" ".join)
_TEXTS: Final = st.one_of(
    _PIECES,
    _PIECES.map(lambda text: f"SELECT * WHERE {{ {text} }}"),
    _PIECES.map(lambda text: f"INSERT {{ GRAPH <u:g> {{ ?s ?p ?o }} }} WHERE {{ {text} }}"),
    st.text(max_size=60),
).map(lambda text: text.encode("utf-8", "surrogatepass"))
_BODIES: Final = st.one_of(_TEXTS, st.binary(max_size=120))
_TYPES: Final = st.sampled_from(
    ["text/turtle", "application/trig", "application/n-quads", "application/ld+json", "application/rdf+xml"]
)
_ACCEPT: Final = st.sampled_from(
    ["*/*", "text/html", "text/csv", "application/json", "text/turtle", "application/ld+json"]
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Send requests until the time is over; return how many were answered by what is not declared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args(arguments)
    until = time.monotonic() + options.seconds
    client, counts, bad = Client(options.port, "/sparql", patience=60), Counter[str](), Counter[str]()

    def send(method: str, target: str, head: str, body: bytes = b"") -> None:
        try:
            client.send(method, target, f"{head}Content-Length: {len(body)}\r\n" if body else head, body)
            outcome = "2xx"
        except RuntimeError as error:
            outcome = str(error)[:3]
        except OSError as error:
            outcome = type(error).__name__
            client.close()
        counts[outcome] += 1
        if not (outcome == "2xx" or outcome[0] in "34" or outcome in ("503", "504")):
            bad[f"{outcome} {method} {target[:300]} {body[:300]!r}"] += 1

    @settings(
        max_examples=20_000,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(text=_TEXTS, body=_BODIES, kind=_TYPES, accept=_ACCEPT)
    def fuzz(text: bytes, body: bytes, kind: str, accept: str) -> None:
        if time.monotonic() > until:
            return
        send("GET", f"/sparql?query={quote_from_bytes(text, safe='')}", f"Accept: {accept}\r\n")
        if body:
            send("POST", "/sparql", f"Content-Type: application/sparql-query\r\nAccept: {accept}\r\n", body)
            send("POST", "/store?graph=urn:x:g", f"Content-Type: {kind}\r\n", body)
        if text:
            send("POST", "/update", "Content-Type: application/sparql-update\r\n", text)

    while time.monotonic() < until:
        fuzz()
    print(f"{sum(counts.values())} requests: {dict(counts)}")
    for told, count in bad.most_common(10):
        print(f"{count} x {told}")
    return sum(bad.values())


if __name__ == "__main__":
    sys.exit(min(main(), 1))
