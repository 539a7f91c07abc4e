import asyncio
import gzip

import pytest

from api.cache import Kept, Key, ResultCache, fingerprint, key_of
from api.compress import LEAST
from api.engine import Question
from api.formats import GRAPHS, ROWS


def _key(number: int = 0, version: int = 0) -> Key:
    return Key(version, f"ASK {{ {number} }}", (None, None), ("json", None))


def _kept(size: int = 100) -> Kept:
    return Kept("text/csv", b"x" * size, fingerprint("text/csv", b"x" * size))


def test_what_is_put_is_found():
    cache = ResultCache(100_000)
    kept = _kept()
    assert cache.get(_key()) is None
    cache.put(_key(), kept)
    assert cache.get(_key()) is kept
    assert (cache.hits, cache.misses) == (1, 1)


def test_another_version_lets_go_of_all():
    cache = ResultCache(100_000)
    cache.put(_key(), _kept())
    assert cache.get(_key(version=1)) is None
    assert (len(cache), cache.used) == (0, 0)
    cache.put(_key(), _kept())  # of a query that was asked before the write
    assert len(cache) == 0


def test_the_bound_holds_and_the_last_used_stay():
    cache = ResultCache(60_000)
    cache.put(_key(0), _kept(3_000))
    for number in range(1, 100):
        cache.put(_key(number), _kept(3_000))
        assert cache.get(_key(0)) is not None
        assert cache.used <= cache.size
    assert cache.get(_key(1)) is None
    assert 5 < len(cache) < 20


def test_a_huge_answer_does_not_fill_it():
    cache = ResultCache(100_000)
    cache.put(_key(0), _kept())
    cache.put(_key(1), _kept(cache.most + 1))
    assert cache.get(_key(1)) is None
    assert cache.get(_key(0)) is not None


def test_putting_again_counts_once():
    cache = ResultCache(100_000)
    cache.put(_key(), _kept())
    used = cache.used
    cache.put(_key(), _kept())
    assert cache.used == used


def test_an_encoding_is_made_once_and_counted():
    cache = ResultCache(1_000_000)
    kept = _kept(LEAST)
    cache.put(_key(), kept)
    used = cache.used
    first, second = (asyncio.run(cache.encoded(_key(), kept, "gzip")) for _ in range(2))
    assert first is second
    assert gzip.decompress(first) == kept.body
    assert cache.used == used + len(first)


def test_tags_differ_by_bytes_type_and_encoding():
    kept = _kept(LEAST)
    tags = {kept.tag(None), kept.tag("gzip"), kept.tag("zstd"), _kept(LEAST + 1).tag(None)}
    other = Kept("text/html", kept.body, fingerprint("text/html", kept.body))
    assert len(tags | {other.tag(None)}) == 5
    assert _kept(10).tag("gzip") == _kept(10).tag(None)  # it is not packed at all


@pytest.mark.parametrize(
    "other",
    [
        Question("ASK { 1 }", ROWS[0], GRAPHS[0]),
        Question("ASK {}", ROWS[1], GRAPHS[0]),
        Question("ASK {}", ROWS[0], None),
        Question("ASK {}", ROWS[0], GRAPHS[0], ("u:a",)),
        Question("ASK {}", ROWS[0], GRAPHS[0], None, ("u:a",)),
        Question("ASK {}", ROWS[0], GRAPHS[0], (), ("u:a",)),
    ],
)
def test_other_questions_have_other_keys(other: Question):
    question = Question("ASK {}", ROWS[0], GRAPHS[0])
    assert key_of(other, 3) != key_of(question, 3) == key_of(Question("ASK  {} #", ROWS[0], GRAPHS[0]), 3)
    assert key_of(question, 3) != key_of(question, 4)


def test_what_may_not_be_kept_has_no_key():
    assert key_of(Question("SELECT (NOW() AS ?x) {}", ROWS[0], None), 1) is None
    assert key_of(Question("ASK {}", ROWS[0], None), None) is None
