"""Our own agreements are linked with those of others, also the earlier ones that a text only names."""

import datetime
from pathlib import Path

from kg.ingest.ingest import ingest
from kg.link.agreements import pairs
from kg.link.kinds import KINDS, Linked
from kg.link.links import links
from kg.link.own import own_agreements
from kg.link.record import AgreementRecord
from kg.link.weights import shipped
from kg.settings import Settings
from kg.store.open import open_store

BASE = "https://w3id.org/foedera/id/"
TEXT = """Protocol to the Memorandum on Calm in the Border Area

Kenya and Uganda,
Recalling the Memorandum of 4 May 2017 and the Memorandum of 17 September 2018,
have agreed on the following:
1. The Parties shall stop all military actions along the line of contact from 00:01 on 6 March 2020.

Done at Nairobi on 5 March 2020.
"""


def test_an_earlier_agreement_is_about_the_states_of_the_one_that_names_it(tmp_path: Path):
    path = tmp_path / "protocol.txt"
    path.write_text(TEXT)
    with open_store(Settings(store="memory:")) as store:
        ingest([path], store, base=BASE, date=datetime.date(2020, 3, 5))
        own = {str(record.date): record for record in own_agreements(store, BASE) if record.date is not None}
    assert own.keys() == {"2017-05-04", "2018-09-17", "2020-03-05"}
    assert own["2017-05-04"].countries == own["2020-03-05"].countries != frozenset()
    kenya = min(own["2020-03-05"].countries)
    others = [
        AgreementRecord(f"{BASE}import/x/{day}", (title,), datetime.date.fromisoformat(day), frozenset({kenya}))
        for day, title in (
            ("2017-05-04", "Memorandum on the Border Area"),
            ("2018-09-17", "Memorandum on Calm in the Border Area"),
            ("2020-03-05", "Protocol to the Memorandum on Calm in the Border Area"),
            ("2020-03-12", "Trade Agreement"),
        )
    ]
    made = links(pairs(list(own.values()), others), shipped(KINDS[Linked.AGREEMENTS]), 0.5, method="test")
    assert {(link.left, link.right[-10:]) for link in made} == {(own[day].iri, day) for day in sorted(own)}
