import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.encoding import decode
from kg.errors import InputError

TEXT = "“The truce” of Port Éclair – 1933’s second – cost £50 and was kept by both sides.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_western_text_in_any_encoding(encoding: str):
    assert decode(TEXT.encode(encoding), source="a.txt") == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_marks_tell_the_order_of_bytes(mark: bytes, encoding: str):
    assert decode(mark + TEXT.encode(encoding), source="a.txt") == TEXT


def test_text_of_other_scripts_is_guessed_so_that_its_language_can_be_told():
    text = "Стороны договорились о немедленном прекращении огня и об отводе войск от линии соприкосновения. " * 3
    assert decode(text.encode("cp1251"), source="a.txt") == text


def test_a_declared_encoding_counts_where_it_is_not_utf8():
    text = "Świnoujście, Łódź i Gdańsk"
    assert decode(text.encode("iso-8859-2"), source="a.html", declared="iso-8859-2") == text
    assert decode(text.encode(), source="a.html", declared="iso-8859-2") == text
    assert decode(TEXT.encode("cp1252"), source="a.html", declared="no-such-encoding") == TEXT
    assert decode(TEXT.encode("cp1252"), source="a.html", declared="base64") == TEXT


@pytest.mark.parametrize("data", [b"a \xed\xa0\x80", b"\x81\x8d", b"\xff\xfea", b"A truce \xc9\x8d\xff"])
def test_what_is_no_text(data: bytes):
    with pytest.raises(InputError, match=r"a\.txt.*: is not a text in any known encoding") as caught:
        decode(data, source="a.txt")
    assert "UTF-8" in str(caught.value.hint)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_text_or_an_error(data: bytes):
    try:
        assert isinstance(decode(data, source="a.txt"), str)
    except InputError as error:
        assert error.source == "a.txt"  # noqa: PT017 - either outcome will do
