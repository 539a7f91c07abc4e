"""Dumps: all that may be passed on, in files that can be taken up again; and the catalogue that names them."""

from __future__ import annotations

import gzip

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import DCAT, Graph, URIRef
from starlette.testclient import TestClient

from api.app import create_app
from kg.namespaces import DCTERMS, FDR, PROV
from kg.settings import Settings
from kg.store.open import open_store

FORMATS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_packed_dump_is_the_same_packed(client: TestClient, suffix: str):
    plain, packed = client.get(f"/dump.{suffix}"), client.get(f"/dump.{suffix}.gz")
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["content-type"].startswith("application/gzip")
    assert list(pyoxigraph.parse(plain.content, format=FORMATS[suffix]))


def test_a_download_that_broke_off_is_taken_up_again(client: TestClient):
    whole = client.get("/dump.nq")
    middle = len(whole.content) // 2
    first = client.get("/dump.nq", headers={"Range": f"bytes=0-{middle - 1}"})
    rest = client.get("/dump.nq", headers={"Range": f"bytes={middle}-", "If-Range": first.headers["etag"]})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert rest.headers["content-range"] == f"bytes {middle}-{len(whole.content) - 1}/{len(whole.content)}"
    assert first.content + rest.content == whole.content


def test_what_has_changed_is_sent_whole(client: TestClient):
    whole = client.get("/dump.nq")
    again = client.get("/dump.nq", headers={"Range": "bytes=10-", "If-Range": '"another"'})
    assert (again.status_code, again.content) == (200, whole.content)


def test_a_part_behind_the_end_is_refused(client: TestClient):
    assert client.get("/dump.nq", headers={"Range": "bytes=99999999-"}).status_code == 416


def test_who_has_it_is_not_sent_it_again(client: TestClient):
    tag = client.get("/dump.nq").headers["etag"]
    assert client.get("/dump.nq", headers={"If-None-Match": tag}).status_code == 304


def test_the_catalogue_names_where_each_dump_is(client: TestClient):
    reply = client.get("/catalogue")
    assert reply.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=reply.text, format="turtle")
    (own,) = set(graph.subjects(DCAT.distribution, None))
    places = set(graph.objects(own, DCAT.distribution))
    assert {str(place).rpartition("/dump.")[2] for place in places} == {
        f"{suffix}{packed}" for suffix in FORMATS for packed in ("", ".gz")
    }
    for place in places:
        assert client.get(f"/dump.{str(place).rpartition('/dump.')[2]}").status_code == 200
        assert (place, DCAT.downloadURL, place) in graph
    (service,) = graph.objects(None, DCAT.service)
    assert (service, DCAT.servesDataset, own) in graph
    assert [str(where).rpartition("/")[2] for where in graph.objects(service, DCAT.endpointURL)] == ["sparql"]
    assert (None, DCAT.dataset, URIRef(own)) in graph


def test_who_has_another_too_is_not_sent_it_again(client: TestClient):
    tag = client.get("/dump.nq").headers["etag"]
    assert client.get("/dump.nq", headers={"If-None-Match": f'"another", W/{tag}'}).status_code == 304


@pytest.mark.parametrize(("right", "places"), [("PUBLIC", 2), ("RESTRICTED", 0)])
def test_an_imported_data_set_has_distributions_if_it_may_be_passed_on(right: str, places: int):
    rights = f"<http://publications.europa.eu/resource/authority/access-right/{right}>"
    notes = f"""@prefix fdr: <{FDR}> . @prefix prov: <{PROV}> . @prefix dcterms: <{DCTERMS}> .
        <u:notes> a fdr:ProvenanceGraph . <u:graph> a fdr:ImportedGraph ; prov:wasDerivedFrom <u:set> .
        <u:set> a <{DCAT.Dataset}> ; dcterms:accessRights {rights} ."""
    with open_store(Settings(store="memory:")) as store:
        told = Graph().parse(data="<u:a> <u:b> <u:c> .", format="turtle")
        store.replace({"u:notes": Graph().parse(data=notes, format="turtle"), "u:graph": told})
        with TestClient(create_app(Settings(store="memory:", query_workers=1), store)) as client:
            graph = Graph().parse(data=client.get("/catalogue").text, format="turtle")
            found = list(graph.objects(URIRef("u:set"), DCAT.distribution))
            assert len(found) == places
            for place in found:
                reply = client.get(str(place))
                assert reply.status_code == 200
                media_type = str(graph.value(place, DCAT.mediaType)).partition("media-types/")[2]
                assert reply.headers["content-type"].startswith(media_type)
                assert len(Graph().parse(data=reply.text, format="turtle")) == 1
