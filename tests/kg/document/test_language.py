from pathlib import Path

import pytest

from kg.document.language import foreign_language, refuse_foreign
from kg.errors import InputError

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", "Les Parties conviennent de cesser toutes les hostilités dans la zone de séparation."),
        ("Spanish", "Las Partes acuerdan un alto el fuego bilateral y definitivo en todo el territorio nacional."),
        ("German", "Die Vertragsparteien verpflichten sich, ihre Truppen innerhalb von sieben Tagen abzuziehen."),
        ("Portuguese", "As Partes comprometem-se a retirar as suas forças da zona no prazo de sete dias."),
        ("Dutch", "De partijen komen overeen dat alle vijandelijkheden van die dag af worden gestaakt."),
        ("Swedish", "Parterna förbinder sig att dra tillbaka sina trupper från området inom sju dagar."),
        ("Turkish", "Taraflar ateşkes konusunda anlaşmaya varmış ve askerlerini geri çekmeyi kabul etmiştir."),
        ("Russian", "Стороны договорились о немедленном прекращении огня."),
        ("Ukrainian", "Сторони домовилися про негайне припинення вогню в Донецькій області."),
        ("Arabic", "اتفق الطرفان على وقف إطلاق النار فورا."),
        ("Chinese", "双方同意立即停火并撤出所有部队。"),
        ("Japanese", "両国は直ちに停戦することに合意した。"),
        ("Hebrew", "הצדדים הסכימו על הפסקת אש מיידית."),
        ("Polish", "Strony zobowiązują się do wycofania swoich wojsk ze strefy w ciągu siedmiu dni."),
    ],
)
def test_a_language_is_named(language: str, text: str):
    assert foreign_language(text) == language
    with pytest.raises(InputError, match=rf"a\.txt: is in {language}, which is not supported yet") as caught:
        refuse_foreign(text, source="a.txt")
    assert "translate" in str(caught.value.hint)


@pytest.mark.parametrize(
    "text",
    [
        "A truce",
        "Sylvania shall withdraw.",
        "Freedonia signs",
        "Mohammed al-Menfi, Aguila Saleh, Khaled al-Mishri",
        "Abiy Ahmed, Debretsion Gebremichael, Olusegun Obasanjo, Uhuru Kenyatta, Phumzile Mlambo-Ngcuka",
        "Ceasefire deal: Hudaydah, Taizz, Salif, Ras Issa",
        "1. 2. 3.",
        ", ".join(["Khalifa Haftar, Aguila Saleh, Riek Machar, Salva Kiir, Sadiq al-Mahdi, Minni Minnawi"] * 8),
        "Turkey, Russia sign ceasefire protocol",
        "Libya rivals meet in Bouznika, agree criteria for sovereign positions",
        "Treaty of Guadalupe Hidalgo signed at Villa de Guadalupe Hidalgo",
        "PM al-Kadhimi 14 May met FM Çavuşoğlu, discussed security cooperation, trade; no deal.",
    ],
)
def test_short_texts_and_texts_full_of_names_pass(text: str):
    assert foreign_language(text) is None


def test_a_treaty_with_a_foreign_quotation_passes():
    text = "The Parties shall keep the peace of the land, and by this treaty they bind their heirs. " * 3
    assert foreign_language(text + "Les Parties conviennent de cesser toutes les hostilités.") is None


def test_a_foreign_text_with_an_english_title_does_not_pass():
    text = "The Accord\n\n" + "Les Parties conviennent de cesser toutes les hostilités dans la zone. " * 5
    assert foreign_language(text) == "French"


def test_only_a_part_of_a_long_text_is_looked_at():
    english = "The Parties shall keep the peace of the land. "
    assert foreign_language(english * 20_000) is None
    spanish = (
        "Las Partes acuerdan retirar sus fuerzas de la zona. El Gobierno y la delegación convienen en que no habrá "
        "hostilidades durante el período de transición, y que se liberará a los presos. "
    )
    assert foreign_language(spanish * 5_000) == "Spanish"


def test_no_text_of_ours_is_refused():
    texts = sorted([*(ROOT / "tests" / "golden").rglob("*.txt"), *(ROOT / "seeds").rglob("*.txt")])
    assert texts
    assert {path.name: foreign_language(path.read_text(encoding="utf-8")) for path in texts} == {
        path.name: None for path in texts
    }
