from __future__ import annotations

import pytest

from kg.text.clean import SOFT_HYPHEN, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("the ‘de-escalation’ zone", "the 'de-escalation' zone"),
        ("“We agree,” he said", '"We agree," he said'),
        ("the parties’ forces", "the parties' forces"),
        ("a truce — of sorts – in Idlib", "a truce - of sorts - in Idlib"),
        ("#Turkey and #Russia", " Turkey and  Russia"),
        ("@envoy wrote", "@envoy wrote"),
        ("six\u00a0kilometres\u200b wide", "six kilometres  wide"),
        ("a\x00b\x0bc", "a b c"),
        ("It ended.[12] Talks[citation needed] go on.", "It ended.     Talks                  go on."),
        ("WAR AND PEACE", "WAR AND PEACE"),
        ("", ""),
    ],
)
def test_characters_become_plain_in_place(text: str, cleaned: str):
    assert clean(text) == cleaned


def test_numbers_and_bullets_become_blanks():
    assert clean("Agreed:\n- to stop;\n• to talk.") == "Agreed:\n  to stop;\n  to talk."
    assert clean("The sides shall (a) stop; (b) talk.") == "The sides shall     stop;     talk."
    assert clean("1. Stop.\n\n2. Talk.") == "   Stop.\n\n   Talk."


def test_references_keep_their_numbers():
    text = "The Parties shall act under paragraph 3 (b) of article 5 and Article 41 of the Charter."
    assert clean(text) == text


def test_a_line_end_inside_a_paragraph_becomes_a_blank_and_one_between_paragraphs_stays():
    text = "The forces of both sides shall leave\nthe zone at once.\n\nThe zone is open."
    assert clean(text) == "The forces of both sides shall leave the zone at once.\n\nThe zone is open."


def test_a_sentence_that_a_scan_tore_with_a_blank_line_is_mended():
    text = "Noting that the fighting hinders the creation of\n\nconditions for elections,"
    assert clean(text) == "Noting that the fighting hinders the creation of  conditions for elections,"


def test_a_word_broken_over_lines_stays_one_token():
    cleaned = clean("the end of Portuguese colonial-\nism in the region of the south")
    assert f"colonial-{SOFT_HYPHEN}ism" in cleaned


def test_a_compound_broken_over_lines_stays_two_words():
    assert "Secretary- General" in clean("a letter of the Secretary-\nGeneral of the United Nations")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("the report of 9 October 1984,?7 and noting", "the report of 9 October 1984,   and noting"),
        ("the letter of 3 May 1990,14 and noting", "the letter of 3 May 1990,   and noting"),
        ("a force of 1,500 men and 20,000 rifles", "a force of 1,500 men and 20,000 rifles"),
        ("in 1978, 20 soldiers died", "in 1978, 20 soldiers died"),
    ],
)
def test_footnote_digits_glued_to_a_comma_go_and_quantities_stay(text: str, cleaned: str):
    assert clean(text) == cleaned


def test_footnote_numbers_go_where_the_text_has_such_footnotes():
    text = (
        "The Security Council,\n\nHaving considered the reports 17 of the Committee of 17 March 1980,\n\n"
        "Taking note of the letter of 8 May 1980, 18\n\n1. Decides to send 18 observers.\n\n"
        "17 Ibid., document S/1.\n18 Ibid., document S/2.\n"
    )
    cleaned = clean(text)
    assert "the reports    of the Committee of 17 March 1980" in cleaned
    assert "8 May 1980,   \n" in cleaned
    assert "send 18 observers" in cleaned


def test_a_footnote_number_after_a_year_goes_only_in_a_text_with_footnotes():
    text = "The report of 19 March 1978, 20 approved by the Council, was read."
    assert clean(text) == text
    assert "1978,    approved" in clean(f"The Security Council,\n\n1. Notes {text}\n\n27 Ibid., document S/1.\n")
