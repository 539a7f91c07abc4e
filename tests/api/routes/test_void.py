from collections.abc import Callable

from rdflib import Graph, Namespace
from starlette.testclient import TestClient

VOID = Namespace("http://rdfs.org/ns/void#")
DATA = """INSERT DATA {
  GRAPH <urn:g> { <urn:a> a <urn:C> ; <urn:p> 1 , 2 . <urn:b> a <urn:C> }
  GRAPH <urn:links> { <urn:links> a <http://rdfs.org/ns/void#Linkset> ; <http://rdfs.org/ns/void#triples> 7 }
}"""


def described(client: TestClient) -> Graph:
    reply = client.get("/.well-known/void")
    assert reply.headers["content-type"].startswith("text/turtle")
    return Graph().parse(data=reply.text)


def test_what_there_is_is_counted_anew_after_each_write(serving: Callable[..., TestClient]):
    client = serving(write="open", default_graph="union", shapes="off")
    client.request("DELETE", "/store")
    assert {str(n) for n in described(client).objects(None, VOID.classes)} == {"0"}
    assert client.post("/update", data={"update": DATA}).status_code in (200, 204)
    graph = described(client)
    [data] = graph.subjects(VOID.sparqlEndpoint)
    assert graph.value(data, VOID.triples).toPython() == 6  # type: ignore[union-attr]
    parts = {
        str(graph.value(p, VOID["class"])): str(graph.value(p, VOID.entities))
        for p in graph.objects(data, VOID.classPartition)
    }
    assert parts == {"urn:C": "2", str(VOID.Linkset): "1"}
    assert [str(graph.value(link, VOID.triples)) for link in graph.objects(data, VOID.subset)] == ["7"]
    client.request("DELETE", "/store")


def test_a_server_that_answers_is_ready(serving: Callable[..., TestClient]):
    assert serving().get("/readyz").json() == {"status": "ready"}
