"""Recorded answers are replayed through parsing, cleaning, grounding and repair: what worked once goes on working."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import run

import drafter
from drafter import document, notes

ROOT = Path(__file__).parent.parent
RECORDED = sorted((ROOT / "tests" / "recorded").glob("prague-*.md"))
sys.path.append(str(ROOT / "evals"))


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, prague: Path) -> Iterator[FakeEndpoint]:
    Path("notes").mkdir()
    shutil.copy(prague, "notes/prague.md")
    with FakeEndpoint() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789abcdef")
        yield server


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_an_answer_becomes_a_draft(path: Path, endpoint: FakeEndpoint) -> None:
    endpoint.enqueue(reply(path.read_text("utf-8")))
    result = run("draft", "notes/prague.md", "--repair", "0")
    assert result.code == 0, result.err
    made = document.read(result.out.strip())
    assert made.meta["title"] and "# " not in made.body.split("\n## ")[0]
    assert made.body.count("Most of the articles on the blog") == 1
    assert run("check", made.path, "--select", "D,S421,S422,S431,S432").code == 0
    assert [claim.text for _, claim in drafter.trace(made.path).flagged] == []


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_an_answer_covers_the_facts(path: Path, prague: Path) -> None:
    from facts import load
    from score import score

    wanted = load(ROOT / "evals" / "facts" / "eu-cluster-conference-prague.toml")
    figures = score(notes.read(str(prague)), path.read_text("utf-8"), wanted).figures()
    assert figures["coverage"] >= 0.95
    assert figures["never"] == 0


def test_an_embellished_answer_is_repaired_by_the_recorded_one(endpoint: FakeEndpoint) -> None:
    good = (ROOT / "tests" / "recorded" / "prague-short.md").read_text("utf-8")
    bad = good.replace("26 and 27 September", "24 and 25 September").replace("eighth", "ninth")
    assert bad.count("ninth") == 1
    endpoint.enqueue(reply(bad), reply(good))
    result = run("draft", "notes/prague.md")
    assert result.code == 0, result.err
    assert "24 and 25 September" in endpoint.completions[1].body["messages"][-1]["content"]
    body = document.read(result.out.strip()).body
    assert "26 and 27 September" in body and "ninth" not in body
