"""What reading and tracing made is found again for the same bytes, and for nothing else."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest
from helpers import run

from drafter import cache, document, grounding, notes, settings
from drafter.grounding import tracing
from drafter.notes import reading
from drafter.pipeline.review import review
from drafter.rules import Subject

NOTES = """\
---
date: 2024-05-03
tags: [meetup]
---
# Meetup in Brno

- 40 guests
- Jana Novak spoke about compilers
- decided: membership fees rise to 30 euros
"""
POST = """\
---
title: "A meetup"
draft: true
ai_disclosure: ai-generated
notes: notes.md
review_status: pending
---

Disclaimer: Most of the articles on the blog are written using an AI tool.

Jana Novak spoke about compilers to 70 guests.
"""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often notes are read and posts are traced."""
    counts = {"read": 0, "traced": 0}
    read, trace = reading.parse, tracing.trace

    def reads(*some: object, **named: object) -> object:
        counts["read"] += 1
        return read(*some, **named)  # type: ignore[arg-type]

    def traces(*some: object, **named: object) -> object:
        counts["traced"] += 1
        return trace(*some, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse", reads)
    monkeypatch.setattr(tracing, "trace", traces)
    Path("notes.md").write_text(NOTES, "utf-8")
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(POST, "utf-8")
    return counts


def values() -> list[Path]:
    folder = Path(settings.cache_folder()) / "values"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_second_look_reads_and_traces_nothing_and_says_the_same(counted: dict[str, int]) -> None:
    first = run("review", "drafts/a.md")
    assert "'70'" in first.out or "70" in first.out
    assert counted == {"read": 1, "traced": 1}
    assert run("review", "drafts/a.md") == first
    again = run("check", "drafts/a.md")
    assert counted == {"read": 1, "traced": 1} and "G501" in again.out
    assert run("check", "--no-cache", "drafts/a.md") == again
    assert counted == {"read": 2, "traced": 2}
    kept = review("drafts/a.md", settings.load())
    fresh = Subject(document.read("drafts/a.md"), settings.load())
    assert kept.evidence == fresh.evidence
    assert kept.notes == notes.read("notes.md")


@pytest.mark.parametrize("what", ["draft", "notes", "disclaimer", "code", "version"])
def test_what_depends_on_something_else_now_is_worked_out_anew(
    counted: dict[str, int], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("review", "drafts/a.md")
    if what == "draft":
        Path("drafts/a.md").write_text(POST.replace("70", "40"), "utf-8")
    elif what == "notes":
        before = Path("notes.md").stat()
        Path("notes.md").write_text(NOTES.replace("40", "70"), "utf-8")
        os.utime("notes.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    elif what == "disclaimer":
        Path("drafter.toml").write_text('[disclaimer]\narticle = "Jana Novak spoke about compilers to 70 guests."\n')
    elif what == "code":
        cache._code.cache_clear()
        monkeypatch.setattr(cache, "_FOLDERS", (".", "notes"))
    else:
        monkeypatch.setattr(cache, "__version__", "0")
    found = run("review", "drafts/a.md")
    cache._code.cache_clear()
    assert counted["traced"] == 2, what
    assert counted["read"] == (1 if what in ("draft", "disclaimer") else 2)
    assert ("G501" in run("check", "--no-cache", "drafts/a.md").out) == (what in ("code", "version"))
    assert found.code == 0


def test_what_cant_be_read_back_is_worked_out_anew(counted: dict[str, int], tmp_path: Path) -> None:
    first = run("review", "drafts/a.md")

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/pwned",)

    made = [
        b"",
        b"junk",
        pickle.dumps(Evil()),
        pickle.dumps(os.getcwd),
        pickle.dumps(Path("x")),
        b"\x80\x05cos\nsystem\n.",
    ]
    for number, data in enumerate(made, 2):
        for path in values():
            path.write_bytes(data)
        assert run("review", "drafts/a.md") == first
        assert counted == {"read": number, "traced": number}
    assert not (tmp_path / "pwned").exists()


def test_values_are_private_and_no_more_than_so_many_are_kept(
    counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("review", "drafts/a.md")
    assert len(values()) == 2
    assert {path.stat().st_mode & 0o777 for path in values()} == {0o600}
    assert values()[0].parent.stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(cache, "MOST", 10)
    for guests in range(30):
        Path("drafts/a.md").write_text(POST.replace("70", str(guests)), "utf-8")
        run("check", "drafts/a.md")
        assert 0 < len(values()) <= 10
    assert run("check", "drafts/a.md") and counted["traced"] == 31
    for path in values():
        os.utime(path, (0, time.time() - cache.LONGEST - 1))
    Path("drafts/a.md").write_text(POST.replace("70", "72"), "utf-8")
    run("check", "drafts/a.md")
    assert len(values()) == 2  # the notes, which were used, and the new one
    values()[0].parent.chmod(0o500)
    Path("drafts/a.md").write_text(POST.replace("70", "71"), "utf-8")
    assert "G501" in run("check", "drafts/a.md").out


def test_what_cant_be_kept_is_made_each_time() -> None:
    made: list[int] = []

    def make() -> object:
        made.append(1)
        return lambda: None

    for _ in range(2):
        assert callable(cache.remembered("lambda", make))
    assert len(made) == 2 and not values()
    assert grounding.trace is tracing.trace
