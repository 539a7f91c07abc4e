"""Slugs: names as parts of IRIs."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.text.slug import slug


def test_a_slug_has_only_letters_digits_and_hyphens():
    assert slug("Sudan People's Liberation Movement–North") == "sudan-peoples-liberation-movement-north"
    assert slug("São Tomé and Príncipe") == "sao-tome-and-principe"


def test_names_without_latin_letters_differ():
    assert slug("Хезболла") != slug("Талибан")


def test_long_names_differ_by_their_ends():
    name = "Ceasefire and Transitional Security Arrangements " * 4
    assert slug(name + "North") != slug(name + "South")


@given(st.text(min_size=1))
def test_a_slug_can_always_stand_in_an_iri(name: str):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert len(slug(name)) <= 110
