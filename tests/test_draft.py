"""`drafter draft` as a writer uses it, without a model: notes in, a reviewable post out, nothing lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import real_notes
from helpers import run

from drafter import document
from drafter.settings import DISCLAIMERS

DISCLAIMER = DISCLAIMERS["en"]
PRAGUE_FACTS = [
    "2022 European Cluster Conference", "Prague", "26", "27", "September 2022", "8th",
    "European Commission", "Czech Ministry for Industry and Trade", "LightMirror",
    "EU Industrial Strategy", "Transition Pathways",
    "Enhancing, Updating, and Maintaining Talent in the European Industry", "Russia", "Ukraine",
    "Euroclusters", "Cluster Excellence", "Internationalisation", "SME Innovation Support",
    "Industrial Modernisation", "Smart Specialisation", "European Cluster Manager of the Year",
    "European Cluster Partnership of the Year", "https://example.org/eu-cluster-conference-2022/video",
]  # fmt: skip


@pytest.fixture
def notes(prague: Path) -> Path:
    """The Prague notes in a workspace of the test's own."""
    Path("notes").mkdir()
    return Path(shutil.copy(prague, "notes/prague.md"))


def sentences(body: str) -> list[str]:
    lines = [re.sub(r"^[#\-*>\d.\s]+", "", line) for line in body.splitlines()]
    return [part.strip() for line in lines for part in re.split(r"(?<=[.!?])\s", line) if len(part.split()) > 4]


def test_prague(notes: Path) -> None:
    result = run("draft", notes)
    assert (result.code, result.out) == (0, "drafts/2022-09-28-prague.md\n")
    draft = document.read("drafts/2022-09-28-prague.md")
    assert not draft.problems
    assert draft.body.strip().startswith(DISCLAIMER + "\n\n")
    assert draft.meta["draft"] is True
    assert draft.meta["author"] == "Dimitri"
    assert draft.meta["ai_disclosure"] == "none"
    assert draft.meta["notes"] == "notes/prague.md"
    assert draft.meta["review_status"] == "pending"
    assert str(draft.meta["date"]).startswith("2022-09-28")
    assert [fact for fact in PRAGUE_FACTS if fact not in draft.body] == []
    told = sentences(draft.body)
    assert len(told) == len(set(told)) > 10
    assert "click here" not in draft.body.lower()
    assert "[[CHECK" not in draft.body
    assert "no model was used" in result.err


def test_the_same_again_is_kept_and_a_change_of_the_notes_is_drafted(notes: Path) -> None:
    first = run("draft", notes)
    before = Path(first.out.strip()).read_bytes()
    again = run("draft", notes)
    assert (again.code, again.out) == (0, first.out)
    assert "kept" in again.err
    assert Path(first.out.strip()).read_bytes() == before
    notes.write_text(notes.read_text() + "\n## who spoke\n- Jana Malá opened the day\n")
    assert run("draft", notes).out == first.out
    assert "Jana Malá" in Path(first.out.strip()).read_text()


def test_an_edited_draft_is_never_overwritten(notes: Path) -> None:
    path = Path(run("draft", notes).out.strip())
    edited = path.read_text().replace("took place", "was held")
    path.write_text(edited)
    result = run("draft", notes, "-p", "announcement")
    assert result.code == 2
    assert result.out == ""
    assert "-The 2022" in result.err
    assert "+The 2022" in result.err
    assert "--force" in result.err
    assert path.read_text() == edited
    notes.write_text(notes.read_text() + "\n## who spoke\n- Jana Malá opened the day\n")
    merged = run("draft", notes)
    assert merged.code == 0
    assert "merged with your edits" in merged.err
    assert "was held" in path.read_text()
    assert "Jana Malá" in path.read_text()
    edited = path.read_text()
    forced = run("draft", notes, "--force")
    assert forced.code == 0
    assert Path(f"{path}.bak").read_text() == edited
    assert "was held" not in path.read_text()
    assert run("draft", notes, "--force").code == 0
    assert not Path(f"{path}.bak2").exists(), "an untouched draft needs no backup"


def test_an_approved_or_retitled_draft_counts_as_edited(notes: Path) -> None:
    path = Path(run("draft", notes).out.strip())
    text = path.read_text().replace('review_status: "pending"', "review_status: approved")
    path.write_text(re.sub("(?m)^title: .*$", "title: Mine", text))
    assert run("draft", notes, "-p", "announcement").code == 2
    notes.write_text(notes.read_text() + "\n## who spoke\n- Jana Malá opened the day\n")
    assert run("draft", notes).code == 0
    assert "review_status: approved\n" in path.read_text()
    assert "title: Mine\n" in path.read_text()
    assert "Jana Malá" in path.read_text()


def test_a_post_of_other_notes_with_the_same_name_is_left_alone(notes: Path) -> None:
    Path("drafts").mkdir()
    Path("drafts/2022-09-28-prague.md").write_text("Mine.\n")
    assert run("draft", notes).out == "drafts/2022-09-28-prague-2.md\n"
    assert Path("drafts/2022-09-28-prague.md").read_text() == "Mine.\n"
    assert run("draft", notes).out == "drafts/2022-09-28-prague-2.md\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b" \n\t\n", "empty"), (b"\x00\x01\x02PNG\x00" * 40, ""), (None, "does not exist")],
    ids=["empty", "blank", "binary", "missing"],
)
def test_notes_that_are_none(content: bytes | None, says: str) -> None:
    if content is not None:
        Path("n.md").write_bytes(content)
    result = run("draft", "n.md")
    assert result.code == 2
    assert result.out == ""
    assert says in result.err
    assert len([line for line in result.err.splitlines() if line.startswith("drafter:")]) == 1
    assert not Path("drafts").exists()


def test_a_folder_is_no_notes() -> None:
    Path("folder").mkdir()
    assert run("draft", "folder").code == 2


def test_standard_input() -> None:
    result = run("draft", "-", stdin=b"# Meetup in Brno\n\n- 40 people came\n- Jana spoke about WebGPU\n")
    assert result.code == 0
    assert re.fullmatch(r"drafts/\d{4}-\d\d-\d\d-meetup-in-brno\.md\n", result.out)
    assert "notes" not in document.read(result.out.strip()).meta


def test_several_notes_are_several_posts_and_one_failure_stops_nothing(notes: Path) -> None:
    Path("notes/empty.md").write_text("")
    Path("notes/b.md").write_text("# Brno meetup\n\n- 40 people\n")
    result = run("draft", notes, "notes/empty.md", "notes/b.md")
    assert result.code == 2
    assert len(result.out.splitlines()) == 2
    assert "2 drafted, 1 failed" in result.err


def test_dry_run_and_prompt_show_send_nothing(notes: Path) -> None:
    result = run("draft", notes, "--dry-run", "-m", "openai/whatever")
    assert result.code == 0
    assert "Transition Pathways" in result.out
    assert "tokens" in result.err
    assert not Path("drafts").exists()
    assert run("prompt", "show", "event-recap", notes).out == result.out


def test_unknown_variables_and_templates_stop_the_run(notes: Path) -> None:
    assert "audience" in run("draft", notes, "-V", "audiense=x").err
    assert "event-recap" in run("draft", notes, "-p", "event-recapp").err
    assert run("draft", notes, "-V", "x").code == 2
    assert not Path("drafts").exists()


def test_language_and_settings(notes: Path) -> None:
    Path("drafter.toml").write_text('output = "content/posts"\n[disclaimer]\nposition = "bottom"\n')
    result = run("draft", notes, "--lang", "de")
    assert result.out == "content/posts/2022-09-28-prague.md\n"
    assert Path(result.out.strip()).read_text("utf-8").rstrip().endswith(DISCLAIMERS["de"])


def test_images_come_along(notes: Path) -> None:
    notes.write_text(
        notes.read_text() + "\n![The hall](https://example.org/hall.jpg)\n\n![](https://example.org/x.png)\n"
    )
    text = Path(run("draft", notes).out.strip()).read_text()
    assert "![The hall](https://example.org/hall.jpg)" in text
    assert "(https://example.org/x.png)" in text
    assert "![](" not in text


@pytest.mark.skipif(not real_notes(), reason="the public example notes are not beside this checkout")
@pytest.mark.parametrize("path", real_notes(), ids=lambda path: path.name)
def test_real_notes(path: Path) -> None:
    result = run("draft", path, "-o", "out")
    assert result.code == 0, result.err
    draft = document.read(result.out.strip())
    assert not draft.problems
    language = "de" if ".de." in path.name else "fr" if ".fr." in path.name else "en"
    assert draft.body.strip().startswith(DISCLAIMERS[language])
    assert draft.meta["title"]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", draft.text)


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["draft", "--help"]])
def test_start_up_imports_only_what_it_uses(argv: list[str]) -> None:
    code = f"""
import sys
from drafter.__main__ import main
assert main({argv!r}) == 0
heavy = {{"openai", "jinja2", "yaml", "frontmatter", "markdown_it", "selectolax", "babel", "pydantic", "httpx",
         "rich", "drafter.pipeline.draft", "drafter.notes", "slugify", "rapidfuzz", "tomlkit", "platformdirs"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "argv", [["drfat"], ["draft"], ["draft", "--modle", "x", "n.md"], ["draft", "-V"], ["prompt", "shwo"]]
)
def test_usage_errors_are_told(argv: list[str]) -> None:
    result = run(*argv)
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    assert "Error" in result.err or "drafter:" in result.err


def test_errors_are_coloured_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("draft", "gone.md").err.startswith("drafter: gone.md")
    assert run("draft", "gone.md", terminal=True).err.startswith("\x1b[1;31mdrafter: \x1b[0mgone.md")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("draft", "gone.md", terminal=True).err.startswith("drafter: gone.md")


def test_our_own_bugs_say_so(monkeypatch: pytest.MonkeyPatch, notes: Path) -> None:
    monkeypatch.setattr("drafter.document.write", lambda *_, **__: 1 / 0)
    result = run("draft", notes)
    assert result.code == 3
    assert "our bug" in result.err
    assert "ZeroDivisionError" in result.err
    assert "Traceback" not in result.err


def test_interrupts_leave_nothing(monkeypatch: pytest.MonkeyPatch, notes: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("drafter.pipeline.assemble.assemble", interrupted)
    assert run("draft", notes).code == 130
    assert not Path("drafts").exists()
