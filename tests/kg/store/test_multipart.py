import pytest

from kg.errors import InputError
from kg.store.multipart import Part, read_parts

TYPE = 'multipart/form-data; boundary="b"'


def _part(disposition: str, content: str, kind: str | None = None) -> str:
    head = f"--b\r\nContent-Disposition: form-data; {disposition}\r\n"
    return head + (f"Content-Type: {kind}\r\n" if kind else "") + f"\r\n{content}\r\n"


def test_documents_in_order():
    body = _part('name="a"; filename="a.ttl"', "<u:a> a <u:b> .", "text/turtle") + _part(
        'name="b"', "x\r\ny", "text/plain"
    )
    assert read_parts(f"{body}--b--\r\n".encode(), TYPE) == [
        Part("a.ttl", "text/turtle", b"<u:a> a <u:b> ."),
        Part("b", "text/plain", b"x\r\ny"),
    ]


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("a.ttl", None, "text/turtle"),
        ("a.nq", "application/octet-stream", "application/n-quads"),
        ("a.ttl", "application/n-triples", "application/n-triples"),
        ("a.xyz", None, ""),
    ],
)
def test_the_ending_tells_the_media_type_if_nothing_else_does(name: str, told: str | None, expected: str):
    body = _part(f'name="x"; filename="{name}"', "", told) + "--b--"
    assert read_parts(body.encode(), TYPE)[0].media_type == expected


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("--b--", TYPE),
        ("", TYPE),
        ("nothing", TYPE),
        (_part('name="x"', "cut off"), TYPE),
        (_part('name="x"', "y") + "--b--", "multipart/form-data"),
    ],
)
def test_what_is_no_form(body: str, content_type: str):
    with pytest.raises(InputError):
        read_parts(body.encode(), content_type)


def test_many_documents_are_refused():
    with pytest.raises(InputError, match="more than 1000"):
        read_parts((_part('name="x"', "") * 1001 + "--b--").encode(), TYPE)
