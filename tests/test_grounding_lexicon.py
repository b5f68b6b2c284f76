"""Ordinary words in a capital's place, and the names that look like them."""

from __future__ import annotations

import pytest

from drafter import grounding
from drafter.grounding import lexicon, words
from drafter.model import Brief, Draft, Line, Notes


def flagged(body: str, source: str) -> list[tuple[str, str]]:
    lines = tuple(Line(number, text) for number, text in enumerate(source.split("\n"), 1))
    evidence = grounding.trace(Draft("d", body, {}, body, 1), Notes("n", source, lines, (), Brief()))
    return [(claim.kind, claim.text) for _, claim in evidence.flagged]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_lexicon_has_what_a_sentence_opens_with_and_no_surnames_that_look_alike(language: str) -> None:
    surnames = {"en": "Butcher", "de": "Bauer", "fr": "Mercier", "es": "Romero", "it": "Medici", "cs": "Veselý"}
    openers = {
        "en": "Gathering",
        "de": "Wiederaufbau",
        "fr": "Réunis",
        "es": "Celebramos",
        "it": "Riuniti",
        "cs": "Naopak",
    }
    assert lexicon.ordinary(openers[language], language)
    assert not lexicon.ordinary(surnames[language], language)
    assert not lexicon.ordinary("x" * 100_000, language)


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("Prezentace Hany Drobné je na webu.", "- Hana Drobná: web"),
        ("Hinzu kamen neue Mitglieder, und das war gut für den Chor.", "- neue Mitglieder im Chor, gut"),
        (
            "Man redet mit einer Frau. Sorgen bereitet das niemandem.",
            "- eine Frau redet, das bereitet niemandem Kummer",
        ),
        ("Üben, melden und auffrischen: das war der Plan.", "- Plan von Ruben: melden und auffrischen"),
        ("Wir sahen den Gang und die Fläche.", "- wir sahen den Hang und die Flasche"),
        ("Das führte Kassier Wilfried Köberl vor.", "- Wilfried Köberl führte das vor"),
        ("Brumovický soubor hrál u svíček.", "- soubor z Brumovic, Brumovice, hrál u svíček"),
        ("Er spielte den „Schwarzen Montag“ mit allen durch.", '- Planspiel „Schwarzer Montag" mit allen'),
        ("Her [report](https://lab.example/survey) is online.", "- report online: lab.example/survey"),
    ],
)
def test_these_are_no_facts_of_their_own(body: str, source: str) -> None:
    assert flagged(body, source) == []


@pytest.mark.parametrize(
    ("body", "source", "text"),
    [
        ("Das sagte Sommer am Ende der Sitzung.", "- am Ende der Sitzung gesagt", "Sommer"),
        ("Die Kasse führt Diether Zettl aus dem Verein.", "- die Kasse führt jemand aus dem Verein", "Diether Zettl"),
        ("Diether Zettl will die Kasse für den Verein führen.", "- die Kasse für den Verein führen", "Diether Zettl"),
        ("Lüdtke gibt die Kasse an den Verein ab.", "- die Kasse geht an den Verein", "Lüdtke"),
        (
            "Vaňková do konce března založí skupinu, která bude jezdit.",
            "- do konce března založit skupinu, která bude jezdit",
            "Vaňková",
        ),
        (
            "Her [report](https://lab.example/survey) is online.",
            "- online: lab.example/surveys",
            "https://lab.example/survey",
        ),
        ("Den Publikumepreis gewann die Gruppe.", "- den Publikumspreis gewann die Gruppe", "Publikumepreis"),
    ],
)
def test_these_are_still_told(body: str, source: str, text: str) -> None:
    assert text in [said for _, said in flagged(body, source)]
