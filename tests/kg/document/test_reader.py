import datetime
import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.folder import expand
from kg.document.media import MediaType
from kg.document.metadata import FILE_NAME, read_notes
from kg.document.model import DocumentKind, Original
from kg.document.reader import READERS, read_document, read_documents
from kg.errors import InputError
from kg.settings import load_settings
from kg.text.normalise import normalise, sha256

NOTES = """\
[[document]]
file = "a.txt"
kind = "NewsArticle"
title = "A truce"
creator = "Otto Pen"
publisher = "The Gazette"
date = 1933-05-09
source = "https://example.org/a"
licence = "Public domain"
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert str(caught.value).startswith(str(path))
    assert caught.value.hint
    return caught.value


@contextmanager
def limits(monkeypatch: pytest.MonkeyPatch, **values: str) -> Iterator[None]:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    load_settings.cache_clear()
    try:
        yield
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()


class TestOneDocument:
    def test_the_text_is_normalised(self, tmp_path: Path):
        path = write(tmp_path, "a.txt", "\ufeffPort E\u0301clair\r\nA truce\r")
        document = read_document(path)
        assert document.text == "Port Éclair\nA truce\n"
        assert document.sha256 == sha256(document.text)
        assert document.name == str(path)
        assert (document.kind, document.date, document.title) == (None, None, None)

    def test_what_source_toml_says(self, tmp_path: Path):
        write(tmp_path, "source.toml", NOTES)
        document = read_document(write(tmp_path, "a.txt", "A truce."))
        assert document.kind is DocumentKind.NEWS
        assert document.date == datetime.date(1933, 5, 9)
        assert (document.title, document.creator, document.publisher) == ("A truce", "Otto Pen", "The Gazette")
        assert (document.source, document.licence) == ("https://example.org/a", "Public domain")

    def test_what_the_user_says_goes_first(self, tmp_path: Path):
        write(tmp_path, "source.toml", NOTES)
        path = write(tmp_path, "a.txt", "A truce.")
        document = read_document(str(path), date=datetime.date(2000, 1, 1), kind=DocumentKind.REPORT)
        assert (document.date, document.kind) == (datetime.date(2000, 1, 1), DocumentKind.REPORT)
        assert document.title == "A truce"

    def test_source_toml_that_says_nothing_of_this_text(self, tmp_path: Path):
        write(tmp_path, "source.toml", NOTES)
        assert read_document(write(tmp_path, "b.txt", "Another truce.")).title is None

    def test_bad_source_toml_is_not_passed_over(self, tmp_path: Path):
        notes = write(tmp_path, "source.toml", "[[document]]\nfil = 'a.txt'\n")
        with pytest.raises(InputError) as caught:
            read_document(write(tmp_path, "a.txt", "A truce."))
        assert (caught.value.source, caught.value.line) == (str(notes), 2)

    def test_the_digest_is_that_of_the_normalised_text(self, tmp_path: Path):
        digest = sha256("Éclair\n")
        write(tmp_path, "source.toml", f'{NOTES}sha256 = "{digest.upper()}"\n')
        assert read_document(write(tmp_path, "a.txt", "E\u0301clair\r\n")).sha256 == digest

    def test_another_digest_is_refused_and_both_are_named(self, tmp_path: Path):
        write(tmp_path, "source.toml", f'{NOTES}sha256 = "{"0" * 64}"\n')
        error = refusal(write(tmp_path, "a.txt", "A truce."))
        assert "0" * 64 in str(error)
        assert sha256("A truce.") in str(error)

    def test_markdown_is_a_text(self, tmp_path: Path):
        assert read_document(write(tmp_path, "a.md", "# A truce\n")).text == "# A truce\n"

    @given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=200))
    def test_any_text_with_a_word_is_read_as_it_normalises(self, tmp_path_factory: pytest.TempPathFactory, text: str):
        text = f"{'the truce of the ' * 20}{text}"
        path = write(tmp_path_factory.mktemp("any"), "a.txt", text)
        assert read_document(path).text == normalise(text)


class TestRefusals:
    def test_missing(self, tmp_path: Path):
        assert "no such file" in str(refusal(tmp_path / "a.txt"))
        assert "no such file" in str(refusal(write(tmp_path, "b.txt", "x") / "a.txt"))

    def test_names_that_no_file_can_have(self, tmp_path: Path):
        assert "no such file" in str(refusal(tmp_path / "a\0.txt"))
        assert "cannot be read" in str(refusal(tmp_path / ("a" * 5000)))

    def test_folder(self, tmp_path: Path):
        assert "is a folder" in str(refusal(tmp_path))

    def test_pipe(self, tmp_path: Path):
        os.mkfifo(tmp_path / "pipe")
        assert "not a regular file" in str(refusal(tmp_path / "pipe"))

    def test_unreadable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = write(tmp_path, "a.txt", "A truce.")
        monkeypatch.setattr(Path, "open", refuse)
        assert "cannot be read: Permission denied" in str(refusal(path))

    def test_empty(self, tmp_path: Path):
        assert "the file is empty" in str(refusal(write(tmp_path, "a.txt", "")))

    @pytest.mark.parametrize("text", [" \n\t\n", "\ufeff", "\u200b\u00a0\n", "---\n***\n"])
    def test_blank(self, tmp_path: Path, text: str):
        assert "has no words" in str(refusal(write(tmp_path, "a.txt", text)))

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "cp1252"])
    def test_other_encodings_are_read(self, tmp_path: Path, encoding: str):
        text = "The truce of Port Éclair, “the second”, was kept by both sides.\n"
        assert read_document(write(tmp_path, "a.txt", text.encode(encoding))).text == text

    def test_half_a_surrogate_pair(self, tmp_path: Path):
        assert "no" in str(refusal(write(tmp_path, "a.txt", b"a \xed\xa0\x80")))

    def test_bytes_that_are_no_text_name_the_line(self, tmp_path: Path):
        error = refusal(write(tmp_path, "a.txt", b"A truce\n\x81\x8d\xff"))
        assert error.line == 2
        assert "byte 8 (0x81)" in str(error)

    @pytest.mark.parametrize("seed", range(20))
    def test_binary_junk(self, tmp_path: Path, seed: int):
        data = random.Random(seed).randbytes(5000)  # noqa: S311 - junk, no secret
        for name in ("a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a"):
            refusal(write(tmp_path, name, data))

    def test_another_language_is_named(self, tmp_path: Path):
        error = refusal(write(tmp_path, "a.txt", "Die Parteien vereinbaren einen sofortigen Waffenstillstand."))
        assert "is in German, which is not supported yet" in str(error)

    @pytest.mark.parametrize(("junk", "named"), [("\0", "U+0000"), ("\x1b", "U+001B"), ("\ufffe", "U+FFFE")])
    def test_characters_that_no_text_has(self, tmp_path: Path, junk: str, named: str):
        error = refusal(write(tmp_path, "a.txt", f"A truce\nin{junk}Port"))
        assert named in str(error)
        assert (error.line, error.offset) == (2, 10)

    def test_a_page_break_is_no_junk(self, tmp_path: Path):
        assert read_document(write(tmp_path, "a.txt", "A\fB\tC\n")).text == "A\fB\tC\n"

    def test_a_file_that_is_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        with limits(monkeypatch, FOEDERA_FILE_SIZE="1000000"):
            path = write(tmp_path, "a.txt", b"the truce " * 100_000)
            assert len(read_document(path).text) == 1_000_000
            error = refusal(write(tmp_path, "b.txt", b"the truce " * 100_000 + b"!"))
        assert "is larger than 1 MB" in str(error)
        assert "FOEDERA_FILE_SIZE" in str(error.hint)

    def test_a_text_that_is_too_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        with limits(monkeypatch, FOEDERA_TEXT_LENGTH="100"):
            assert read_document(write(tmp_path, "a.txt", "the truce " * 10))
            error = refusal(write(tmp_path, "b.txt", "the truce " * 11))
        assert "has 110 characters of text" in str(error)
        assert "FOEDERA_TEXT_LENGTH" in str(error.hint)

    def test_the_default_limit_is_50_mb(self, tmp_path: Path):
        assert "is larger than 50 MB" in str(refusal(write(tmp_path, "a.pdf", bytes(50_000_001))))


class TestMediaTypes:
    def test_every_media_type_has_a_reader(self):
        assert set(READERS) == set(MediaType)

    def test_the_original_is_kept_in_mind(self, tmp_path: Path):
        data = "\ufeffThe truce\r\n".encode()
        document = read_document(write(tmp_path, "a.txt", data))
        assert document.original == Original(sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain")
        assert document.sha256 == sha256("The truce\n")

    def test_what_source_toml_says_goes_before_what_the_file_says(self, tmp_path: Path):
        write(tmp_path, "source.toml", NOTES.replace("a.txt", "a.md").replace('publisher = "The Gazette"\n', ""))
        path = write(tmp_path, "a.md", "---\ntitle: Other\npublisher: The Herald\n---\nThe truce.\n")
        document = read_document(path)
        assert (document.title, document.publisher) == ("A truce", "The Herald")
        assert document.text == "The truce.\n"


class TestFolders:
    def test_without_source_toml_all_texts_below(self, tmp_path: Path):
        for name in ("b.md", "a.txt", "c.pdf", "d.jpg", ".hidden.txt", "sub/d.TXT", ".git/e.txt"):
            write(tmp_path, name, f"the truce {name}")
        assert [path.relative_to(tmp_path).as_posix() for path in expand([tmp_path])] == [
            "a.txt",
            "b.md",
            "c.pdf",
            "sub/d.TXT",
        ]

    def test_with_source_toml_the_documents_that_are_listed(self, tmp_path: Path):
        for name in ("two/z.txt", "two/a.txt", "two/unlisted.txt", "one/m.md", "stray.txt"):
            write(tmp_path, name, f"the truce {name}")
        write(tmp_path, "two/source.toml", "[[document]]\nfile = 'z.txt'\n[[document]]\nfile = 'a.txt'\ntitle = 'A'\n")
        write(tmp_path, "one/source.toml", "[[document]]\nfile = 'm.md'\n")
        documents = list(read_documents([tmp_path]))
        assert [document.text.split()[-1] for document in documents] == ["one/m.md", "two/a.txt", "two/z.txt"]
        assert documents[1].title == "A"

    def test_each_text_once_in_the_order_given(self, tmp_path: Path):
        first, second = write(tmp_path, "a.txt", "A truce."), write(tmp_path, "b.txt", "Another.")
        assert expand([second, tmp_path, tmp_path / "." / "a.txt"]) == (second, first)

    def test_date_and_kind_are_for_all(self, tmp_path: Path):
        write(tmp_path, "a.txt", "A truce.")
        write(tmp_path, "b.txt", "Another.")
        day = datetime.date(1933, 5, 9)
        documents = list(read_documents([tmp_path], date=day, kind=DocumentKind.NEWS))
        assert [(document.date, document.kind) for document in documents] == [(day, DocumentKind.NEWS)] * 2

    def test_a_folder_without_texts(self, tmp_path: Path):
        with pytest.raises(InputError, match="the folder holds no text"):
            expand([tmp_path])

    def test_a_path_that_is_not_there(self, tmp_path: Path):
        with pytest.raises(InputError, match="no such file"):
            expand([tmp_path / "nowhere"])

    def test_a_text_that_is_listed_but_not_there(self, tmp_path: Path):
        notes = write(tmp_path, "source.toml", "\n[[document]]\nfile = 'a.txt'\n")
        with pytest.raises(InputError) as caught:
            expand([tmp_path])
        assert (caught.value.source, caught.value.line) == (str(notes), 2)
        assert "describes 'a.txt', which is not there" in str(caught.value)


def test_the_seeds_are_the_texts_that_their_source_toml_describes():
    seeds = Path(__file__).parents[3] / "seeds"
    documents = list(read_documents([seeds]))
    described = [entry for path in sorted(seeds.rglob(FILE_NAME)) for entry in read_notes(path).documents]
    assert len(documents) == len(described) > 0
    assert all(entry.sha256 for entry in described)
    assert {document.sha256 for document in documents} == {entry.sha256 for entry in described}
