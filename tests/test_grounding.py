"""Grounding: what the notes bear out, what they don't have, what a draft leaves out."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import grounding
from drafter.grounding import Claim, Evidence, Trace
from drafter.model import Brief, Draft, Fact, Line, Notes
from drafter.sentences import place


def notes(text: str, meta: Mapping[str, object] | None = None, brief: Brief | None = None) -> Notes:
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    return Notes("n.md", text, lines, (), brief or Brief(), meta or {})


def draft(body: str, head: str = "", meta: Mapping[str, object] | None = None) -> Draft:
    return Draft("d.md", head + body, meta or {}, body, head.count("\n") + 1)


def claims(body: str, source: str) -> dict[str, Claim]:
    evidence = grounding.trace(draft(body), notes(source))
    return {claim.text: claim for trace in evidence.traces for claim in trace.claims}


MEETUP = """# Meetup Brno
- Tue 14 March 2023, 18:00, Hotel Armand, organised by Nordlys Systems
- 64 people, 41 signed up before; budget 1,234.50 EUR, 15 % more than last year
- Petr Novák showed OpenLoom 2.3, forty minutes: "the loom never sleeps"
- Marta Ebersole chairs; Dr. Ivana Kolářová on wool prices
- decided: next meetup on 12 May 2023
- NOT decided: whether to charge a fee
- idea: summer camp in Ghent? discuss in June
- slides https://loom.example/slides-2023
"""


@pytest.mark.parametrize(
    ("sentence", "text", "standing"),
    [
        ("Sixty-four people came.", "Sixty-four", "supported"),
        ("They had 63 guests.", "63", "absent"),
        ("They had seventy guests.", "seventy", "absent"),
        ("The budget is €1,234.50.", "1,234.50", "supported"),
        ("The budget is $1,234.50.", "1,234.50", "altered"),
        ("The budget is about 1,200 euros.", "1,200 euros", "derived"),
        ("It grew by 15 per cent.", "15 per cent", "supported"),
        ("It began at 6 pm.", "6 pm", "supported"),
        ("It began at 19:00.", "19:00", "absent"),
        ("The talk took 40 minutes.", "40", "supported"),
        ("A total of 105 people and sign-ups.", "105", "derived"),
        ("We met on 14 March.", "14 March", "supported"),
        ("We met on 15 March.", "15 March", "absent"),
        ("We met on Tuesday, 14 March 2023.", "Tuesday, 14 March 2023", "supported"),
        ("We met on Friday, 14 March 2023.", "Friday, 14 March 2023", "altered"),
        ("We meet on Friday, 12 May.", "Friday, 12 May", "derived"),
        ("We met on a Thursday.", "Thursday", "absent"),
        ("It was held in 2021.", "2021", "absent"),
        ("The talk by Petr Novák was long.", "Petr Novák", "supported"),
        ("The talk by Petr Novak's team was long.", "Petr Novak", "supported"),
        ("The talk by Petr Nowák was long.", "Nowák", "misspelt"),
        ("The talk by Anna Brandt was long.", "Anna Brandt", "absent"),
        ("Kowalski spoke about wool.", "Kowalski", "absent"),
        ("They met in Berlin again.", "Berlin", "absent"),
        ("Nordlys Sytems organised it.", "Sytems", "misspelt"),
        ("Petr said “The loom never sleeps.”", "The loom never sleeps.", "supported"),
        ("Petr said “the loom hardly ever sleeps.”", "the loom hardly ever sleeps.", "altered"),
        ("Petr said “we will conquer the whole world”.", "we will conquer the whole world", "absent"),
        (
            "See [the slides](http://www.loom.example/slides-2023/).",
            "http://www.loom.example/slides-2023/",
            "supported",
        ),
        ("See [the slides](https://loom.example/slides-2024).", "https://loom.example/slides-2024", "altered"),
        ("See [more](https://elsewhere.example/).", "https://elsewhere.example/", "absent"),
    ],
)
def test_claims(sentence: str, text: str, standing: str) -> None:
    found = claims(sentence, MEETUP)
    assert text in found
    assert found[text].standing == standing
    assert found[text].reason


def test_a_flag_names_the_nearest_thing_and_its_line() -> None:
    claim = claims("The talk by Petr Nowák was long.", MEETUP)["Nowák"]
    assert claim.nearest == "Novák"
    assert claim.where == (4,)
    assert "15 March" in claims("We met on 15 March.", MEETUP)["15 March"].reason


FAITHFUL = {
    "de": ("Frau Dr. Petra Lindqvist leitet die Runde. 12 Leute, Beschluss am 3. Mai.",
           "Zwölf Menschen kamen. Lindqvists Runde fasste den Beschluss am 3. Mai."),
    "fr": ("Réunion le 1er mars, 23 présents. Mme Solène Kervadec préside.",
           "Vingt-trois personnes sont venues le 1er mars. Solène Kervadec présidait la réunion."),
    "es": ("Asamblea del 3 al 5 de mayo, 35 socios, preside Nuria Casals.",
           "Treinta y cinco socios acudieron del 3 al 5 de mayo. Presidió Nuria Casals."),
    "it": ("Assemblea 26 settembre, ore 17.30, presenti 22, presidente Elvira Monti.",
           "Il 26 settembre alle 17:30 erano presenti ventidue soci. Presiedeva Elvira Monti."),
    "cs": ("26. září, 21 lidí, vede Pavel Novák, host Eliška Dvorská.",
           "Dne 26. září přišlo jednadvacet lidí. Podle Pavla Nováka a Elišky Dvorské to stačí."),
}  # fmt: skip


@pytest.mark.parametrize("language", FAITHFUL)
def test_inflection_and_number_words_are_no_flags(language: str) -> None:
    source, body = FAITHFUL[language]
    evidence = grounding.trace(draft(body), notes(source))
    assert evidence.language == language
    assert [claim.text for _, claim in evidence.flagged] == []


def test_german_nouns_are_not_names() -> None:
    body = "Viele Besucher lobten das Essen. Bei Kaffee und Kuchen gab es gute Gespräche über Ideen und Pläne."
    assert not grounding.trace(draft(body), notes("Sommerfest am 3. Juli im Hof")).flagged


def test_counts_of_a_list_are_derived() -> None:
    source = "Actions that the EU showed:\n- Euroclusters\n- Excellence\n- Internationalisation"
    assert claims("The EU showed three actions.", source)["three"].standing == "derived"
    assert claims("The EU showed four actions.", source)["four"].standing == "absent"


def test_front_matter_and_variables_are_sources() -> None:
    given_ = grounding.trace(
        draft("Lena Sommer met 12 people."), notes("x", {"author": "Lena Sommer"}), {"people": "12"}
    )
    assert not given_.flagged
    assert {where for trace in given_.traces for claim in trace.claims for where in claim.where} == {0}


def only(evidence: Evidence) -> Trace:
    (trace,) = evidence.traces
    return trace


def signals(sentence: str) -> set[str]:
    return {signal.kind for signal in only(grounding.trace(draft(sentence), notes(MEETUP))).signals}


def test_signals() -> None:
    assert signals("It was decided to charge a fee.") == {"negation"}
    assert signals("It was not decided whether to charge a fee.") == set()
    assert "idea-as-decision" in signals("The group decided on a summer camp in Ghent.")
    assert "praise" in signals("Petr Novák showed the groundbreaking OpenLoom 2.3.")
    assert "unowned" in signals("Many believe wool prices will rise.")
    assert "contradiction" in signals("There were 70 people, 41 of whom signed up before.")


def test_evidence_lines_and_standing() -> None:
    trace = only(grounding.trace(draft("Marta Ebersole chairs the meetup."), notes(MEETUP)))
    assert trace.support[0].line == 5
    assert "Ebersole" in trace.support[0].words
    start, end = trace.support[0].marks[0]
    assert trace.sentence.text[start:end] == "Marta"
    invented = only(grounding.trace(draft("Fireworks lit the harbour until midnight struck."), notes(MEETUP)))
    assert invented.standing == "unsupported"


def test_gap_and_disclaimer_are_no_claims() -> None:
    text = "Disclaimer: Most of the articles on the blog are written using an AI tool."
    evidence = grounding.trace(
        draft(f"{text}\n\nMarta Ebersole chairs it. [[CHECK: 99 what?]]\n"), notes(MEETUP), ignore=[text]
    )
    assert [trace.standing for trace in evidence.traces] == ["skipped", "supported", "gap"]
    assert not evidence.flagged


def test_title_and_description_are_traced_at_their_lines() -> None:
    head = "---\ntitle: A day in Berlin\ndescription: 99 guests\n---\n"
    evidence = grounding.trace(
        draft("Hello.\n", head, {"title": "A day in Berlin", "description": "99 guests"}), notes(MEETUP)
    )
    flagged = [(trace.part, trace.sentence.line, claim.text) for trace, claim in evidence.flagged]
    assert flagged == [("title", 2, "Berlin"), ("description", 3, "99")]


def test_a_claim_has_its_place_in_the_file() -> None:
    body = "First.\n\nThe *long* talk by [Anna Brandt](https://loom.example/slides-2023) ended."
    trace, claim = grounding.trace(draft(body), notes(MEETUP)).flagged[0]
    line, column = place(trace.sentence, claim.start)
    assert body.split("\n")[line - 1][column - 1 :].startswith("Anna Brandt")


def test_omissions() -> None:
    brief = Brief(decisions=(Fact("next meetup on 12 May 2023", 6),), organisers=(Fact("Nordlys Systems", 2),))
    evidence = grounding.trace(draft("We met on 14 March 2023 with 64 people."), notes(MEETUP, brief=brief))
    found = {(omission.kind, omission.text, omission.line) for omission in evidence.omissions}
    assert {("decision", "next meetup on 12 May 2023", 6), ("name", "Nordlys Systems", 2), ("date", "12 May 2023", 6),
            ("number", "41", 3), ("link", "https://loom.example/slides-2023", 9)} <= found  # fmt: skip
    assert not any(text == "64" for _, text, _ in found)
    assert not grounding.trace(draft(MEETUP), notes(MEETUP, brief=brief)).omissions


def test_notes_as_their_own_draft_have_no_flag() -> None:
    assert not grounding.trace(draft(MEETUP), notes(MEETUP)).flagged


@settings(max_examples=60, deadline=None)
@given(st.text("aB1.,:- \n%€(„“\"'[]/é#|", max_size=150), st.text('aB1.,:- \n%€"é', max_size=150))
def test_any_text_is_traced_and_claims_are_where_they_say(body: str, source: str) -> None:
    for trace in grounding.trace(draft(body), notes(source)).traces:
        for claim in trace.claims:
            assert 0 <= claim.start < claim.end <= len(trace.sentence.text)
            assert claim.kind == "link" or trace.sentence.text[claim.start : claim.end] == claim.text


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_a_text_bears_out_its_own_facts(text: str) -> None:
    absent = [
        claim for _, claim in grounding.trace(draft(text), notes(text)).flagged if claim.kind in ("number", "date")
    ]
    assert absent == []


@pytest.mark.parametrize(
    "piece",
    [
        "7 ",
        "Anna Brandt ",
        "5 May ",
        "not ",
        "“so it is” ",
        "https://x.example/1 ",
        "Xa",
        "1.",
        "é ",
        "word\n- 3 words\n",
    ],
)
def test_time_grows_with_the_texts(piece: str) -> None:
    def spent(times: int) -> float:
        started = time.process_time()
        grounding.trace(draft(piece * times), notes((piece + "8 ") * times))
        return time.process_time() - started

    spent(20)
    small, large = spent(1000), spent(4000)
    assert large < max(10 * small, 1.0)


def test_many_absent_facts_against_many_noted_ones() -> None:
    def spent(count: int) -> float:
        body = "\n\n".join(
            f"There were {number} of them, said Xaver{number} on {number % 28 + 1} May." for number in range(count)
        )
        source = "\n".join(f"- {number + 100_000} guests with Yann{number}" for number in range(count))
        started = time.process_time()
        grounding.trace(draft(body), notes(source))
        return time.process_time() - started

    small, large = spent(150), spent(600)
    assert large < max(8 * small, 1.0)


def test_evidence_is_a_value() -> None:
    evidence = grounding.trace(draft("Hello there."), notes(MEETUP))
    assert evidence == grounding.trace(draft("Hello there."), notes(MEETUP))
    assert hash(evidence.traces[0])
