"""Outline first: `draft --outline` writes a plan, `draft --from-outline` the post along it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import run

from drafter import document, plan
from drafter.errors import DrafterError

PLAN = """\
# Forty people in Prague

Lines: 19-22

- who met, when and where

## Our talk

Lines: 25-27, 9999

- talent

## Goals

Lines: 40-51
"""
ANSWER = (
    '---\ntitle: "Clusters in Prague"\ndescription: "What we said."\ntags: ["clusters"]\n---\n\nThe conference met.\n'
)
OUTLINE = Path("outlines/prague.md")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    with FakeEndpoint(default=reply(ANSWER)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789abcdef")
        yield server


@pytest.fixture
def notes(prague: Path) -> Path:
    Path("notes").mkdir()
    return Path(shutil.copy(prague, "notes/prague.md"))


def asked(endpoint: FakeEndpoint) -> list[str]:
    return [request.body["messages"][-1]["content"] for request in endpoint.completions]


# -- the file --------------------------------------------------------------------------------------


def test_a_plan_survives_its_file() -> None:
    made = plan.Plan(
        "Forty people", (plan.Section("", (3, 4, 5, 9)), plan.Section("Goals", (11,), "- one\n- two")),
        "notes/a.md", "sha256:1", "event-recap",
    )  # fmt: skip
    assert plan.parse(plan.render(made, "in no section: line 7").encode(), "x.md") == made


@pytest.mark.parametrize(("written", "numbers"), [
    ("Lines: 3-5, 9", (3, 4, 5, 9)),
    ("**Lines:** 3–4", (3, 4)),
    ("- lines: 7 to 8", (7, 8)),
    ("Line: 2", (2,)),
    ("Lines: 5, 5, 4", (5, 4)),
])  # fmt: skip
def test_lines_as_people_and_models_write_them(written: str, numbers: tuple[int, ...]) -> None:
    assert plan.parse(f"# T\n\n{written}\n".encode(), "x.md").sections[0].lines == numbers


@pytest.mark.parametrize("text", ["", "# A post\n\nWith text.\n", "Lines: none\n"])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(DrafterError, match="no plan"):
        plan.parse(text.encode(), "x.md")


def test_a_huge_range_costs_little() -> None:
    made = plan.parse(b"Lines: " + b"1-9999999, " * 50, "x.md", known={3})
    assert made.sections[0].lines == (3,)


# -- making one ------------------------------------------------------------------------------------


def test_the_model_is_asked_for_a_plan_and_nothing_else(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(reply(PLAN))
    result = run("draft", notes, "--outline")
    assert (result.code, result.out.strip()) == (0, OUTLINE.as_posix()), result.err
    made = plan.parse(OUTLINE.read_bytes(), "x.md")
    assert [section.title for section in made.sections] == ["", "Our talk", "Goals"]
    assert made.sections[1].lines == (25, 26, 27)  # 9999 is no line of the notes
    assert made.notes == "notes/prague.md"
    assert "in no section: lines" in result.err
    assert "Do not write the post yet" in asked(endpoint)[0]
    assert not Path("drafts").exists()


def test_a_plan_without_a_model(notes: Path) -> None:
    result = run("draft", notes, "--outline")
    assert result.code == 0, result.err
    made = plan.parse(OUTLINE.read_bytes(), "x.md")
    assert len(made.sections) > 3 and {19, 20, 25, 40} <= made.used


def test_a_plan_is_not_overwritten(notes: Path) -> None:
    run("draft", notes, "--outline")
    OUTLINE.write_text("mine")
    result = run("draft", notes, "--outline")
    assert result.code == 2 and "--from-outline" in result.err and OUTLINE.read_text() == "mine"
    assert run("draft", notes, "--outline", "--force").code == 0
    assert Path(f"{OUTLINE}.bak").read_text() == "mine"


def test_an_answer_that_is_no_plan(endpoint: FakeEndpoint, notes: Path) -> None:
    result = run("draft", notes, "--outline")
    assert result.code == 2 and "no plan" in result.err and not OUTLINE.exists()


# -- along it --------------------------------------------------------------------------------------


def test_the_post_along_a_plan(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(reply(PLAN))
    run("draft", notes, "--outline")
    result = run("draft", "--from-outline", OUTLINE)
    assert result.code == 0, result.err
    assert document.read(result.out.strip()).meta["notes"] == "notes/prague.md"
    assert "A person has settled the plan" in asked(endpoint)[1] and "## Our talk" in asked(endpoint)[1]
    assert "kept" in run("draft", "--from-outline", OUTLINE).err
    OUTLINE.write_text(OUTLINE.read_text().replace("## Goals", "## Five goals"))
    assert "kept" not in run("draft", "--from-outline", OUTLINE).err
    assert len(asked(endpoint)) == 3


def test_the_offline_post_keeps_the_plans_order(notes: Path) -> None:
    run("draft", notes, "--outline")
    made = plan.parse(OUTLINE.read_bytes(), "x.md")
    first, *rest = made.sections
    chosen = plan.Plan(made.title, (first, *rest[:0:-1]), made.notes, made.notes_digest, made.prompt)
    OUTLINE.write_text(plan.render(chosen))
    result = run("draft", "--from-outline", OUTLINE)
    body = document.read(result.out.strip()).body
    assert [line[3:] for line in body.splitlines() if line.startswith("## ")] == [s.title for s in chosen.sections[1:]]
    assert f"## {rest[0].title}" not in body and "in no section" in result.err


def test_notes_beyond_the_context_are_planned_and_written_in_parts(endpoint: FakeEndpoint) -> None:
    lines = [f"- item {number} was bought for {number} euros at shop {number}" for number in range(1, 1201)]
    Path("long.md").write_text("# Market\n\n" + "\n".join(lines) + "\n")
    Path("drafter.toml").write_text("[model]\ncontext = 12000\n")
    refused = run("draft", "long.md")
    assert refused.code == 2 and "--outline" in refused.err and not asked(endpoint)
    endpoint.enqueue(
        *(
            reply(
                f"# Market\n\nLines: {3 if n == 0 else 500 * n}\n\n## Part {n}\n\nLines: {500 * n + 4}-{500 * n + 99}\n"
            )
            for n in range(3)
        )
    )
    outlined = run("draft", "long.md", "--outline")
    assert outlined.code == 0, outlined.err
    assert len(asked(endpoint)) > 1 and "in no section" in outlined.err
    planned = len(asked(endpoint))
    made = plan.parse(Path(outlined.out.strip()).read_bytes(), "x.md")
    endpoint.enqueue(reply(ANSWER), *(reply(f"Item {number} was bought.") for number in range(1, len(made.sections))))
    result = run("draft", "--from-outline", outlined.out.strip())
    assert result.code == 0, result.err
    parts = asked(endpoint)[planned:]
    assert len(parts) == len(made.sections) and all(len(part) < 4 * 12_000 for part in parts)
    draft = document.read(result.out.strip())
    assert draft.meta["title"] == "Clusters in Prague"
    assert draft.body.count("## Part") == len(made.sections) - 1 and "Item 1 was bought." in draft.body
    assert str(draft.meta["ai_run"]).removeprefix("sha256:") in {path.stem for path in Path(".drafter/runs").iterdir()}


def test_a_plan_is_no_notes(notes: Path) -> None:
    run("draft", notes, "--outline")
    result = run("draft", OUTLINE)
    assert result.code == 2 and f"--from-outline {OUTLINE}" in result.err


def test_a_dry_run_shows_what_would_be_asked(endpoint: FakeEndpoint, notes: Path) -> None:
    shown = run("draft", notes, "-m", "fake-1", "--outline", "--dry-run")
    assert shown.code == 0 and not endpoint.completions and not OUTLINE.exists()
    endpoint.enqueue(reply(PLAN))
    run("draft", notes, "-m", "fake-1", "--outline")
    assert asked(endpoint)[0].strip() in shown.out
    along = run("draft", "-m", "fake-1", "--from-outline", OUTLINE, "--dry-run")
    assert along.code == 0 and "Forty people in Prague" in along.out and len(endpoint.completions) == 1
