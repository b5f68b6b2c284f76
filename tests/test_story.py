"""The whole story from an empty folder: draft, check, review, accept, approve, edit, approve again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import run

from drafter import document

ANSWER = """\
---
title: "Clusters in Prague"
description: "LightMirror spoke about talent at the 2022 European Cluster Conference."
---

LightMirror had a slot at the 2022 European Cluster Conference in Prague on 26 and 27 September 2022. The topic was
"Enhancing, Updating, and Maintaining Talent in the European Industry".
"""
FACT = "\nAlena Dvořáková of Skoda asked for 35 apprentices.\n"
BY = ("--reviewer", "Ana Souza")


@pytest.fixture(params=["offline", "endpoint"])
def composer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "offline":
        yield "offline"
        return
    with FakeEndpoint(default=reply(ANSWER)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield "endpoint"


def codes(result_out: str) -> set[str]:
    return {
        word
        for word in result_out.replace(":", " ").split()
        if len(word) == 4 and word[1:].isdigit() and word[0].isalpha()
    }


def test_the_whole_story(composer: str, prague: Path) -> None:
    Path("notes").mkdir()
    shutil.copy(prague, "notes/prague.md")
    path = Path(run("draft", "notes/prague.md").out.strip())
    assert run("check").code == 0, "a draft that awaits review passes"

    published = Path("drafts/published.md")
    published.write_text(path.read_text().replace("draft: true", "draft: false"))
    result = run("check", published)
    assert result.code == 1
    assert "R301" in codes(result.out)
    assert f"drafter approve {published}" in result.out
    published.unlink()

    path.write_text(path.read_text() + FACT)
    result = run("check")
    assert result.code == 0, "on a draft they are warnings"
    assert {"G501", "G503"} <= codes(result.out)
    refused = run("approve", path, *BY, "--yes")
    assert refused.code == 2
    assert "G50" in refused.err
    assert "draft: true" in path.read_text()

    for code, text in [("G501", "35"), ("G503", "Alena Dvořáková of Skoda")]:
        accepted = run("accept", path, code, text, "--reason", "she told me on stage", *BY)
        assert accepted.code == 0, accepted.err
    assert run("accept", path, "G501", "36", "--reason", "x", *BY).code == 2
    assert run("accept", path, "G501", "35", *BY).code == 2, "a reason is needed"
    before = path.read_text()
    approved = run("approve", path, *BY, "--role", "editor", "--yes")
    assert approved.code == 0, approved.err
    signed = document.read(path)
    assert signed.meta["draft"] is False
    assert signed.meta["reviewed_by"] == "Ana Souza"
    assert signed.meta["review_status"] == "approved"
    assert signed.body == document.parse(before.encode(), "x").body
    assert run("check").code == 0
    assert codes(run("check").out) == set()

    path.write_text(path.read_text().replace("35 apprentices", "36 apprentices"))
    changed = run("check")
    assert changed.code == 1
    assert "R302" in codes(changed.out)
    assert "Ana Souza" in changed.out
    assert f"drafter approve {path}" in changed.out
    path.write_text(path.read_text().replace("36 apprentices", "35 apprentices of hers"))
    again = run("approve", path, *BY, "--yes")
    assert again.code == 0, again.err
    assert run("check").code == 0

    assert run("approve", path, "--withdraw").code == 0
    held = document.read(path)
    assert held.meta["draft"] is True
    assert "reviewed_by" not in held.meta
    assert run("check").code == 0


@pytest.mark.parametrize("name", ["", "ChatGPT", "Claude 2", "AI"])
def test_only_a_person_signs(prague: Path, name: str) -> None:
    path = run("draft", prague).out.strip()
    result = run("approve", path, "--reviewer", name, "--yes")
    assert result.code == 2
    assert "draft: true" in Path(path).read_text()


def test_an_approval_is_asked_for_on_a_terminal_only(prague: Path) -> None:
    path = run("draft", prague).out.strip()
    assert run("approve", path).code == 2
    assert "--yes" in run("approve", path).err
    assert run("approve", path, "--yes").code == 2


def test_gaps_keep_a_post_from_being_signed(prague: Path) -> None:
    path = Path(run("draft", prague).out.strip())
    path.write_text(path.read_text() + "\nThe winner was [[CHECK: who won]].\n")
    result = run("approve", path, *BY, "--yes")
    assert result.code == 2
    assert "S411" in result.err


def test_reviewers_are_those_of_the_workspace(prague: Path) -> None:
    Path("drafter.toml").write_text('reviewers = ["Ana Souza"]\n')
    path = run("draft", prague).out.strip()
    assert "Ana Souza" in run("approve", path, "--reviewer", "Eve", "--yes").err
    assert run("approve", path, *BY, "--yes").code == 0


def test_changed_notes_make_a_signature_stale(prague: Path) -> None:
    Path("notes").mkdir()
    notes = Path(shutil.copy(prague, "notes/prague.md"))
    path = run("draft", notes).out.strip()
    assert run("approve", path, *BY, "--yes").code == 0
    notes.write_text(notes.read_text() + "\n- one more thing\n")
    result = run("check")
    assert result.code == 1
    assert "notes changed" in result.out
