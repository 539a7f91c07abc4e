"""The meeting of which the preamble of an agreement tells."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.frames import Extraction

_TEXT = """Agreement between the Republic of Chad and the Republic of the Sudan

The Parties, having met at Nairobi from 3 to 5 May 2010 under the auspices of the African Union;

Have agreed as follows:

Article 1

The Parties shall withdraw their troops.

Done at Nairobi on 5 May 2010.
"""


def test_the_parties_met_where_and_when_the_preamble_says(extracted: Callable[..., Extraction]) -> None:
    found = extracted(_TEXT, "AGREEMENT")
    names = {frame.key: frame.label for frame in (*found.actors, *found.places)}
    (meeting,) = found.meetings
    assert {names[key] for key in meeting.participants} == {"Chad", "Sudan"}
    assert [names[key] for key in meeting.mediators] == ["African Union"]
    assert [names[key] for key in meeting.places] == ["Nairobi"]
    assert (meeting.start and meeting.start.lexical, meeting.until and meeting.until.lexical) == (
        "2010-05-03",
        "2010-05-05",
    )


def test_an_agreement_that_tells_of_no_meeting_has_none(extracted: Callable[..., Extraction]) -> None:
    text = _TEXT.replace("having met at Nairobi from 3 to 5 May 2010 under the auspices of the African Union", "as one")
    assert extracted(text, "AGREEMENT").meetings == ()
