"""What of a translation can be held against its original: figures, names, negations, and whether it is one at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dialogue import head
from summarizer.language_names import NAMES
from summarizer.models import Reason
from summarizer.translated import LONGEST, Original, faults, faults_in_any, none_at_all, other_than, without_title_case

ARTICLE = (
    "The lock at Tarn Weir stuck for nine hours. Councillor Una Brandl said on Monday that nobody had warned the town. "
    "Piet Osk of Veld Marine wrote to Councillor Brandl on 12 May. The Tarn Boatmen’s Guild warned the River Office. "
    "Ravi Menon had told Greta Holm of the crack. Brandl went to Germany with Lucas Fenn."
)
PEOPLE = ("Una Brandl", "Piet Osk", "Ravi Menon", "Greta Holm", "The Tarn Boatmen’s Guild", "the lock keeper")
WROTE = "Piet Osk wrote to Councillor Brandl on 12 May."


def found(original: str, translation: str, language: str, own: str = "en") -> list[Reason]:
    given = Original(original, own, (ARTICLE,), PEOPLE)
    return list(dict.fromkeys(reason for reason, _ in faults(translation, language, given)))


@pytest.mark.parametrize(
    ("original", "translation", "language"),
    [
        ("The lock stuck for nine hours.", "L’écluse s’est bloquée neuf heures.", "fr"),
        (WROTE, "Piet Osk schrieb am 12. Mai an Stadträtin Brandl.", "de"),
        (WROTE, "Piet Osk a écrit à la conseillère Brandl le 12 mai.", "fr"),
        (WROTE, "Piet Osk napisał 12 maja do radnej Brandl.", "pl"),
        (WROTE, "Пит Оск написал советнице Брандль 12 мая.", "ru"),
        ("Brandl’s letter never came.", "Brandls Brief kam nie an.", "de"),
        ("The Tarn Boatmen’s Guild warned on Monday.", "Die Schiffergilde Tarn warnte am Montag.", "de"),
        ("Brandl went to Germany with Lucas Fenn.", "Brandl est allée en Allemagne avec Lucas Fenn.", "fr"),
        ("Una Brandl: nobody had warned it.", "Una Brandl : personne ne l’avait avertie.", "fr"),
        ("Did the River Office know?", "Le Bureau des rivières le savait-il ?", "fr"),
        (
            "Inspector Greta Holm of the Marine Safety Board would not name a cause.",
            "L’inspectrice Greta Holm de la Direction de la sécurité maritime n’a pas voulu citer de cause.",
            "fr",
        ),
        ("The gate could one day trap boats.", "Das Tor könne eines Tages Boote einschließen.", "de"),
        ("The lock cost £4.9 million.", "Die Schleuse kostete 4,9 Millionen Pfund.", "de"),
    ],
)
def test_a_good_translation_has_no_fault(original: str, translation: str, language: str) -> None:
    assert found(original, translation, language) == []


@pytest.mark.parametrize(
    ("original", "translation", "language", "reason"),
    [
        pytest.param(
            "The lock stuck for nine hours.",
            "L’écluse s’est bloquée sept heures.",
            "fr",
            "number_not_in_evidence",
            id="number word",
        ),
        pytest.param(WROTE, WROTE.replace("12 May", "le 21 mai"), "fr", "number_not_in_evidence", id="digits"),
        pytest.param(
            WROTE, "Piet Osk a écrit à la conseillère Menon le 12 mai.", "fr", "name_not_in_evidence", id="exchanged"
        ),
        pytest.param(
            WROTE, "Er schrieb am 12. Mai an Stadträtin Brandl.", "de", "name_not_in_evidence", id="name left out"
        ),
        pytest.param(
            WROTE,
            "Piet Osk schrieb am 12. Mai an Stadträtin Brandl und Greta Holm.",
            "de",
            "name_not_in_evidence",
            id="somebody of the article added",
        ),
        pytest.param(
            WROTE,
            "Piet Osk a écrit à la conseillère Brandl et à Rex Plumb le 12 mai.",
            "fr",
            "name_not_in_evidence",
            id="somebody invented",
        ),
        pytest.param(
            "Nobody had warned the town.",
            "Man hatte die Stadt gewarnt.",
            "de",
            "negation_differs",
            id="negation dropped",
        ),
        pytest.param(
            WROTE,
            "Piet Osk schrieb am 12. Mai an Stadträtin Brandl, dass alles in bester Ordnung sei, die Schleuse halten "
            "werde und die Stadt ruhig schlafen könne.",
            "de",
            "not_supported",
            id="much added",
        ),
    ],
)
def test_what_is_said_otherwise_is_told(original: str, translation: str, language: str, reason: Reason) -> None:
    assert found(original, translation, language) == [reason]


def test_german_nouns_are_no_names() -> None:
    assert found("Bürgermeisterin Ehlers schloss das Bad.", "Mayor Ehlers closed the pool.", "en", own="de") == []


def test_titles_have_other_words() -> None:
    assert found("“Is that serious?” asked Ms Péan.", "« Est-ce sérieux ? » a demandé Mme Péan.", "fr") == []
    assert found("« Est-ce sérieux ? » a demandé Mme Péan.", "“Is that serious?” asked Ms Péan.", "en", own="fr") == []


def test_a_person_of_a_german_article_stays() -> None:
    given = Original("Bürgermeisterin Ehlers schloss das Bad.", "de", (), ("Karin Ehlers",))
    assert [reason for reason, _ in faults("The mayor closed the pool.", "en", given)] == ["name_not_in_evidence"]


def test_a_language_that_is_not_known_is_the_one_that_fits() -> None:
    given = Original("The lock stuck for nine hours.", "en")
    assert faults_in_any("L’écluse s’est bloquée neuf heures.", None, given) == ()
    assert faults_in_any("L’écluse s’est bloquée sept heures.", None, given) != ()


@pytest.mark.parametrize(
    ("translation", "told"),
    [
        ("Piet Osk schrieb am 12. Mai an Stadträtin Brandl.", None),
        (WROTE, "it is the same as the line"),
        ("", "it is empty"),
        (
            "Piet Osk wrote a letter to Councillor Brandl of the town on 12 May of that year.",
            "it is in the article's language",
        ),
        ("Councillor Brandl was arrested over bribes.", "it is in the article's language"),
    ],
)
def test_an_answer_may_be_no_translation_at_all(translation: str, told: str | None) -> None:
    assert none_at_all(translation, "de", Original(WROTE, "en")) == told


def test_a_line_of_names_and_figures_is_its_own_translation() -> None:
    assert none_at_all("Una Brandl: 12.", "de", Original("Una Brandl: 12.", "en")) is None


def test_a_line_may_be_shorter_in_other_letters() -> None:
    assert none_at_all("奥斯克写信给她。", "zh", Original(WROTE, "en")) is None


@pytest.mark.parametrize(
    ("language", "own", "expected"),
    [("de", "en", "de"), ("de", "de", None), ("de", "de-AT", None), ("de", None, "de"), (None, "en", None)],
)
def test_the_article_s_own_language_is_no_other(language: str | None, own: str | None, expected: str | None) -> None:
    assert other_than(language, own) == expected


def examples() -> list[tuple[str, str, str]]:
    """Each line of the worked examples with its translation and the language."""
    messages = head("translation")[1:]
    found = []
    for asked, answer in zip(messages[::2], messages[1::2], strict=True):
        rows = dict(row.split(" ", 1) for row in asked["content"].splitlines() if row[:1].isdigit())
        name = asked["content"].splitlines()[-1].removeprefix("Write the lines in ").partition(";")[0]
        language = next(code for code, known in NAMES.items() if known == name)
        found += [(rows[str(row["n"])], row["t"], language) for row in json.loads(answer["content"])["lines"]]
    return found


@pytest.mark.parametrize(("original", "translation", "language"), examples())
def test_the_worked_examples_hold(original: str, translation: str, language: str) -> None:
    given = Original(original, "en", (), ("Inga Tveit", "Per Aas"))
    assert list(faults(translation, language, given)) == []
    assert none_at_all(translation, language, given) is None


BODY = ARTICLE + " The lock keeper and the town blame each other. NATO had no part in it."


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        (
            "Tarn Weir Lock Sticks; Keeper and Town Blame Each Other",
            "Tarn Weir lock sticks; keeper and town blame each other",
        ),
        ("Brandl’s Letter Never Came, Says NATO", "Brandl’s letter never came, says NATO"),
        ("Tarn Weir lock sticks for nine hours", "Tarn Weir lock sticks for nine hours"),
        ("12 – 13", "12 – 13"),
        ("", ""),
    ],
)
def test_in_a_title_only_names_of_the_body_are_names(headline: str, expected: str) -> None:
    assert without_title_case(headline, BODY) == expected


def test_a_title_is_held_against_its_names() -> None:
    title = without_title_case("Tarn Weir Lock Sticks; Keeper and Town Blame Each Other", BODY)
    good = "Tarn Weir : écluse bloquée ; l’éclusier et la ville s’accusent"
    assert found(title, good, "fr") == []
    assert found(title, good.replace("l’éclusier", "Greta Holm"), "fr") == ["name_not_in_evidence"]
    assert found(title, good.replace("Tarn Weir", "Canal"), "fr") == ["name_not_in_evidence"]


@given(st.text(max_size=120), st.text(max_size=120), st.sampled_from(["de", "fr", "ru", "ja", "en"]))
def test_any_two_texts_can_be_compared(translation: str, original: str, language: str) -> None:
    given = Original(original, "en", (ARTICLE,), PEOPLE)
    list(faults(translation, language, given))
    none_at_all(translation, language, given)


@given(st.text(max_size=120), st.sampled_from(["de", "fr", "ru", "ja", "en"]))
def test_a_text_says_what_it_says(text: str, language: str) -> None:
    assert list(faults(text, language, Original(text, language, (text,)))) == []


@pytest.mark.parametrize("times", [1, LONGEST // len("Brandl und Greta Holm ")])
def test_a_name_said_over_and_over_is_told_once(times: int) -> None:
    original = Original("Brandl and Ravi Menon " * times, "en", (ARTICLE * 50,), PEOPLE)
    assert sorted(faults("Brandl und Greta Holm " * times, "de", original)) == [
        ("name_not_in_evidence", "“Greta” is not in what was translated"),
        ("name_not_in_evidence", "“Menon” of what was translated is missing"),
        ("name_not_in_evidence", "“Ravi” of what was translated is missing"),
    ]
