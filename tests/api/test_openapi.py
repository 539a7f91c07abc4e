from starlette.testclient import TestClient

from api.errors import PROBLEMS

ROUTES = {
    "/": {"get"},
    "/.well-known/void": {"get"},
    "/agreement-type": {"get"},
    "/agreement-type.{suffix}": {"get"},
    "/agreement-type/{tail}": {"get"},
    "/catalogue": {"get"},
    "/compare": {"get"},
    "/data/{tail}": {"get"},
    "/deadlines.ics": {"get"},
    "/dump.{suffix}": {"get"},
    "/healthz": {"get"},
    "/id/{tail}": {"get"},
    "/links": {"get"},
    "/links/verdicts": {"post"},
    "/metrics": {"get"},
    "/ontology": {"get"},
    "/ontology.{suffix}": {"get"},
    "/ontology/{tail}": {"get"},
    "/page/{tail}": {"get"},
    "/prefixes": {"get"},
    "/prefixes.{suffix}": {"get"},
    "/question/{tail}": {"get"},
    "/readyz": {"get"},
    "/reconcile": {"get", "post"},
    "/reconcile/preview": {"get"},
    "/reconcile/properties": {"get"},
    "/reconcile/suggest/entity": {"get"},
    "/reconcile/suggest/property": {"get"},
    "/reconcile/suggest/type": {"get"},
    "/shape": {"get"},
    "/shape.{suffix}": {"get"},
    "/shape/{tail}": {"get"},
    "/shapes/{tail}": {"get"},
    "/sparql": {"get", "post"},
    "/status": {"get"},
    "/store": {"get", "put", "post", "delete", "patch"},
    "/store/{tail}": {"get", "put", "post", "delete", "patch"},
    "/term": {"get"},
    "/theme": {"get"},
    "/theme.{suffix}": {"get"},
    "/theme/{tail}": {"get"},
    "/update": {"post"},
}


def test_every_route_is_described(client: TestClient):
    description = client.get("/openapi.json").json()
    assert {path: set(operations) for path, operations in description["paths"].items()} == ROUTES
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["responses"].get("422", PROBLEMS[422]) == PROBLEMS[422], path
            assert set(operation["responses"]) & {"200", "204", "303"}, path


def test_problems_have_a_schema(client: TestClient):
    description = client.get("/openapi.json").json()
    answers = description["paths"]["/sparql"]["get"]["responses"]
    assert answers["400"]["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}
    schema = description["components"]["schemas"]["Problem"]
    members = client.get("/sparql?query=ASK{").json()
    assert set(members) <= set(schema["properties"])
    assert set(members) >= set(schema["required"])


def test_no_reference_leads_nowhere(client: TestClient):
    description = client.get("/openapi.json")
    for part in description.text.split('"$ref":"#/components/schemas/')[1:]:
        assert part.split('"')[0] in description.json()["components"]["schemas"]


def test_what_an_address_does_not_do_is_told_with_what_it_does(client: TestClient):
    reply = client.put("/reconcile")
    assert reply.status_code == 405
    assert reply.headers["Allow"] == "GET, HEAD, POST"
    assert client.post("/status").headers["Allow"] == "GET, HEAD"


def test_answers_in_json_are_not_described_as_text(client: TestClient):
    description = client.get("/openapi.json").json()
    content = description["paths"]["/sparql"]["get"]["responses"]["200"]["content"]
    assert content["application/sparql-results+json"]["schema"] == content["application/ld+json"]["schema"] == {}
    assert content["text/csv"]["schema"] == {"type": "string"}


def test_every_operation_may_refuse_a_method(client: TestClient):
    description = client.get("/openapi.json").json()
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert "405" in operation["responses"], path
