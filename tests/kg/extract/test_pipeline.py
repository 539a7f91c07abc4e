"""The whole of extraction: whatever the text, frames are sound, evidence is true and the same twice."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.frames import Extraction, RelationKind
from kg.extract.pipeline import extract
from kg.graph.builder import build
from kg.text.normalise import normalise

BASE = "https://example.org/id/"
DAY = datetime.date(2021, 3, 4)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

ARTICLE = """Chad and Sudan Agree to Truce After Border Clashes

By Amina Saleh
March 4, 2021

TRIPOLI, 4 March 2021 — Chad and Sudan signed a truce in Tripoli on Monday after six hours of talks hosted by Libya.

President Idris Maham of Chad said that the two sides had agreed to withdraw their troops 10 km from the Adré road
within 7 days. “No soldier will stay,” he said. Sudan’s Defence Ministry denied that it had shelled Adré.

Under the truce:

- all prisoners of war will be released by 1 April 2021;
- joint patrols will start along the A4 road;
- the parties shall not fly aircraft over the border.

Rebels of the Zande People’s Front (ZPF) killed 12 civilians and wounded 30 near Abéché on 27 February, according to
the United Nations. The ZPF rejected the truce. Analysts expect that it will fail.

#Chad and #Sudan stop the fighting pic.twitter.com/abc
— Sahel Times (@saheltimes) March 2, 2021
"""

TREATY = """Additional Protocol to the Memorandum on the Adré Valley

The Republic of Chad and the Republic of Sudan,

Reaffirming the sovereignty and territorial integrity of Libya,

Recalling the Tripoli Accord of 8 February 2006,

Have agreed as follows:

Article 1

The Parties shall:

(a) withdraw their artillery 10 km from the A4 road within 7 days;

(b) refrain from flights over the border.

Article 2

1. Sudan may use the wells of Adré from 1 April 2021. Chad shall not close the road.

2. A Joint Commission, which shall report every month, shall be established by the Parties.

Article 3

This Protocol shall enter into force on 15 March 2021.

Done at Tripoli on 4 March 2021, in two originals.

Idris Maham, for the Republic of Chad
Omar Bashar, for the Republic of Sudan
"""


def check(found: Extraction) -> None:
    """Check what must hold of every extraction."""
    text = found.document.text
    groups = (
        found.actors,
        found.places,
        found.offices,
        found.agreements,
        found.meetings,
        found.clauses,
        found.commitments,
        found.incidents,
        found.events,
        found.claims,
    )
    for group in groups:
        for frame in group:
            assert frame.evidence, frame
            for span in frame.evidence:
                span.verify(text)
    keys = Counter(frame.key for group in groups for frame in group)
    assert [key for key, count in keys.items() if count > 1] == []
    assert {key for claim in found.claims for key in claim.about} <= set(keys)
    told = {key for claim in found.claims for key in claim.about}
    assert {f.key for f in (*found.agreements, *found.meetings, *found.commitments, *found.incidents)} <= told
    for commitment in found.commitments:
        assert commitment.themes
        for quantity in commitment.quantities:
            for span in quantity.evidence:
                span.verify(text)
    graph = build(found, base=BASE).graph
    assert len(graph) > 0


def read(text: str, kind: DocumentKind | None = None, day: datetime.date | None = DAY) -> Extraction:
    return extract(SourceDocument(text=normalise(text), kind=kind, date=day))


#: Letters of several scripts, and words and marks that rules look for.
PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        re.findall(
            r"\n+|\S+",
            "Chad Sudan shall not agreed to withdraw that the Parties may . , ; : ( ) — “ ” # @\n\nArticle 1\n(a) - • "
            "Resolution 9001 (2031) Reaffirming whereas on 4 March 2021 within 7 days 10 km said killed 12 in Tripoli "
            "between and with by according to met talks truce Treaty Done at https://x.y 🙂 ﷺ ẞ \u0301 \u200f",
        )
    ),
)


def test_an_empty_treaty_has_no_frames() -> None:
    check(read("", DocumentKind.AGREEMENT))


@SLOW
@given(st.lists(PIECES, max_size=60).map(" ".join), st.sampled_from([None, *DocumentKind]))
def test_any_text_gives_sound_frames(text: str, kind: DocumentKind | None) -> None:
    assume(normalise(text))
    found = read(text, kind)
    check(found)
    assert read(text, kind) == found


@SLOW
@given(st.text(max_size=300))
def test_any_unicode_gives_sound_frames(text: str) -> None:
    check(read(text))


@SLOW
@given(
    st.lists(
        st.sampled_from([piece for text in (ARTICLE, TREATY) for piece in re.findall(r"\n+|[^.,;:\n]+[.,;:]*", text)]),
        max_size=40,
    ).map("".join),
    st.sampled_from([None, *DocumentKind]),
)
def test_any_shuffle_of_sound_texts_gives_sound_frames(text: str, kind: DocumentKind | None) -> None:
    assume(normalise(text))
    check(read(text, kind))


@pytest.mark.parametrize(
    ("text", "kind"), [(ARTICLE, DocumentKind.NEWS), (TREATY, DocumentKind.AGREEMENT), (TREATY, None)]
)
def test_every_thirty_seventh_prefix(text: str, kind: DocumentKind | None) -> None:
    for end in range(37, len(text), 37):
        check(read(text[:end], kind))


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("text", [ARTICLE, TREATY])
def test_two_runs_are_equal_whatever_the_kind(text: str, kind: DocumentKind) -> None:
    found = read(text, kind)
    check(found)
    assert read(text, kind) == found


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Chad", "…", "🙂" * 200, "(" * 500, "a " * 3000, "Chad and " * 300])
def test_poor_texts_have_few_frames(text: str) -> None:
    found = read(text)
    check(found)
    assert found.agreements == found.commitments == found.meetings == ()


def test_windows_line_ends_and_composed_letters_change_nothing() -> None:
    plain = read(ARTICLE, DocumentKind.NEWS)
    other = read(ARTICLE.replace("\n", "\r\n").replace("é", "e\u0301"), DocumentKind.NEWS)
    assert other == plain


def test_without_a_day_relative_dates_are_left_out() -> None:
    found = read("Chad and Sudan signed a truce on Monday.", DocumentKind.NEWS, None)
    assert [a.signed_on for a in found.agreements] == [None]


def test_the_article_in_short(labels: Callable[..., frozenset[str]]) -> None:
    found = read(ARTICLE, DocumentKind.NEWS)
    assert found.document.creator == "Amina Saleh"
    main = found.agreements[0]
    assert main.type == "ceasefire"
    assert labels(found, main.parties) == {"Chad", "Sudan"}
    assert main.signed_on is not None
    assert main.signed_on.lexical == "2021-03-01"
    assert labels(found, main.signed_at) == {"Tripoli"}
    assert {c.agreement for c in found.commitments} == {main.key}
    assert found.commitments[0].themes == ("ceasefire",)
    withdrawal = next(c for c in found.commitments if "withdrawal" in c.themes)
    assert withdrawal.due_by is not None
    assert withdrawal.due_by.lexical == "2021-03-08"  # seven days from the signature on the first
    (incident,) = [i for i in found.incidents if i.killed is not None]
    assert (incident.killed, incident.wounded) == (12, 30)
    meeting = found.meetings[0]
    assert meeting.duration == "PT6H"
    assert labels(found, meeting.mediators) == {"Libya"}
    said = {label for claim in found.claims for label in labels(found, claim.claimants)}
    assert {"Sudan's Defence Ministry", "Idris Maham", "United Nations", "Sahel Times"} <= said


def test_the_treaty_in_short(labels: Callable[..., frozenset[str]]) -> None:
    found = read(TREATY, DocumentKind.AGREEMENT, None)
    main = found.agreements[0]
    assert main.type == "protocol"
    assert labels(found, main.parties) == {"Chad", "Sudan"}
    assert labels(found, main.signed_at) == {"Tripoli"}
    assert main.signed_on is not None
    assert main.signed_on.lexical == "2021-03-04"
    assert {relation.kind for relation in main.relations} == {RelationKind.SUPPLEMENTS, RelationKind.RECALLS}
    acts = [(c.modality.value, labels(found, c.obligors)) for c in found.commitments]
    both = {"Chad", "Sudan"}
    assert acts[:5] == [
        ("Affirmation", both),
        ("Obligation", both),
        ("Prohibition", both),
        ("Permission", {"Sudan"}),
        ("Prohibition", {"Chad"}),
    ]
    withdrawal = found.commitments[1]
    assert 10 in [q.value for q in withdrawal.quantities]
    assert {clause.number for clause in found.clauses} >= {"1", "2", "3", "a", "b"}


def test_a_treaty_enters_into_force_on_its_day() -> None:
    found = read(TREATY, DocumentKind.AGREEMENT, None)
    assert found.agreements[0].effective_from is not None
    assert found.agreements[0].effective_from.lexical == "2021-03-15"


def test_who_signed_is_a_signatory(labels: Callable[..., frozenset[str]]) -> None:
    found = read(TREATY, DocumentKind.AGREEMENT, None)
    assert labels(found, found.agreements[0].signatories) == {"Idris Maham", "Omar Bashar"}


@pytest.mark.parametrize("town", ["PARIS", "BANGUI", "MOSCOW"])
def test_a_ministry_whose_state_only_the_dateline_tells_is_sound(town: str) -> None:
    found = read(f"{town}, 3 May 2012 - Shells hit the town on Wednesday, the defence ministry said.\n")
    check(found)
    assert build(found, base="https://example.org/id/").graph
    assert any(actor.type == "GovernmentBody" for actor in found.actors)
