"""`drafter check` and `drafter rule` as CI and people run them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest
from helpers import run

from drafter import formats, rules
from drafter.cli import checking
from drafter.settings import DISCLAIMERS

GOOD = f"---\ntitle: A post\ndraft: true\n---\n\n{DISCLAIMERS['en']}\n\nForty people met in Brno.\n"
BAD = GOOD.replace("Disclaimer:", "<!-- Disclaimer:").replace("tool.", "tool. -->")


@pytest.fixture
def posts() -> Path:
    folder = Path("drafts")
    folder.mkdir()
    (folder / "good.md").write_text(GOOD)
    return folder


def test_a_clean_folder(posts: Path) -> None:
    result = run("check")
    assert result.code == 0
    assert "1 post checked in drafts" in result.out


def test_a_hidden_disclaimer_fails_with_path_line_and_cure(posts: Path) -> None:
    (posts / "bad.md").write_text(BAD)
    result = run("check")
    assert result.code == 1
    assert "drafts/bad.md:6:" in result.out
    assert "D102" in result.out
    assert "drafter check --fix drafts/bad.md" in result.out


def test_nothing_checked_is_not_a_pass() -> None:
    assert run("check").code == 2
    Path("empty").mkdir()
    result = run("check", "empty")
    assert (result.code, result.out) == (2, "")
    assert "nothing to check" in result.err
    assert run("check", "empty", "--allow-empty").code == 0
    assert run("check", "gone.md").code == 2


def test_json_is_the_contract(posts: Path) -> None:
    (posts / "bad.md").write_text(BAD)
    result = run("check", "--output-format", "json")
    data = json.loads(result.out)
    assert (data["version"], data["files_checked"]) == (1, 2)
    finding = data["findings"][0]
    assert {"path", "line", "column", "code", "name", "severity", "message", "fixable"} == set(finding)
    assert (finding["path"], finding["code"], finding["severity"]) == ("drafts/bad.md", "D102", "error")


def test_the_formats_of_the_option_are_those_there_are() -> None:
    assert get_args(checking.Format) == tuple(formats.FORMATS)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_reports_beside_the_text(posts: Path, name: str) -> None:
    (posts / "bad.md").write_text(BAD)
    result = run("check", "--report", f"{name}=out/report")
    assert result.code == 1
    assert "D102" in result.out
    assert "D102" in Path("out/report").read_text()
    assert run("check", "--report", f"{name}x=y").code == 2


def test_inside_github_actions(posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (posts / "bad.md").write_text(BAD)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    result = run("check")
    assert result.out.startswith("::error file=drafts/bad.md,line=6")
    assert "D102" in result.err
    assert "D102" in Path("summary.md").read_text()


def test_fix_mends_and_diff_only_shows(posts: Path) -> None:
    bad = posts / "bad.md"
    bad.write_text(BAD)
    shown = run("check", "--diff")
    assert shown.code == 1
    assert f"+{DISCLAIMERS['en']}" in shown.out
    assert bad.read_text() == BAD
    assert run("check", "--fix").code == 0
    mended = bad.read_text()
    assert run("check", "--fix").code == 0
    assert bad.read_text() == mended


def test_locked_rules_stay(posts: Path) -> None:
    (posts / "bad.md").write_text(BAD)
    result = run("check", "--ignore", "D")
    assert result.code == 1
    assert "can't be ignored" in result.out + result.err


def test_standard_input() -> None:
    assert run("check", "-", stdin=GOOD.encode()).code == 0
    assert run("check", "-", stdin=BAD.encode()).code == 1


def test_every_rule_explains_itself() -> None:
    listed = run("rule").out
    for code, rule in rules.all_rules().items():
        assert code in listed
        assert rule.info.fix in run("rule", code).out
    assert "D101" in run("rule", "disclaimer-missing").out
    assert "did you mean" in run("rule", "D1011").err


COMMAND_LINES = [
    ["--version"],
    ["check"],
    ["check", "drafts"],
    ["check", "drafts", "--select", "D"],
    ["check", "drafts/good.md", "--select", "D", "--no-cache"],
    ["check", "--select", "D,R", "--ignore", "R301", "drafts/good.md", "drafts/bad.md"],
    ["check", "--strict", "drafts"],
    ["check", "--diff", "drafts"],
    ["check", "gone.md"],
    ["check", "--select", "X", "drafts"],
    ["check", "--select", "--strict"],
    ["check", "--selct", "D"],
    ["check", "--output-format", "json"],
    ["check", "empty", "--allow-empty"],
    ["check", "--fix=1"],
    ["check", "--select"],
    ["check", "-"],
    ["review", "drafts/good.md"],
    ["review", "--html", "page.html", "drafts/good.md"],
    ["review", "drafts/good.md", "--html", "gone/page.html"],
    ["review", "drafts/good.md", "--html", "a.html", "--html", "b.html"],
    ["review", "drafts/good.md", "drafts/bad.md"],
    ["review", "gone.md"],
    ["review", "--html"],
    ["review"],
    ["draft", "notes.md"],
    ["draft", "notes.md", "--offline", "-o", "elsewhere", "--lang", "de"],
    ["draft", "notes.md", "--dry-run", "-p", "meeting-minutes"],
    ["draft", "notes.md", "-m", "openai/gpt-5.2"],
    ["draft", "notes.md", "-m", "a", "--model", "b"],
    ["draft", "notes.md", "--repair", "9"],
    ["draft", "notes.md", "--repair", "x"],
    ["draft", "notes.md", "--outline"],
    ["draft", "gone.md", "--repair", "0"],
    ["draft", "notes.md", "-p", "gone"],
    ["draft", "--offline"],
    ["draft", "notes.md", "-o", "", "--lang", ""],
    ["draft", "notes.md", "-o", "-m"],
    ["draft", ""],
    ["review", "drafts/good.md", "--html", ""],
]


@pytest.mark.parametrize("argv", COMMAND_LINES, ids=" ".join)
def test_the_short_way_says_what_typer_says(posts: Path, argv: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (posts / "bad.md").write_text(BAD)
    Path("notes.md").write_text("# A meetup in Brno\n\nDate: 2024-05-03\n\n- Forty people came.\n", "utf-8")
    Path("empty").mkdir()
    shutil.copytree(".", "../again")
    short = run(*argv, stdin=GOOD.encode())
    monkeypatch.chdir("../again")
    monkeypatch.setattr("drafter.door.short_way", lambda argv: None)
    assert run(*argv, stdin=GOOD.encode()) == short
