from __future__ import annotations

import pytest

from kg.text.segment import Block, BlockKind, segment


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.exact) for block in segment(text)]


def numbered(text: str) -> list[tuple[str | None, str]]:
    return [(block.number, block.span.exact) for block in segment(text) if block.ordinal is not None]


def only(text: str, kind: BlockKind) -> list[Block]:
    return [block for block in segment(text) if block.kind is kind]


# News


def test_a_title_glued_to_the_first_paragraph_is_a_block_of_its_own():
    text = (
        "Rivals Agree to Pause Fighting After Ten Hours of Talks\n"
        "The two delegations agreed on Friday to pause the fighting for ten days, according to the mediator, "
        "who spoke to the press late at night.\n"
        "They will meet again in May, and until then both of them will keep the roads to the coast open for convoys."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "paragraph"]


def test_a_single_sentence_is_no_title():
    assert kinds("The two sides met in Oslo") == [("paragraph", "The two sides met in Oslo")]


@pytest.mark.parametrize(
    ("text", "dateline", "author"),
    [
        ("GENEVA (Reuters) - The sides met on Friday and agreed to go on.", "GENEVA (Reuters)", "Reuters"),
        ("TEHRAN, Dec. 2 (Xinhua) -- The envoy arrived on Friday for talks.", "TEHRAN, Dec. 2 (Xinhua)", "Xinhua"),
        ("Khartoum, 9 December 2018 – The parties met on Friday for talks.", "Khartoum, 9 December 2018", None),
        ("MOSCOW — The ministers met on Friday and agreed that they would go on.", "MOSCOW", None),
    ],
)
def test_a_dateline_is_cut_off(text: str, dateline: str, author: str | None):
    blocks = segment(text)
    assert [block.kind for block in blocks] == [BlockKind.DATELINE, BlockKind.PARAGRAPH]
    assert blocks[0].span.exact == dateline
    assert (blocks[0].author.exact if blocks[0].author else None) == author


def test_a_sentence_with_a_dash_has_no_dateline():
    assert [kind for kind, _ in kinds("The truce — the third this year — held on Friday.")] == ["paragraph"]


@pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "·"])
def test_bullets_hang_on_the_line_that_leads_them_in(bullet: str):
    text = f"The key points, per the mediator:\n{bullet} a truce for ten days;\n{bullet} talks in May.\nNobody signed."
    blocks = segment(text)
    assert [block.kind.value for block in blocks] == ["paragraph", "bullet", "bullet", "paragraph"]
    assert [(block.ordinal, block.parent) for block in blocks[1:3]] == [(1, 0), (2, 0)]
    assert blocks[1].span.exact == "a truce for ten days;"


def test_two_lists_of_bullets_count_from_one_each():
    text = "First list:\n- a truce;\n- talks.\nThe second list follows here:\n- elections;\n- a census."
    assert [block.ordinal for block in only(text, BlockKind.BULLET)] == [1, 2, 1, 2]


def test_a_post_has_the_author_of_the_by_line_after_it():
    text = (
        "The ministers met in the capital on Friday and talked for six hours about the roads, the ports, "
        "the prisoners and the missing.\n"
        "#Ruritania and #Freedonia agree to a truce pic.twitter.com/abc\n"
        "— Zenda Times (@zenda) March 5, 2020\n"
        "The opposition was not convinced that the truce would last, and said so in the evening news on the radio."
    )
    blocks = segment(text)
    assert [block.kind.value for block in blocks] == ["paragraph", "post", "byline", "paragraph"]
    assert blocks[1].span.exact == "#Ruritania and #Freedonia agree to a truce pic.twitter.com/abc"
    assert blocks[1].author is not None
    assert blocks[1].author.exact == "Zenda Times"
    assert blocks[2].parent == 1


def test_by_lines_and_time_stamps_stand_apart():
    text = (
        "Rivals Agree to Pause Fighting\nBy Jane Doe\nMarch 5, 2021\n\nThe two sides agreed on Friday to stop.\n\n"
        "Tom Fool\nThu, 03/05/2020 – 15:35\nvia Zenda News https://example.org/1"
    )
    blocks = only(text, BlockKind.BYLINE)
    assert [block.author.exact if block.author else None for block in blocks] == [
        "Jane Doe",
        None,
        "Tom Fool",
        None,
        "Zenda News",
    ]


def test_a_sentence_that_begins_with_by_is_no_by_line():
    text = "The sides met in Oslo on Monday to talk.\n\nBy Friday, the UN envoy had a draft."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


# Digests


def test_a_digest_is_cut_at_the_joints_and_keeps_the_sources():
    text = (
        "The talks ended on Friday..... Meanwhile, the truce held. ; SCR: On 3 May, the sides met. "
        "OSESGY: The parties can talk. They did."
    )
    blocks = segment(text)
    assert [(b.author.exact if b.author else None, b.span.exact) for b in blocks] == [
        (None, "The talks ended on Friday."),
        (None, "Meanwhile, the truce held."),
        ("SCR", "On 3 May, the sides met."),
        ("OSESGY", "The parties can talk. They did."),
    ]


def test_a_headline_before_a_digest_is_its_title():
    text = "Envoy mediates between rivals after seizure of island… . The envoy travelled there on 4 May."
    assert kinds(text) == [
        ("title", "Envoy mediates between rivals after seizure of island…"),
        ("paragraph", "The envoy travelled there on 4 May."),
    ]


# Encyclopaedia


def test_headings_of_an_encyclopaedia_are_told_from_text():
    text = "== Background ==\n\nThe war began in 2001.[12]\n\nPeace talks\n\nTalks were held in Oslo in 2003.\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph", "heading", "paragraph"]


# Treaties

_TWO = "The Parties shall live in peace.", "This treaty enters into force today."


@pytest.mark.parametrize(
    ("one", "two", "numbers"),
    [
        ("ARTICLE 1.\n\n", "ARTICLE 2.\n\n", ["1", "2"]),
        ("ARTICLE I.\n\n", "ARTICLE II.\n\n", ["I", "II"]),
        ("ART. I. ", "ART. II. ", ["I", "II"]),
        ("Article I. ", "Article II. ", ["I", "II"]),
        ("ARTICLE 1 ", "ARTICLE 2 ", ["1", "2"]),
        ("Article 1\n", "Article 2\n", ["1", "2"]),
        ("Article 1 - ", "Article 2 - ", ["1", "2"]),
        ("ARTICLE THE FIRST\n\n", "ARTICLE THE SECOND\n\n", ["FIRST", "SECOND"]),
        ("Article First. ", "Article Second. ", ["First", "Second"]),
        ("Art. 1st. ", "Art. 2d. ", ["1st", "2d"]),
        ("Section 1. ", "Section 2. ", ["1", "2"]),
        ("§ 1 ", "§ 2 ", ["1", "2"]),
        ("“ARTICLE I.\n\n", "“ARTICLE II.\n\n", ["I", "II"]),
    ],
)
def test_headings_of_articles_of_all_styles(one: str, two: str, numbers: list[str]):
    text = f"Treaty of Zenda\n\n{one}{_TWO[0]}\n\n{two}{_TWO[1]}"
    articles = only(text, BlockKind.ARTICLE)
    assert [(block.number, block.ordinal, block.span.exact) for block in articles] == [
        (numbers[0], 1, _TWO[0]),
        (numbers[1], 2, _TWO[1]),
    ]


def test_articles_run_together_on_one_line_are_cut():
    text = (
        "ARTICLE 1 The Parties stop firing. ARTICLE 2 They withdraw as article 1 of the Protocol asks. "
        "ARTICLE 3 They talk."
    )
    assert numbered(text) == [
        ("1", "The Parties stop firing."),
        ("2", "They withdraw as article 1 of the Protocol asks."),
        ("3", "They talk."),
    ]


def test_an_article_keeps_its_title_apart():
    text = (
        "Article 1\nWithdrawal of forces\nThe forces shall leave.\n\n"
        "Article 2: Prisoners\nThe prisoners shall be freed.\n"
    )
    articles = only(text, BlockKind.ARTICLE)
    assert [(block.heading.exact if block.heading else None, block.span.exact) for block in articles] == [
        ("Withdrawal of forces", "The forces shall leave."),
        ("Prisoners", "The prisoners shall be freed."),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "The Parties shall act under Article 41\nof the Charter and under paragraph 3\nof this article.",
        "The Parties recall that the Council met in accordance with\nArticle 7. The Council shall meet again.",
        "The Parties shall act as paragraphs 1 (a) and (b) of article 5 say, and as article 2 (c)\nand (d) say.",
        "The Parties recall resolutions 425 (1978), 501\n(1982) and 1514\n(XV) of 12 October\n1960.",
        "The Parties shall withdraw by 12 October, and pay 300\ndollars for each of the\n40 carts.",
    ],
)
def test_references_dates_and_quantities_are_no_numbers_of_blocks(reference: str):
    text = f"Treaty of Zenda\n\nArticle 1\n\n{reference}\n\nArticle 2\n\n{_TWO[1]}"
    assert numbered(text) == [("1", reference), ("2", _TWO[1])]


def test_points_inside_an_article_are_its_children():
    text = (
        "Treaty of Zenda\n\nARTICLE 1\n\n"
        "1. Each Party shall: (a) free the prisoners; and (b) in the zone (i) disarm; (ii) report.\n"
        "2. The Parties shall meet yearly.\n\nARTICLE 2\n\nThis treaty ends in 1999."
    )
    blocks = segment(text)
    got = [(b.kind.value, b.number, b.ordinal, b.level, b.span.exact) for b in blocks if b.number]
    assert got == [
        ("article", "1", 1, 0, text[text.index("1. Each") : text.index("\n\nARTICLE 2")]),
        ("item", "1", 1, 1, text[text.index("Each") : text.index("\n2. ")]),
        ("item", "1(a)", 1, 2, "free the prisoners; and"),
        ("item", "1(b)", 2, 2, "in the zone (i) disarm; (ii) report."),
        ("item", "1(b)(i)", 1, 3, "disarm;"),
        ("item", "1(b)(ii)", 2, 3, "report."),
        ("item", "2", 2, 1, "The Parties shall meet yearly."),
        ("article", "2", 2, 0, "This treaty ends in 1999."),
    ]
    assert [blocks[b.parent].number for b in blocks if b.parent is not None] == ["1", "1", "1", "1(b)", "1(b)", "1"]


@pytest.mark.parametrize(
    "marks",
    [
        ("1) ", "2) "),
        ("(1) ", "(2) "),
        ("a) ", "b) "),
        ("i) ", "ii) "),
        ("First. ", "Second. "),
        ("1st. ", "2d. "),
        ("I. ", "II. "),
        ("A. ", "B. "),
        ("l. ", "2. "),
    ],
)
def test_lists_of_all_styles_hang_on_their_lead(marks: tuple[str, str]):
    text = (
        f"The two sides agreed on the following:\n\n{marks[0]}The forces leave.\n\n{marks[1]}The prisoners are freed."
    )
    blocks = segment(text)
    assert [(b.ordinal, b.span.exact, b.parent) for b in blocks[1:]] == [
        (1, "The forces leave.", 0),
        (2, "The prisoners are freed.", 0),
    ]


def test_a_list_inside_a_sentence_ends_with_the_sentence():
    text = "The steps are: (a) a truce; (b) talks; and (c) elections. The envoy was pleased."
    assert [b.span.exact for b in segment(text)] == [
        "The steps are:",
        "a truce;",
        "talks; and",
        "elections.",
        "The envoy was pleased.",
    ]


def test_a_list_whose_last_point_has_no_comma_before_it():
    text = "The sides will (1) stop fighting, (2) free prisoners and (3) open the roads."
    assert numbered(text) == [("1", "stop fighting,"), ("2", "free prisoners and"), ("3", "open the roads.")]


def test_a_numbered_point_keeps_its_title_apart():
    text = (
        "MEMORANDUM\n\nWHEREAS the Parties desire peace;\n\nAND WHEREAS they are tired;\n\n"
        "NOW THEREFORE the Parties agree as follows:\n\n1. Ceasefire\n\n1.1. The Parties cease fire.\n\n"
        "1.2. They withdraw.\n\n2. Prisoners\n\nAll prisoners shall be released."
    )
    blocks = segment(text)
    assert [block.kind.value for block in blocks[:4]] == ["title", "preamble", "preamble", "preamble"]
    assert [(b.number, b.heading.exact if b.heading else None) for b in blocks[4:]] == [
        ("1", "Ceasefire"),
        ("1.1", None),
        ("1.2", None),
        ("2", "Prisoners"),
    ]
    assert blocks[-1].span.exact == "All prisoners shall be released."


def test_news_about_an_agreement_is_no_agreement():
    text = (
        "The agreement between the two sides was signed on Thursday.\n\n"
        "Signed in Oslo after six hours, the deal took effect at midnight.\n\n"
        "Adopted by parliament in 2012, the constitution was never applied."
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph"] * 3


def test_decimal_numbers_stand_under_their_whole():
    text = (
        "1. Security\n1.1 The Parties shall disarm.\n1.2 The Parties shall report.\n"
        "2. Politics\n2.1 Elections shall be held."
    )
    assert [(b.number, b.level) for b in segment(text)] == [("1", 0), ("1.1", 1), ("1.2", 1), ("2", 0), ("2.1", 1)]


def test_chapters_are_headings_between_articles():
    text = "CHAPTER I\n\n§ 1. The Parties cease fire.\n\nCHAPTER II\n\n§ 2. The Parties withdraw.\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "article", "heading", "article"]


def test_preamble_closing_and_signatures_of_a_treaty():
    text = (
        "A convention entered into at Zenda, between the King of Ruritania and the Freedonian nation.\n\n"
        "ARTICLE 1.\n\nThe nation cedes its islands to the King.\n\n"
        "In testimony whereof, the commissioners have signed, this sixth day of July 1820.\n\n"
        "R. Elphberg, secretary,\n\nG. Firefly"
    )
    assert [kind for kind, _ in kinds(text)] == ["preamble", "article", "closing", "signature", "signature"]


def test_clauses_of_a_preamble_are_blocks_also_when_glued():
    text = (
        "Protocol on Prisoners\n\nThe Republic of Ruritania and the Kingdom of Freedonia, as guarantors, "
        "Recalling the Accord of 3 May 1990, Reaffirming the unity of Zenda,\n\nHave agreed as follows:\n\n"
        "1. The prisoners shall be freed.\n\n2. They shall go home.\n\nDone at Zenda on 5 March 1994."
    )
    blocks = segment(text)
    assert [block.kind.value for block in blocks] == ["title", *["preamble"] * 4, "item", "item", "closing"]
    assert blocks[2].span.exact == "Recalling the Accord of 3 May 1990,"
    assert [block.parent for block in blocks[5:7]] == [4, 4]


def test_a_news_paragraph_that_begins_with_a_participle_is_no_preamble():
    text = "Recalling the war, the minister wept.\n\nHaving failed to agree, the two sides left Oslo on Friday."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


# Resolutions

_RESOLUTION = """Resolution 999 (1999)
of 3 May 1999

The Security Council,

Recalling its resolutions 425 (1978), 426 (1978), 501
(1982) and 508 (1982),

Noting with concern that:

(a) Civilians suffer,

(b) Aid is blocked,

l. Calls upon all parties to stop;

2. Requests the Secretary-General:

(a) To report;

(6) To appoint an envoy;

3, Decides to remain seized of the matter.

Adopted at the 4000th meeting
by 13 votes to none, with
2 abstentions (Ruritania, Kingdom
of Freedonia).

27 Ibid., document S/16776.
28 Ibid., document S/16772.
"""


def test_a_resolution_falls_into_its_parts():
    blocks = segment(_RESOLUTION)
    assert [(b.kind.value, b.number) for b in blocks] == [
        ("title", None),
        ("preamble", None),
        ("preamble", None),
        ("preamble", None),
        ("preamble", "a"),
        ("preamble", "b"),
        ("item", "1"),
        ("item", "2"),
        ("item", "2(a)"),
        ("item", "2(b)"),
        ("item", "3"),
        ("adoption", None),
        ("footnote", "27"),
        ("footnote", "28"),
    ]
    assert blocks[6].parent == blocks[10].parent == 1
    assert blocks[4].parent == 3
    assert blocks[8].parent == 7


def test_operative_paragraphs_without_numbers_are_items():
    text = (
        "The General Assembly,\n\nDeeply concerned by the fighting,\n\nCalls upon all parties to stop;\n\n"
        "Solemnly warns both of them.\n\nAdopted at the 12th plenary meeting."
    )
    blocks = segment(text)
    assert [(b.kind.value, b.number, b.ordinal) for b in blocks] == [
        ("preamble", None, None),
        ("preamble", None, None),
        ("item", None, 1),
        ("item", None, 2),
        ("adoption", None, None),
    ]


def test_a_paragraph_after_the_organ_without_a_blank_line_is_a_block():
    text = (
        "Resolution 9 (1990)\nof 6 August 1990\n\n"
        "The Security Council,\nReaffirming its resolution 8 (1990),\n\n1. Decides to act."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "preamble", "preamble", "item"]


# Edges


@pytest.mark.parametrize("text", ["", " \n\n\t", "...", "()\n-\n", "\u00a0"])
def test_nothing_to_say_gives_no_blocks(text: str):
    assert segment(text) == ()
