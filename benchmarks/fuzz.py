"""Send made-up queries, updates and bodies to a server: ``python -m benchmarks.fuzz --requests 1000000``.

Nothing may be answered by 5xx but 503 and 504, no connection may break off, and in the end the server has no more
workers than it began with. A server with little data is started for it, unless the port of one is given. Each client
draws from its own seed, so that a run can be had again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

from benchmarks.endpoint_client import Client
from benchmarks.endpoint_memory import family
from benchmarks.endpoint_peers import filled, foedera, running

__all__ = ["main"]

_LEXEMES: Final = """SELECT ASK CONSTRUCT DESCRIBE INSERT DELETE DATA WHERE WITH USING CLEAR DROP ADD MOVE COPY TO
SILENT DEFAULT
ALL NAMED { } ( ) [ ] << >> {| |} ?s ?p ?o . ; , <u:a> <u:g> rdf:type 'x' "y"@en "1"^^xsd:integer 1 -2.5e3 true
FILTER OPTIONAL UNION MINUS BIND AS VALUES GRAPH SERVICE LOAD EXISTS NOT IN a / | ^ * + ? ! < > = && || # \\u0041
REGEX(?s,'a+') REPLACE(?s,'(','x') COUNT(*) GROUP_CONCAT(?o) SUBSTR('abc',-1,9e9) FROM GROUP ORDER BY HAVING LIMIT 5
OFFSET 1 DISTINCT REDUCED BASE PREFIX NOW() RAND() UUID() BNODE() STRDT('x',<u:a>) IRI('::') LATERAL"""
_WORDS: Final = _LEXEMES.split()
#: What stands in patterns and expressions, of which whole ones are made too: most of what is drawn by words is refused.
_TERMS: Final = ("?s", "?p", "?o", "<u:a>", "<u:p>", "'x'", '"y"@en', "1", "-2.5e3", "true", "_:b", "[]")
_STEPS: Final = ("?p", "a", "<u:p>", "<u:p>*", "^<u:p>", "<u:p>/<u:q>", "!<u:p>", "(<u:p>|^<u:q>)+", "<u:p>?")
_SUBJECTS: Final = ("?s", "?s", "?o", "?x1", "<u:a>", "<u:b>", "[]")
_FORMS: Final = ("SELECT *", "ASK", "SELECT (COUNT(*) AS ?n)", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s", "SELECT ?s")
_WRAPS: Final = ("OPTIONAL", "MINUS", "GRAPH ?g", "GRAPH <u:g>", "FILTER EXISTS", "FILTER NOT EXISTS", "")
_CALLS: Final = ("STR", "LANG", "STRLEN", "UCASE", "ABS", "ROUND", "YEAR", "IRI", "BNODE", "SHA1", "ISIRI", "<u:f>")
_TYPES: Final = (
    *("text/turtle", "application/trig", "application/n-quads", "application/ld+json", "application/rdf+xml"),
    *("multipart/form-data; boundary=x", "application/sparql-query", "x"),
)
_ACCEPT: Final = ("*/*", "text/html", "text/csv", "application/json", "text/turtle", "application/ld+json", "x/y;q=2")
_BODIES: Final = (
    "<u:a> <u:p> 1 .",
    "<u:g> { <u:a> <u:p> 'x'@en }",
    '<u:a> <u:p> "1"^^<u:t> <u:g> .',
    '{"@id": "u:a", "u:p": [1, {"@value": "x"}]}',
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='u:a'/></rdf:RDF>",
    "--x\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/turtle\r\n\r\n<u:a> <u:p> 1 .\r\n--x--",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
)
_FORK: Final = multiprocessing.get_context("fork")
#: How long a client waits for a reply.
_PATIENCE: Final = 60.0
#: How many triples the server holds, and how long one query may take: most of what is drawn is to be evaluated.
_TRIPLES: Final = 500
_ENVIRONMENT: Final = {"FOEDERA_QUERY_SECONDS": "2", "FOEDERA_SHAPES": "refuse"}
#: In so many seconds what has ended is gone.
_REST: Final = 5.0

_Counts = tuple[Counter[str], Counter[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Send requests, print what they were answered, and return how many by what is not declared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, help="of a server that runs; its workers are not counted")
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=86_400, help="stop after that")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args(arguments)
    with _server(options.port) as (port, pid):
        processes = len(family(pid)) if pid else 0
        begun = time.monotonic()
        counts, bad = _sent(port, options)
        taken = time.monotonic() - begun
        more = _left(pid, processes) if pid else 0
    total = sum(counts.values())
    print(f"{total} requests in {taken:.0f} s, {total / taken:.0f} a second, seed {options.seed}: {dict(counts)}")
    print(f"{more} processes more than before; {sum(bad.values())} answers that are not declared")
    for told, often in bad.most_common(10):
        print(f"{often} x {told}")
    return sum(bad.values()) + max(0, more)


@contextmanager
def _server(port: int | None) -> Iterator[tuple[int, int]]:
    if port is not None:
        yield port, 0
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with running(foedera(filled(place, _TRIPLES), place / "serving", _ENVIRONMENT)) as found:
            yield found


def _left(pid: int, before: int) -> int:
    """Wait for what has ended, and tell how many more processes there are than before."""
    until = time.monotonic() + _REST
    while (more := len(family(pid)) - before) > 0 and time.monotonic() < until:
        time.sleep(0.1)
    return more


def _sent(port: int, options: argparse.Namespace) -> _Counts:
    results = _FORK.SimpleQueue()
    until, each = time.monotonic() + options.seconds, options.requests // options.clients

    def run(number: int) -> None:
        results.put(_client(port, random.Random(options.seed + number), each, until))  # noqa: S311 - not for secrets

    processes = [_FORK.Process(target=run, args=(number,)) for number in range(options.clients)]
    for process in processes:
        process.start()
    counts, bad = Counter[str](), Counter[str]()
    for found in [results.get() for _ in processes]:
        counts += found[0]
        bad += found[1]
    for process in processes:
        process.join()
    return counts, bad


def _client(port: int, dice: random.Random, requests: int, until: float) -> _Counts:
    client, counts, bad = Client(port, "/sparql", patience=_PATIENCE), Counter[str](), Counter[str]()
    for number in count():
        if number >= requests or time.monotonic() > until:
            break
        method, target, head, body = dice.choice(_KINDS)(dice)
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
    client.close()
    return counts, bad


_Request = tuple[str, str, str, bytes]


def _get(dice: random.Random) -> _Request:
    accept = dice.choice(_ACCEPT)
    return "GET", f"/sparql?query={quote_from_bytes(_text(dice), safe='')}", f"Accept: {accept}\r\n", b""


def _post(dice: random.Random) -> _Request:
    head = f"Content-Type: application/sparql-query\r\nAccept: {dice.choice(_ACCEPT)}\r\n"
    return "POST", "/sparql", head, _text(dice) or b"x"


def _change(dice: random.Random) -> _Request:
    return "POST", "/update", "Content-Type: application/sparql-update\r\n", _update(dice) or b"x"


def _graph(dice: random.Random) -> _Request:
    method = dice.choice(("PUT", "POST", "DELETE", "PATCH"))
    target = dice.choice(("/store?graph=urn:x:g", "/store?default", "/store/a", "/store"))
    return method, target, f"Content-Type: {dice.choice(_TYPES)}\r\n", _body(dice) or b"x"


def _text(dice: random.Random) -> bytes:
    """Draw a query: words in any order, or a whole one with a word changed here and there."""
    if dice.random() < 0.4:
        return _noise(dice)
    forms = (
        "SELECT *",
        "ASK",
        "SELECT (COUNT(*) AS ?n)",
        "CONSTRUCT { ?s ?p ?o }",
        "DESCRIBE ?s",
        "SELECT DISTINCT ?s",
    )
    text = f"{dice.choice(forms)} WHERE {_group(dice)} {dice.choice(('', 'LIMIT 5', 'ORDER BY ?s', 'OFFSET 2'))}"
    return _spoilt(dice, text)


def _update(dice: random.Random) -> bytes:
    if dice.random() < 0.3:
        return _noise(dice)
    forms: tuple[Callable[[], str], ...] = (
        lambda: f"INSERT DATA {{ GRAPH <u:g> {{ <u:a> <u:p> {dice.choice(_TERMS[3:])} }} }}",
        lambda: f"DELETE WHERE {{ {_triple(dice)} }}",
        lambda: f"INSERT {{ GRAPH <u:h> {{ ?s <u:q> ?o }} }} WHERE {{ {_triple(dice)} ?s ?p ?o }} ",
        lambda: f"DELETE {{ ?s ?p ?o }} INSERT {{ <u:a> <u:p> ?o }} WHERE {_group(dice)}",
        lambda: dice.choice(("CLEAR", "DROP", "CREATE")) + dice.choice((" GRAPH <u:g>", " SILENT GRAPH <u:h>", " ALL")),
        lambda: f"{dice.choice(('COPY', 'MOVE', 'ADD'))} {dice.choice(('<u:g>', 'DEFAULT'))} TO <u:h>",
    )
    return _spoilt(dice, " ; ".join(dice.choice(forms)() for _ in range(dice.randint(1, 3))))


def _group(dice: random.Random, depth: int = 0) -> str:
    parts = []
    for _ in range(dice.randint(1, 3)):
        kind = dice.random()
        if kind < 0.5 or depth > 3:
            parts.append(_triple(dice))
        elif kind < 0.75:
            word = dice.choice(
                ("OPTIONAL", "MINUS", "GRAPH ?g", "GRAPH <u:g>", "FILTER EXISTS", "FILTER NOT EXISTS", "")
            )
            parts.append(f"{word} {_group(dice, depth + 1)}")
        elif kind < 0.9:
            parts.append(f"FILTER({_expression(dice)})")
        else:
            parts.append(f"BIND({_expression(dice)} AS ?x{dice.randint(0, 99)})")
    return f"{{ {' '.join(parts)} }}"


def _triple(dice: random.Random) -> str:
    return f"{dice.choice(_SUBJECTS)} {dice.choice(_STEPS)} {dice.choice(_TERMS)} ."


def _expression(dice: random.Random, depth: int = 0) -> str:
    if depth > 3 or dice.random() < 0.4:
        return dice.choice(_TERMS[:-2])  # no blank nodes
    if dice.random() < 0.5:
        return f"{dice.choice(_CALLS)}({_expression(dice, depth + 1)})"
    sign = dice.choice(("+", "-", "*", "/", "<", "=", "!=", "&&", "||"))
    return f"({_expression(dice, depth + 1)} {sign} {_expression(dice, depth + 1)})"


def _body(dice: random.Random) -> bytes:
    if dice.random() < 0.3:
        return dice.randbytes(dice.randint(1, 120))
    return _spoilt(dice, dice.choice(_BODIES))


def _noise(dice: random.Random) -> bytes:
    if dice.random() < 0.2:
        return dice.randbytes(dice.randint(1, 60))
    if dice.random() < 0.2:
        text = "".join(chr(dice.choice((dice.randrange(128), dice.randrange(0x110000)))) for _ in range(30))
        return text.encode("utf-8", "surrogatepass")
    return " ".join(dice.choices(_WORDS, k=dice.randint(1, 24))).encode()


def _spoilt(dice: random.Random, text: str) -> bytes:
    """Change a few bytes of every other text."""
    content = bytearray(text.encode())
    for _ in range(dice.choice((0, 0, 0, 1, 2, 8))):
        if content:
            place = dice.randrange(len(content))
            content[place : place + dice.randint(0, 3)] = dice.choice((b"", b"{", b"\xff", b"\0", b"'", b" . ", b"\\"))
    return bytes(content)


#: What is sent, each as often as it stands here.
_KINDS: Final = (_get, _get, _post, _change, _graph)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
