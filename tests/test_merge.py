"""Drafting again from changed notes when a person edited the draft: both are kept, conflicts are marked and found."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import Result, run
from hypothesis import given
from hypothesis import strategies as st

from drafter import document, head, merging
from drafter.settings import DISCLAIMERS

POST = """\
---
title: "Clusters in Prague"
description: "LightMirror spoke about talent."
tags: ["clusters"]
---

LightMirror was at the 2022 European Cluster Conference.

The conference took place in Prague.

It was organised by the European Commission.
"""
MARKS = ("<<<<<<< your edits\n", "=======\n", ">>>>>>> from the changed notes\n")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    with FakeEndpoint(default=reply(POST)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


@pytest.fixture
def notes(prague: Path) -> Path:
    Path("notes").mkdir()
    return Path(shutil.copy(prague, "notes/prague.md"))


@pytest.fixture
def draft(endpoint: FakeEndpoint, notes: Path) -> Path:
    """A first draft, written by the endpoint."""
    return Path(run("draft", notes, "--repair", "0").out.strip())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


def again(endpoint: FakeEndpoint, notes: Path, answer: str) -> Result:
    """Draft from notes that have one line more, which the model answers with `answer`."""
    notes.write_text(notes.read_text("utf-8") + "\n- one more line\n", "utf-8")
    endpoint.enqueue(reply(answer))
    return run("draft", notes, "--repair", "0")


def test_edits_and_changed_notes_are_merged(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "It was organised by", "Who organised it:")
    edit(draft, 'title: "Clusters in Prague"', "title: My own title # kept")
    answer = POST.replace("took place in Prague", "took place in Prague in autumn").replace(
        '["clusters"]', '["prague"]'
    )
    result = again(endpoint, notes, answer.replace("about talent", "about its people"))
    assert result.code == 0, result.err
    assert result.out == f"{draft}\n"
    merged = document.read(draft)
    assert merged.body == (
        f"\n{DISCLAIMERS['en']}\n\nLightMirror was at the 2022 European Cluster Conference.\n\n"
        "The conference took place in Prague in autumn.\n\nWho organised it: the European Commission.\n"
    )
    assert "title: My own title # kept\n" in merged.text
    assert merged.meta["description"] == "LightMirror spoke about its people."
    assert "merged with your edits: 2 changes taken, 0 conflicts" in result.err
    assert not list(draft.parent.glob("*.bak"))


def test_both_changed_the_same_place(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "took place in Prague", "was held in Prague")
    edit(draft, "Clusters in Prague", "Prague, my way")
    answer = POST.replace("took place in Prague", "met in Prague").replace("Clusters in Prague", "Prague again")
    result = again(endpoint, notes, answer)
    assert result.code == 0
    start, middle, end = MARKS
    both = f"{start}The conference was held in Prague.\n{middle}The conference met in Prague.\n{end}"
    assert both in draft.read_text("utf-8")
    assert document.read(draft).meta["title"] == "Prague, my way"
    assert "'Prague again'" in result.err
    assert "1 conflict;" in result.err
    command = result.err.partition("`drafter ")[2].partition("`")[0].split()
    assert command[-2:] == ["--select", "S414"]
    found = run(*command)
    assert found.code == 1
    assert "S414" in found.out
    unsettled = draft.read_bytes()
    refused = again(endpoint, notes, POST)
    assert refused.code == 2
    assert "S414" in refused.err
    assert draft.read_bytes() == unsettled


def test_the_next_merge_starts_from_what_was_written_last(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "It was organised by", "Who organised it:")
    second = POST.replace("took place in Prague", "met in Prague")
    assert again(endpoint, notes, second).code == 0
    merged = document.read(draft)
    assert not document.is_untouched(merged)
    assert run("draft", notes).out == f"{draft}\n"
    assert document.read(draft).text == merged.text, "nothing changed, so nothing is written"
    third = again(endpoint, notes, second.replace("LightMirror was at", "LightMirror joined"))
    assert "1 change taken, 0 conflicts" in third.err
    text = draft.read_text("utf-8")
    assert "LightMirror joined" in text
    assert "met in Prague" in text
    assert "Who organised it:" in text


@pytest.mark.parametrize("flags", [["-p", "announcement"], ["--lang", "de"], ["--offline"]])
def test_other_wishes_for_the_same_notes_are_no_merge(
    endpoint: FakeEndpoint, notes: Path, draft: Path, flags: list[str]
) -> None:
    edit(draft, "It was organised by", "Who organised it:")
    before, calls = draft.read_bytes(), len(endpoint.completions)
    result = run("draft", notes, *flags)
    assert result.code == 2
    assert "+Who organised it:" in result.err
    assert "--force" in result.err
    assert draft.read_bytes() == before
    assert len(endpoint.completions) == calls, "what can't be saved isn't paid for"


def test_without_the_first_version_nothing_is_merged(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "It was organised by", "Who organised it:")
    shutil.rmtree(".drafter/written")
    result = again(endpoint, notes, POST)
    assert result.code == 2
    assert "not on this machine" in result.err
    assert "--force" in result.err


def test_a_disclaimer_that_is_gone_stops_the_merge(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, DISCLAIMERS["en"], f"<!-- {DISCLAIMERS['en']} -->")
    before = draft.read_bytes()
    result = again(endpoint, notes, POST.replace("took place", "was"))
    assert result.code == 2
    assert "disclaimer" in result.err
    assert draft.read_bytes() == before


def test_a_signature_stays_and_is_stale(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    assert run("approve", draft, "--reviewer", "Ana Souza", "--yes").code == 0
    assert again(endpoint, notes, POST.replace("took place", "was held")).code == 0
    merged = document.read(draft)
    assert merged.meta["reviewed_by"] == "Ana Souza"
    assert "was held" in merged.body
    assert "R302" in run("check").out


def test_line_endings_and_byte_order_mark_stay(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "It was organised by", "Who organised it:")
    draft.write_bytes(b"\xef\xbb\xbf" + draft.read_bytes().replace(b"\n", b"\r\n"))
    result = again(endpoint, notes, POST.replace("took place", "was held"))
    assert "1 change taken, 0 conflicts" in result.err
    data = draft.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"was held" in data


def test_an_edit_while_the_model_writes_is_kept(
    endpoint: FakeEndpoint, notes: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve = endpoint.next_reply

    def meanwhile(request: object) -> object:
        if "Who organised it:" not in draft.read_text("utf-8"):
            edit(draft, "It was organised by", "Who organised it:")
        return serve(request)  # type: ignore[arg-type]

    monkeypatch.setattr(endpoint, "next_reply", meanwhile)
    assert again(endpoint, notes, POST.replace("took place", "was held")).code == 0
    text = draft.read_text("utf-8")
    assert "Who organised it:" in text
    assert "was held" in text


def test_what_wrote_the_new_version_is_said(endpoint: FakeEndpoint, notes: Path) -> None:
    path = Path(run("draft", notes, "--offline").out.strip())
    text = path.read_text("utf-8")
    path.write_text(head.edit(text, {"ai_tool": "Nothing at all"}) + "\nA line of my own.\n", "utf-8")
    assert again(endpoint, notes, POST).code == 0
    merged = document.read(path)
    assert merged.meta["ai_disclosure"] == "ai-generated"
    assert "Nothing" not in str(merged.meta["ai_tool"])
    assert "A line of my own.\n" in merged.body


def test_what_a_model_wrote_stays_declared(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "It was organised by", "Who organised it:")
    run_id = document.read(draft).meta["ai_run"]
    notes.write_text(notes.read_text("utf-8") + "\n- one more line\n", "utf-8")
    assert run("draft", notes, "--offline").code == 0
    meta = document.read(draft).meta
    assert "Who organised it:" in draft.read_text("utf-8")
    assert (meta["ai_disclosure"], meta["ai_run"]) == ("ai-generated", run_id)
    assert "D1" not in run("check", "--select", "D").out.partition("\n")[0]


def test_a_broken_head_is_not_merged(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    edit(draft, "\ntags:", "\ntitle: Twice\ntags:")
    before, calls = draft.read_bytes(), len(endpoint.completions)
    result = again(endpoint, notes, POST)
    assert (result.code, len(endpoint.completions)) == (2, calls)
    assert "title" in result.err
    assert draft.read_bytes() == before


@pytest.mark.parametrize("opening", ["+++", "{"])
def test_a_head_of_another_kind(opening: str) -> None:
    base = '---\ntitle: "A"\ndate: 2022-09-28T09:00:00+02:00\n---\n\nOne.\n'
    mine = {"+++": '+++\ntitle = "A"\nown = 1\n+++\n\nOne.\n', "{": '{\n"title": "A",\n"own": 1\n}\n\nOne.\n'}[opening]
    theirs = document.parse(mine.encode(), "x.md")
    merged = merging.merge(base, theirs, base.replace('"A"', '"B"').replace("09:00", "10:00"))
    after = document.parse(merged.text.encode(), "x.md")
    assert not after.problems
    assert (after.meta["title"], after.meta["own"]) == ("B", 1)
    assert "date" not in after.meta, "the person took it out"


LINES = st.lists(st.sampled_from(["", "a", "b", "c", "one two", "- x", "======="]), max_size=12)
BODY = st.builds("\n".join, LINES).flatmap(
    lambda text: st.sampled_from([text, text + "\n", text.replace("\n", "\r\n")])
)


@given(base=BODY, theirs=BODY, new=BODY)
def test_no_line_of_a_person_is_lost(base: str, theirs: str, new: str) -> None:
    merged, _, conflicts = merging.merge_lines(base, theirs, new)
    kept = Counter(merged.splitlines())
    written = Counter(theirs.splitlines()) - Counter(base.splitlines())
    assert not written - kept
    assert (conflicts > 0) == (">>>>>>> from the changed notes" in kept)


@given(base=BODY, other=BODY)
def test_only_one_side_changed(base: str, other: str) -> None:
    def lines(text: str) -> list[str]:
        return text.splitlines()

    assert lines(merging.merge_lines(base, other, base)[0]) == lines(other)
    merged, _, conflicts = merging.merge_lines(base, base, other)
    assert lines(merged) == lines(other)
    assert conflicts == 0


def test_a_text_too_long_to_compare_is_refused(endpoint: FakeEndpoint, notes: Path, draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8") + "x\n\n" * 10_000, "utf-8")
    result = again(endpoint, notes, POST)
    assert result.code == 2
    assert "--force" in result.err
