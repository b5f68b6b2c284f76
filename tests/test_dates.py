"""Dates in running text, six languages at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import dates

CASES = {
    "26 + 27 Sept, Prague": (None, 9, 26, (None, 9, 27)),
    "26-27 September 2022": (2022, 9, 26, (2022, 9, 27)),
    "from 3 to 5 May": (None, 5, 3, (None, 5, 5)),
    "2022-09-26/2022-09-27": (2022, 9, 26, (2022, 9, 27)),
    "2022-09-28T09:00:00+02:00": (2022, 9, 28, None),
    "September 26-27, 2022": (2022, 9, 26, (2022, 9, 27)),
    "30 September to 2 October 2022": (2022, 9, 30, (2022, 10, 2)),
    "the 3rd of May": (None, 5, 3, None),
    "first of September": (None, 9, 1, None),
    "vom 26. bis 27. September 2022": (2022, 9, 26, (2022, 9, 27)),
    "26./27. September": (None, 9, 26, (None, 9, 27)),
    "26.–27.9.2022": (2022, 9, 26, (2022, 9, 27)),
    "am 26.09.": (None, 9, 26, None),
    "le 1er mars 2023": (2023, 3, 1, None),
    "du 3 au 5 mai": (None, 5, 3, (None, 5, 5)),
    "del 3 al 5 de mayo de 2022": (2022, 5, 3, (2022, 5, 5)),
    "dal 3 al 5 maggio": (None, 5, 3, (None, 5, 5)),
    "1. až 3. května": (None, 5, 1, (None, 5, 3)),
    "26. 9. 2022": (2022, 9, 26, None),
    "Sept '22": (2022, 9, None, None),
    "im Dezember 2021": (2021, 12, None, None),
    "in May": (None, 5, None, None),
    "meetup 27 – 11 September 2025": (2025, 9, 11, None),
    "destroyed (April 45), rebuilt": (1945, 4, None, None),
    "Blitzturnier 3.10.: 64 Teilnehmer": (None, 10, 3, None),
    "fand am 3.10. statt": (None, 10, 3, None),
    "Zählung März: 8.740": (None, 3, None, None),
}


@pytest.mark.parametrize("text", CASES)
def test_reads_what_a_text_says_and_no_more(text: str) -> None:
    (found,) = dates.find(text)
    assert (found.year, found.month, found.day, found.to) == CASES[text]


@pytest.mark.parametrize(
    "text",
    ["12 people may attend", "you may march on", "Python 3.11. Then", "version 2.1.3 of", "2 days ago", "sept mois",
     "3 pro Česko", "Sun Microsystems sat down", "it starts at 10:30", "12/15 done"],
)  # fmt: skip
def test_leaves_other_words_and_numbers_alone(text: str) -> None:
    assert dates.find(text) == ()


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("Monday, 26 September 2022", 0), ("Montag, den 26. September", 0), ("v úterý 27. září", 1), ("Mo, 26.9.2022", 0),
     ("mercredi 28 septembre", 2), ("28 September 2022 (Wednesday)", 2), ("on Tuesday", 1), ("lunedì", 0)],
)  # fmt: skip
def test_keeps_the_weekday_with_its_date(text: str, weekday: int) -> None:
    (found,) = dates.find(text)
    assert found.weekday == weekday


def test_says_when_day_and_month_could_be_swapped() -> None:
    first, second = dates.find("04/02/2022; 13/02/2022")
    assert (first.day, first.month, first.ambiguous) == (4, 2, True)
    assert not second.ambiguous
    (third,) = dates.find("2/13/2022")
    assert (third.day, third.month) == (13, 2)


def test_two_dates_with_and_between_them_are_two() -> None:
    assert [date.day for date in dates.find("on 5 May and 3 June")] == [5, 3]


def test_short_weekdays_stand_beside_another() -> None:
    assert [date.weekday for date in dates.find("(kostenlos, Mi statt Fr)", "de")] == [2, 4]
    assert [date.weekday for date in dates.find("geöffnet Mi–Sa", "de")] == [2, 5]
    assert dates.find("So war es. Mi piace.", "it") == ()


def test_september_in_italian_notes() -> None:
    (found,) = dates.find("domande 1 set–15 ott", "it")
    assert (found.month, found.day, found.to) == (9, 1, (None, 10, 15))


def test_weekday_by_calendar() -> None:
    assert dates.weekday(2022, 9, 26) == 0
    assert dates.weekday(2023, 2, 29) is None


@given(st.text("0123456789./-–, \nMaysept.'de", max_size=80))
def test_any_text_gives_ordered_dates_inside_it(text: str) -> None:
    end = 0
    for date in dates.find(text):
        assert end <= date.start < date.end <= len(text)
        assert date.month is None or 1 <= date.month <= 12
        end = date.end


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sie baut ab April.\n35 Haushalte.", "de", (None, 4, None, None)),
        ("Depuis mars. 2023 fut dur.", "fr", (None, 3, None, None)),
        ("On Sept. 26 they met.", "en", (None, 9, 26, None)),
        ("sab 31 gen ore 14.30", "it", (None, 1, 31, 5)),
        ("ne 2. února, hala", "cs", (None, 2, 2, 6)),
        ("Hrají so 8. 2. venku", "cs", (None, 2, 8, 5)),
        ("Wir spielen So 8. 2. daheim", "de", (None, 2, 8, 6)),
    ],
)
def test_a_full_stop_ends_a_sentence_and_short_weekdays_have_a_language(
    text: str, language: str, expected: tuple[int | None, ...]
) -> None:
    (found,) = dates.find(text, language)
    assert (found.year, found.month, found.day, found.weekday) == expected


def test_short_weekdays_of_another_language_are_words() -> None:
    assert not dates.find("Do 14. kola šly oslabené, po 3 letech.", "cs")
