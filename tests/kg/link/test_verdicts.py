from kg.link.links import Link, Verdict
from kg.link.linkset import linkset_graph, linkset_name
from kg.link.verdicts import count_kept, find_kept, verdict_update
from kg.settings import Settings
from kg.store.open import open_store

BASE = "https://example.org/id/"
NAME = linkset_name(BASE, "one", "other")
FOUND = [Link(f"{BASE}{left}", f"{BASE}{right}", 0.5, "same day", {}) for left, right in ("ax", "by")]


def test_links_are_found_by_what_they_name():
    with open_store(Settings(store="memory:")) as store:
        assert (count_kept(store, {}), find_kept(store, {}, limit=9)) == (0, [])
        store.replace({NAME: linkset_graph(NAME, FOUND, rejected={}, titles=("one", "other"), base=BASE)})
        assert count_kept(store, {}) == count_kept(store, {"graph": NAME}) == 2
        [first] = find_kept(store, {"subject": f"{BASE}a"}, limit=9)
        assert first == find_kept(store, {}, limit=1)[0] == find_kept(store, {"link": first.link}, limit=9)[0]
        assert find_kept(store, {}, limit=9, offset=1)[0].subject == f"{BASE}b"
        assert find_kept(store, {"subject": f"{BASE}a", "object": f"{BASE}y"}, limit=9) == []


def test_a_verdict_takes_the_place_of_the_words_of_the_one_before():
    with open_store(Settings(store="memory:")) as store:
        rejected = {(f"{BASE}a", f"{BASE}x"): Verdict(False, "N.")}
        store.replace({NAME: linkset_graph(NAME, [], rejected=rejected, titles=("one", "other"), base=BASE)})
        [kept] = find_kept(store, {}, limit=9)
        assert (kept.method, kept.verdict, kept.reviewer) == ("rejected by N.", "rejected", "N.")
        update = verdict_update(kept, Verdict(True, "O."), base=BASE)
        assert '"accepted by O."@en' in update
        assert "rejected by" not in update
