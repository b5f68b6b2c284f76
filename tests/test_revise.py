"""`drafter revise`: a model edits, a person takes or refuses, and what nobody asked to change stays byte for byte."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import Result, run
from hypothesis import given
from hypothesis import strategies as st

from drafter import document
from drafter.__main__ import main
from drafter.pipeline import hunks
from drafter.settings import DISCLAIMERS

POST = """\
---
title: "Clusters in Prague"
description: "LightMirror spoke about talent."
---

LightMirror was at the 2022 European Cluster Conference in Prague.

The conference took place
in Prague on 26 and 27 September 2022.

- Euroclusters
- Smart Specialisation

It was organised by the European Commission.
"""
BODY = POST.partition("---\n\n")[2]
SHORTER = BODY.replace("The conference took place\nin Prague on", "It took place on")
BOTH = SHORTER.replace("It was organised by", "Its organiser:")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    with FakeEndpoint(default=reply(POST)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


@pytest.fixture
def draft(endpoint: FakeEndpoint, prague: Path) -> Path:
    Path("notes").mkdir()
    shutil.copy(prague, "notes/prague.md")
    path = Path(run("draft", "notes/prague.md", "--repair", "0").out.strip())
    endpoint.default = reply(BOTH)
    return path


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ask(keys: str, *argv: object) -> Result:
    """Run a command where a person types `keys` at a terminal."""
    out, err = io.StringIO(), _Terminal()
    with mock.patch.multiple(sys, stdout=out, stderr=err, stdin=_Terminal(keys)):
        code = main([str(argument) for argument in argv])
    return Result(code, out.getvalue(), err.getvalue())


def body(path: Path) -> str:
    return document.read(path).body


def test_without_a_terminal_the_changes_are_printed(draft: Path) -> None:
    before = draft.read_bytes()
    result = run("revise", draft, "shorter")
    assert result.code == 0, result.err
    assert "[-The conference-] {+It+} took place [-in Prague-] on 26" in " ".join(result.out.split())
    assert "Its organiser:" in result.out
    assert "Euroclusters" not in result.out, "what is the same isn't shown"
    lines = before.decode().split("\n")
    assert f"change 1 of 2, {draft}:{1 + lines.index('The conference took place')}\n" in result.out
    assert "--yes" in result.err
    assert draft.read_bytes() == before


def test_yes_takes_all(draft: Path, endpoint: FakeEndpoint) -> None:
    result = run("revise", draft, "shorter", "--yes")
    assert (result.code, result.out) == (0, f"{draft}\n")
    assert body(draft) == f"\n{DISCLAIMERS['en']}\n\n{BOTH}"
    assert "2 of 2 changes taken" in result.err
    saved = {f"sha256:{path.stem}" for path in Path(".drafter/runs").glob("*.json")}
    meta = document.read(draft).meta
    assert len(saved) == 2
    assert saved == {meta["ai_run"], *meta["ai_revisions"]}
    sent = endpoint.completions[-1].body["messages"]
    asked = sent[-1]["content"]
    assert "Transition Pathways" in asked, "the notes are given"
    assert asked.rstrip().endswith("shorter")
    assert f"<post>\n{BODY}</post>" in asked
    assert DISCLAIMERS["en"] not in asked
    assert "Only the notes" in sent[0]["content"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("n\ny\n", [False, True]), ("y\nn\n", [True, False]), ("a\n", [True, True]), ("y\nq\n", [True, False]),
     ("?\nx\nN\n Y \n", [False, True])],
)  # fmt: skip
def test_a_person_takes_or_refuses_each(draft: Path, keys: str, expected: list[bool]) -> None:
    draft.write_bytes(draft.read_bytes().replace(b"\n", b"\r\n").replace(b"Euroclusters", b"Euroclusters  "))
    before = draft.read_bytes().decode()
    result = ask(keys, "revise", draft, "shorter")
    assert (result.code, result.out) == (0, f"{draft}\n")
    assert "\x1b[31m" in result.err
    wanted = before
    if expected[0]:
        wanted = wanted.replace("The conference took place\r\nin Prague on", "It took place on")
    if expected[1]:
        wanted = wanted.replace("It was organised by", "Its organiser:")
    after = draft.read_bytes().decode()
    start, _, rest = after.partition("ai_revisions: ")
    assert start + rest.partition("\r\n")[2] == wanted


@pytest.mark.parametrize("keys", ["n\nn\n", "q\n"])
def test_refused_is_as_it_was(draft: Path, keys: str) -> None:
    before = draft.read_bytes()
    result = ask(keys, "revise", draft, "shorter")
    assert (result.code, result.out) == (0, "")
    assert draft.read_bytes() == before


def test_no_answer_writes_nothing(draft: Path) -> None:
    before = draft.read_bytes()
    assert ask("y\n", "revise", draft, "shorter").code == 130
    assert draft.read_bytes() == before


def test_the_same_text_in_other_clothes_is_no_change(draft: Path, endpoint: FakeEndpoint) -> None:
    told = BODY.replace("\nin Prague on", " in Prague on").replace("- Euro", "\n- Euro").replace("\n\n- S", "\n- S")
    endpoint.enqueue(reply(f"Sure! Here is the post:\n\n{DISCLAIMERS['en']}\n\n{told.strip()}  \n"))
    before = draft.read_bytes()
    result = run("revise", draft, "nothing", "--yes")
    assert (result.code, result.out) == (0, "")
    assert draft.read_bytes() == before


def test_a_signed_text_becomes_unsigned(draft: Path) -> None:
    assert run("approve", draft, "--reviewer", "Ana Souza", "--yes").code == 0
    assert run("check").code == 0
    assert run("revise", draft, "shorter").code == 0
    assert run("check").code == 0, "looking is no change"
    assert run("revise", draft, "shorter", "--yes").code == 0
    meta = document.read(draft).meta
    assert meta["review_status"] == "pending"
    assert meta["draft"] is True
    assert "reviewed_by" not in meta
    assert "review_digest" not in meta


@pytest.mark.parametrize("signed", [False, True])
def test_findings_are_shown_before_the_question(draft: Path, endpoint: FakeEndpoint, signed: bool) -> None:
    if signed:
        assert run("approve", draft, "--reviewer", "Ana Souza", "--yes").code == 0
    endpoint.enqueue(reply(BOTH.replace("It took place", "Before 450 guests of Siemens it took place")))
    result = ask("n\nn\n", "revise", draft, "more colour")
    first, _, second = result.err.partition("Take this change?")
    assert "G501" in first
    assert "450" in first
    assert "Siemens" in first
    assert "G50" not in second, "the other change brings in nothing"


def test_the_disclaimer_survives(draft: Path, endpoint: FakeEndpoint) -> None:
    endpoint.enqueue(reply("Nothing else.\n"))
    result = run("revise", draft, "drop the disclaimer", "--yes")
    assert result.code == 0
    assert "AI tool" not in result.err
    assert body(draft) == f"\n{DISCLAIMERS['en']}\n\nNothing else.\n"


def test_a_change_that_hides_the_disclaimer_is_not_offered(endpoint: FakeEndpoint, draft: Path) -> None:
    Path("drafter.toml").write_text('[disclaimer]\nposition = "bottom"\n')
    endpoint.enqueue(reply(POST), reply(f"<!--\n\n{BOTH}\nA new end.\n"))
    assert run("draft", "notes/prague.md", "--force", "--repair", "0").code == 0
    result = run("revise", draft, "an end", "--yes")
    assert "not offered: 1 of" in result.err
    assert "\n{+A new end.+}\n" in result.err
    assert body(draft) == f"\n{BOTH}\nA new end.\n\n{DISCLAIMERS['en']}\n"


def test_a_post_of_a_person(endpoint: FakeEndpoint) -> None:
    path = Path("mine.md")
    text = f"# Mine\n\n{DISCLAIMERS['en']}\n\nForty people came.\n\n```\n<post>\n```\n\nLast words"
    path.write_text(text)
    endpoint.enqueue(reply("# Mine\n\n40 people came.\n\n```\n<post>\n```\n\nLast words\n\nThe end.\n"))
    assert run("revise", path, "figures", "--yes").code == 0
    after = document.read(path)
    assert after.body == text.replace("Forty", "40") + "\n\nThe end."
    assert after.meta["ai_disclosure"] == "ai-assisted"
    assert str(after.meta["ai_source_type"]).endswith("compositeWithTrainedAlgorithmicMedia")
    assert "fake-1" in str(after.meta["ai_tool"])
    assert "review_status" not in after.meta
    asked = endpoint.completions[-1].body["messages"][-1]["content"]
    assert "There are no notes" in asked
    assert "</post-" in asked
    assert run("check", path, "--select", "D").code == 0


def test_an_offline_draft_says_that_a_model_edited_it(endpoint: FakeEndpoint, prague: Path) -> None:
    path = Path(run("draft", prague, "--offline").out.strip())
    changed = body(path).replace(DISCLAIMERS["en"], "").replace("took place", "was held")
    endpoint.enqueue(reply(changed))
    assert run("revise", path, "was held", "--yes").code == 0
    assert document.read(path).meta["ai_disclosure"] == "ai-assisted"
    assert "D1" not in run("check", path, "--select", "D").out.partition("\n")[0]


@pytest.mark.parametrize(
    ("answer", "says"),
    [(reply(""), "empty"), (reply(BOTH, finish_reason="length"), "cut off"), (reply("I'm sorry, but I can't help with that."), "refused")],
)  # fmt: skip
def test_an_answer_that_is_no_post(draft: Path, endpoint: FakeEndpoint, answer: object, says: str) -> None:
    before = draft.read_bytes()
    endpoint.enqueue(answer)  # type: ignore[arg-type]
    result = run("revise", draft, "shorter", "--yes")
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert draft.read_bytes() == before


def test_what_can_be_fixed_is_told(endpoint: FakeEndpoint, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = len(endpoint.completions)
    assert "no such file" in run("revise", "nowhere.md", "x").err
    assert "instruction" in run("revise", draft, " \n").err
    Path("notes/prague.md").rename("notes/gone.md")
    gone = run("revise", draft, "shorter", "--yes")
    assert (gone.code, len(endpoint.completions)) == (2, calls)
    assert "not here" in gone.err
    Path("notes/gone.md").rename("notes/prague.md")
    monkeypatch.delenv("OPENAI_BASE_URL")
    result = run("revise", draft, "shorter")
    assert result.code == 2
    assert "-m local" in result.err


def test_an_edit_while_the_model_writes_is_not_overwritten(
    endpoint: FakeEndpoint, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve = endpoint.next_reply

    def meanwhile(request: object) -> object:
        draft.write_text(draft.read_text("utf-8") + "\nMine.\n", "utf-8")
        return serve(request)  # type: ignore[arg-type]

    monkeypatch.setattr(endpoint, "next_reply", meanwhile)
    result = run("revise", draft, "shorter", "--yes")
    assert result.code == 2
    assert draft.read_text("utf-8").endswith("\nMine.\n")
    assert "Its organiser" not in draft.read_text("utf-8")


def test_private_data_is_told_before_it_leaves(draft: Path) -> None:
    notes = Path("notes/prague.md")
    notes.write_text(notes.read_text("utf-8") + "\n- call eva@example.org\n", "utf-8")
    assert "eva@example.org" in run("revise", draft, "shorter").err


def test_escape_sequences_stay_away_from_the_terminal(draft: Path, endpoint: FakeEndpoint) -> None:
    draft.write_text(draft.read_text("utf-8").replace("It was organised", "It \x1b]0;owned\x07was organised"), "utf-8")
    result = run("revise", draft, "shorter")
    assert "Its organiser" in result.out
    assert "\x1b" not in result.out + result.err
    assert json.loads(next(Path(".drafter/runs").glob("*.json")).read_bytes())["text"]


PIECES = ["", "One.", "One\ntwo.", "Two.  ", "- a", "- b", "  c", "# H", "```", "    code", "> q", "| t |", "<b>"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n".join(lines), "\r\n".join(lines), "\n".join(lines) + "\n\n"])
)


@given(old=TEXT, new=TEXT, newline=st.sampled_from(["\n", "\r\n"]), data=st.data())
def test_what_is_not_taken_is_byte_for_byte(old: str, new: str, newline: str, data: st.DataObject) -> None:
    units = hunks.split(old)
    kept = data.draw(st.sets(st.sampled_from(range(len(units))))) if units else set()
    found, _ = hunks.differences(units, kept, new.replace("\r\n", "\n"), newline)
    assert hunks.take(old, units, found, (), newline)[0] == old
    if units:
        assert hunks.join(units, units[0].before, units[-1].after, newline) == old
    taken = data.draw(st.sets(st.sampled_from(range(len(found))))) if found else set()
    text, spans = hunks.take(old, units, found, taken, newline)
    gone = {at for number in taken for at in range(found[number].start, found[number].end)}
    rest = text
    for at, unit in enumerate(units):
        if at not in gone:
            assert unit.text in rest, "each unit that stays is there, in order"
            rest = rest[rest.index(unit.text) + len(unit.text) :]
    assert not gone & kept
    lines = text.replace("\r\n", "\n").split("\n")
    for number in taken:
        for unit in found[number].new:
            first = unit.text.replace("\r\n", "\n").split("\n")[0]
            assert first in [lines[line - 1] for line in spans[number]]


@given(old=TEXT, new=TEXT)
def test_all_taken_says_what_the_model_said(old: str, new: str) -> None:
    units, new = hunks.split(old), new.replace("\r\n", "\n")
    found, left_out = hunks.differences(units, (), new, "\n")
    text, _ = hunks.take(old, units, found, range(len(found)), "\n")
    assert left_out == 0
    assert text.split() == new.split()
