"""What schemathesis cannot know: how queries, updates and graphs are written."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

_IRIS = st.sampled_from(["urn:x:a", "https://example.org/b", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"])
_TERMS = st.one_of(_IRIS.map("<{}>".format), st.integers(0, 99).map(str), st.sampled_from(['"x"@en', "true"]))
_PATTERNS = st.builds("{} {} {} .".format, st.just("?s"), _IRIS.map("<{}>".format), st.one_of(st.just("?o"), _TERMS))
_QUERIES = st.one_of(
    _PATTERNS.map("SELECT * WHERE {{ {} }} LIMIT 5".format),
    _PATTERNS.map("ASK {{ {} }}".format),
    _PATTERNS.map("CONSTRUCT WHERE {{ {} }} LIMIT 5".format),
)
_TRIPLES = st.builds("<urn:x:s> <{}> {} .".format, _IRIS, _TERMS)
_UPDATES = st.one_of(
    _TRIPLES.map("INSERT DATA {{ GRAPH <urn:x:g> {{ {} }} }}".format),
    _TRIPLES.map("DELETE DATA {{ GRAPH <urn:x:g> {{ {} }} }}".format),
    st.just("CLEAR SILENT GRAPH <urn:x:none>"),
)

schemathesis.openapi.format("sparql-query", _QUERIES)
schemathesis.openapi.format("sparql-update", _UPDATES)
schemathesis.openapi.media_type("application/sparql-query", _QUERIES.map(str.encode))
schemathesis.openapi.media_type("application/sparql-update", _UPDATES.map(str.encode))
for _name in ("text/turtle", "application/trig", "application/n-triples", "application/n-quads"):
    schemathesis.openapi.media_type(_name, st.just(b"<urn:x:s> <urn:x:p> <urn:x:o> .\n"))


@schemathesis.serializer(
    "application/sparql-query",
    "application/sparql-update",
    "text/turtle",
    "application/trig",
    "application/n-triples",
    "application/n-quads",
    "application/rdf+xml",
)
def as_it_is(ctx: object, value: object) -> bytes:
    """Send what is written as itself."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
