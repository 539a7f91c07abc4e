import datetime
import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.gold import Gold, Item, read_gold, read_golds


def test_an_annotation(gold: Gold, text: str):
    assert (gold.name, gold.genre, gold.date, gold.half) == ("pact", "news article", datetime.date(2031, 6, 10), None)
    assert gold.text == text
    assert [len(gold.items(family)) for family in ("agreements", "commitments", "discrepancies", "nothing")] == [
        1,
        3,
        0,
        0,
    ]


def test_who_bears_a_name(gold: Gold):
    assert [gold.actor(name) for name in ("norvian", "Judge Ada Finch", "Radio Gull", "nobody")] == [0, 2, 3, None]


def test_a_name_goes_before_a_spelling(folder: Path):
    actors = [
        {"name": "Norvian Guard", "type": "ArmedGroup", "aliases": ["Norvia"]},
        {"name": "Norvia", "type": "State", "aliases": []},
    ]
    (folder / "pact.gold.json").write_text(json.dumps({"actors": actors}))
    assert read_gold(folder / "pact.gold.json").actor("Norvia") == 1


def test_where_the_evidence_is(gold: Gold, text: str):
    (start, end), *others = gold.spans(gold.items("commitments")[1])
    assert (text[start:end], others) == ("Estmark may keep ten observers there", [])


def test_which_occurrence_and_other_wordings(gold: Gold, text: str):
    item = Item({"evidence": "Norvia", "occurrence": 1, "also": ["Estmark", "not there"]})
    second = text.index("Norvia", text.index("Norvia") + 1)
    assert gold.spans(item) == [(second, second + 6)]
    assert gold.spans(item, also=True) == [(second, second + 6), (text.index("Estmark"), text.index("Estmark") + 7)]
    several = Item({"evidence": ["Radio Gull", {"text": "Norvia", "occurrence": 1}]})
    assert gold.spans(several) == [(text.index("Radio"), text.index("Radio") + 10), (second, second + 6)]
    assert several.words == "Radio Gull … Norvia"


def test_slots():
    item = Item({"one": "a", "many": ["a", "b"], "none": None, "number": 0})
    assert [item.names(slot) for slot in ("one", "many", "none", "absent")] == [("a",), ("a", "b"), (), ()]
    assert [item.value(slot) for slot in ("one", "none", "number")] == ["a", None, "0"]


def test_only_some_and_their_halves(folder: Path):
    for suffix in ("txt", "gold.json"):
        (folder / f"other.{suffix}").write_bytes((folder / f"pact.{suffix}").read_bytes())
    (folder / "SPLIT.toml").write_text('development = ["pact"]\ncheck = ["other"]\n')
    assert [(gold.name, gold.half) for gold in read_golds(folder)] == [("other", "check"), ("pact", "development")]
    assert [gold.name for gold in read_golds(folder, ("pact",))] == ["pact"]
    assert read_golds(folder)[0].genre == "unknown genre"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("pact.gold.json", "{", "is not JSON"),
        ("pact.gold.json", "[]", "must be an object"),
        ("pact.gold.json", '{"actors": [{}]}', "is no annotation"),
        ("pact.gold.json", '{"actors": ["Norvia"]}', "is no annotation"),
        ("pact.meta.json", '{"document_date": "Thursday"}', "'Thursday', which is no day"),
        ("SPLIT.toml", "check = [", "is not TOML"),
    ],
)
def test_what_cannot_be_read(folder: Path, name: str, content: str, said: str):
    (folder / name).write_text(content)
    with pytest.raises(InputError, match=said) as caught:
        read_golds(folder)
    assert name in str(caught.value)


def test_texts_that_are_missing_or_not_text(folder: Path):
    (folder / "pact.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        read_golds(folder)
    (folder / "pact.txt").unlink()
    with pytest.raises(InputError, match=r"pact\.txt.*cannot be read"):
        read_golds(folder)


def test_folders_without_what_is_asked_for(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    with pytest.raises(InputError, match="no annotation named 'else'") as caught:
        read_golds(folder, ("else",))
    assert "pact" in (caught.value.hint or "")
    with pytest.raises(InputError, match="no annotated text"):
        read_golds(tmp_path_factory.mktemp("empty"))
