"""The evaluation: figures of posts whose faults are known, runs and judgements over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from fake_endpoint import FakeEndpoint, reply

from drafter import notes
from drafter.errors import DrafterError

EVALS = Path(__file__).resolve().parent.parent / "evals"
NOTES = """\
# Allotment day, 3 May 2024, Brno

- 40 guests
- decided: a second day in September
- programme: https://example.org/programme
- winners of the prize?? not noted
"""
FACTS = """\
[[fact]]
id = "guests"
any = ["40|forty guest|visitor"]

[[fact]]
id = "second-day"
any = ["second|another day september"]

[[fact]]
id = "programme"
any = ["https://example.org/programme"]

[[fact]]
id = "winners"
kind = "gap"
any = ["prize|winner not|unknown|CHECK"]

[[fact]]
id = "remark"
kind = "never"
any = ["not_noted"]
"""
GOOD = """\
---
title: "Forty guests at the allotment day"
description: "A second allotment day follows in September, the gardeners of Brno decided in May."
---
On 3 May 2024, forty visitors came to the allotment day in Brno; the [programme of the day](https://example.org/programme/)
is public. It was decided that another day follows in September. [[CHECK: who won the prize?]]
"""
BAD = """\
# Day

An exciting allotment day with 70 guests took place in Brno on 3 May 2024, and Karel Dvorak opened the gardens.

On 3 May 2024 an allotment day with 70 guests took place in Brno, and Karel Dvorak opened the gardens. [Here](https://example.org/x).

In conclusion, we look forward to an exciting future together.
"""


@pytest.fixture
def evals(monkeypatch: pytest.MonkeyPatch) -> Sequence[ModuleType]:
    monkeypatch.syspath_prepend(str(EVALS))
    import facts
    import judge
    import run
    import score

    return facts, score, run, judge


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    (path := tmp_path / "allotment.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "allotment.facts.toml").write_text(FACTS, encoding="utf-8")
    return path


def scored(evals: Sequence[ModuleType], noted: Path, text: str):
    facts, score = evals[:2]
    return score.score(notes.read(str(noted)), text, facts.load(facts.find(noted, None)))


def test_a_good_post_is_without_fault(evals, noted):
    found = scored(evals, noted, GOOD)
    assert (found.coverage, found.own_coverage, found.gaps_marked, found.missed) == (1.0, 1.0, 1, ())
    assert (found.unsupported, found.faults, found.language_kept, found.marks) == (0, (), True, 1)


def test_a_bad_post_has_each_of_its_faults(evals, noted):
    found = scored(evals, noted, BAD)
    assert found.coverage == 0 and found.missed == ("guests", "second-day", "programme", "winners")
    assert any("70" in one for one in found.flagged) and any("Dvorak" in one for one in found.flagged)
    assert found.repetition and found.hype and found.vague_closing and found.dangling_links
    assert any("title" in one for one in found.faults) and any("teaser" in one for one in found.faults)
    assert found.own_coverage < 0.7


def test_what_must_not_be_said_is_found_and_what_is_praise_in_the_notes_is_none(evals, noted):
    assert scored(evals, noted, GOOD + "\nThe winners were not noted.\n").never == 1
    noted.write_text(NOTES + "- an exciting day\n", encoding="utf-8")
    assert scored(evals, noted, GOOD + "\nIt was an exciting day.\n").hype == 0


@pytest.mark.parametrize(
    ("wording", "text", "told"),
    [
        ("26 27 sept|zari", "26. a 27. září 2022", True),
        ("26 27 sept", "on 26 and 127 September", False),
        ("2802,00|2802 euro", "2802,00 Euro", True),
        ("2802", "it is 2802.5", False),
        ("all_hands", "the All  Hands call", True),
        ("retrain talent", "talents" + " x" * 200 + " retraining", False),
        ("@json type", "the type `@json`", True),
    ],
)
def test_wordings_are_met_in_any_order_and_language_but_close_together(evals, wording, text, told):
    facts = evals[0]
    assert facts.told([facts.Fact("one", (wording,))], text, [])["one"] is told


@pytest.mark.parametrize(
    "broken", ["", "[[fact]]\nid = 'x'\n", FACTS + FACTS, "[[fact]]\nid='x'\nkind='y'\nany=['z']\n"]
)
def test_a_broken_facts_file_is_said_to_be_one(evals, tmp_path, broken):
    (path := tmp_path / "facts.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(DrafterError, match=r"facts\.toml"):
        evals[0].load(path)


def test_scores_from_the_command_line(evals, noted, tmp_path, capsys):
    (good := tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    assert evals[1].main([str(noted), str(good), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["coverage"] == 1.0
    assert evals[1].main([str(noted), str(good)]) == 0
    assert "| coverage | 1.0 |" in capsys.readouterr().out
    assert evals[1].main([str(noted), str(tmp_path / "none.md")]) == 2


def test_the_prague_facts_are_told_by_the_committed_draft(evals, prague):
    facts, score = evals[:2]
    draft = next((prague.parent.parent / "drafts").glob("*prague.md")).read_text(encoding="utf-8")
    found = score.score(notes.read(str(prague)), draft, facts.load(facts.find(prague, None)))
    assert (found.coverage, found.gaps_marked, found.never, found.unsupported, found.faults) == (1.0, 1, 0, 0, ())


def test_a_run_keeps_figures_and_not_a_word_of_the_notes(evals, noted, tmp_path, capsys):
    history = tmp_path / "history.jsonl"
    kept = ["--history", str(history), "--out", str(tmp_path / "out")]
    with FakeEndpoint() as endpoint:
        endpoint.enqueue(reply(GOOD))
        endpoint.enqueue(reply(BAD))
        endpoint.enqueue(reply(""))
        asked = [str(noted), "-m", "m", "--base-url", endpoint.url, *kept]
        assert evals[2].main(asked) == 0
        assert evals[2].main([*asked, "--plain"]) == 0
        assert evals[2].main([*asked, "--plain"]) == 1, "an empty answer is no post"
        assert NOTES.strip() in endpoint.requests[1].body["messages"][-1]["content"]
    assert evals[2].main([str(noted), *kept]) == 0
    rows = [json.loads(line) for line in history.read_text(encoding="utf-8").splitlines()]
    assert [(row["model"], row["prompt"], row.get("coverage")) for row in rows] == [
        ("m", "event-recap", 1.0), ("m", "plain", 0.0), ("m", "plain", None), ("offline", "none", 1.0),
    ]  # fmt: skip
    assert rows[2]["error"] and "Allotment" not in history.read_text(encoding="utf-8")
    capsys.readouterr()
    assert evals[2].main(["--table", *kept]) == 0
    assert "| m | event-recap |" in capsys.readouterr().out


def test_a_judge_is_asked_in_both_orders_and_sees_no_head(evals, noted, tmp_path, capsys):
    for name, text in (("first", GOOD), ("second", BAD)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "allotment.md").write_text(text, encoding="utf-8")
    order = [str(noted), "--first", str(tmp_path / "first"), "--second", str(tmp_path / "second"), "-m", "m"]
    verdict = '{"winner": "%s", "reason": "it is true"}'
    with FakeEndpoint() as endpoint:
        for said in ("A", "B", "A", "A"):
            endpoint.enqueue(reply(f"So: {verdict % said}"))
        endpoint.enqueue(reply("I can't decide"))
        asked = [*order, "--base-url", endpoint.url, "--verdicts", str(tmp_path / "verdicts.jsonl")]
        assert evals[3].main(asked) == 0
        agreed = json.loads(capsys.readouterr().out)
        assert evals[3].main(asked) == 0
        split = json.loads(capsys.readouterr().out)
        assert evals[3].main(asked) == 2, "an answer without a verdict is an error"
        sent = [request.body["messages"][-1]["content"] for request in endpoint.requests]
    assert (agreed["first"], agreed["orders_agree"], agreed["first_of_decided"]) == (1, 1, 1.0)
    assert (split["tie"], split["orders_agree"], split["first_of_decided"]) == (1, 0, None)
    assert sent[0].index("Forty guests") < sent[0].index("Karel Dvorak") and "description:" not in sent[0]
    assert sent[1].index("Karel Dvorak") < sent[1].index("Forty guests")
    assert evals[3].main(order) == 2, "without an endpoint nobody can be asked"
