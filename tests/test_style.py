"""House style: the file, what it makes of a prompt, and the T rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import document, drafts, notes, rules, style
from drafter.door import run as main
from drafter.errors import DrafterError
from drafter.pipeline.house import house
from drafter.rules import Subject
from drafter.settings import Settings, replace


def codes(text: str, select: str = "T", root: Path | None = None) -> list[str]:
    settings = replace(Settings(), folder=str(root or Path.cwd()))
    found = rules.run(Subject(document.parse(text.encode(), "post.md"), settings), rules.choose([select])[0])
    return [finding.code for finding in found]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert style.load(tmp_path / "style.md") == style.Style()


def test_a_file_without_front_matter_is_all_text(tmp_path: Path) -> None:
    (tmp_path / "style.md").write_text("Write as you speak.\n")
    assert style.load(tmp_path / "style.md").text == "Write as you speak."


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "style.md"
    path.write_text("One.")
    assert style.load(path).text == "One."
    path.write_text("One, two.")
    assert style.load(path).text == "One, two."


@pytest.mark.parametrize(("head", "said"), [
    ("avoid: word", "list of words"),
    ("prefer: [a, b]", "instead of what"),
    ("max_lix: high", "whole number"),
    ("max_lix: true", "whole number"),
    ("colour: red", "unknown key colour"),
    ("vocabularies: [gone.txt]", "gone.txt"),
    ("avoid: [", "style.md:"),
])  # fmt: skip
def test_what_is_wrong_in_the_file_is_said_in_a_line(tmp_path: Path, head: str, said: str) -> None:
    (tmp_path / "style.md").write_text(f"---\n{head}\n---\n")
    with pytest.raises(DrafterError) as caught:
        style.load(tmp_path / "style.md")
    assert said in caught.value.message and "\n" not in caught.value.message


def test_vale_lists_are_patterns_that_tell_case(tmp_path: Path) -> None:
    (tmp_path / "reject.txt").write_text("# ours\nObama[cC]are\n(?i)synerg(?:y|ies)\n\nC\\+\\+\n")
    (tmp_path / "style.md").write_text("---\nvocabularies: [reject.txt]\n---\n")
    text = "# Prague\n\nWe had Synergies and Obamacare, not obamacare.\n"
    assert codes(text, "T602", tmp_path) == ["T602", "T602"]


def test_a_broken_pattern_is_named(tmp_path: Path) -> None:
    (tmp_path / "reject.txt").write_text("fine\n(open\n")
    (tmp_path / "style.md").write_text("---\nvocabularies: [reject.txt]\n---\n")
    with pytest.raises(DrafterError, match=r"reject\.txt:2"):
        style.load(tmp_path / "style.md")


def test_quoted_words_are_somebodys() -> None:
    assert codes('# Prague\n\nShe called it "a groundbreaking event".\n') == []
    assert codes("# Prague\n\nIt was a groundbreaking event.\n") == ["T601"]


@pytest.mark.parametrize("text", [
    "Es war ein voller Erfolg mit hochkarätigen Gästen.",
    "Die Anlage ist bahnbrechend.",
])  # fmt: skip
def test_hype_in_german(text: str) -> None:
    assert "T601" in codes(f"---\nlang: de\n---\n# Prag\n\n{text}\n")


@pytest.mark.parametrize(("lang", "text"), [
    ("en", "We look forward to the next chapter."),
    ("de", "Wir freuen uns auf die nächsten Schritte."),
    ("fr", "En conclusion, une rencontre utile."),
    ("es", "En resumen, un encuentro útil."),
    ("it", "In conclusione, un incontro utile."),
    ("cs", "Těšíme se na další setkání."),
])  # fmt: skip
def test_a_vague_ending_in_each_language(lang: str, text: str) -> None:
    assert codes(f"---\nlang: {lang}\n---\n# Praha\n\nJan 2020.\n\n{text}\n", "T621") == ["T621"]
    assert codes(f"---\nlang: {lang}\n---\n# Praha\n\n{text}\n\nJan 2020.\n", "T621") == []


def test_an_ending_with_a_date_says_something() -> None:
    assert codes("# Prague\n\nWe look forward to 3 May 2023, when we meet in Brno.\n", "T621") == []


def test_the_house_decides_what_long_is(tmp_path: Path) -> None:
    (tmp_path / "style.md").write_text("---\nmax_sentence_words: 8\n---\n")
    text = "# Prague\n\nForty people from twelve countries met in Prague on Monday.\n"
    assert codes(text, "T611") == [] and codes(text, "T611", tmp_path) == ["T611"]


def test_preferred_words_keep_to_whole_words(tmp_path: Path) -> None:
    (tmp_path / "style.md").write_text("---\nprefer: {e-mail: email, GitHub: GitHub}\n---\n")
    assert codes("# Prague\n\nSend an e-mail.\n\nThe e-mailed list is on GitHub, not Github.\n", "T603", tmp_path) == [
        "T603", "T603"
    ]  # fmt: skip


# -- in the prompt ---------------------------------------------------------------------------------

POST = """---
title: "{title}"
draft: false
---
Disclaimer: Most of the articles on the blog are written using an AI tool.

{body}
"""


def prompt_of(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["draft", "notes.md", "--dry-run"]) == 0
    return capsys.readouterr().out


def workspace(budget: int = 1500) -> None:
    Path("notes.md").write_text("# Meetup in Brno\n\nDate: 3 May 2023\n\n- welding robots for foundries\n")
    Path("style.md").write_text(f"---\nexample_tokens: {budget}\n---\nWe say *members*, never *users*.\n")
    Path("drafts").mkdir()
    for name, title, body in (
        ("2020-01-01-a.md", "Bread", "Sourdough wants time and warmth."),
        ("2020-01-02-b.md", "Robots", "Welding robots came to the foundries of Ostrava."),
    ):
        Path("drafts", name).write_text(POST.format(title=title, body=body))
    waiting = POST.format(title="Waiting", body="Welding robots, not yet read by anyone.")
    Path("drafts/2020-01-03-c.md").write_text(waiting.replace("draft: false", "draft: true\nreview_status: pending"))


def test_the_house_style_and_similar_posts_are_in_the_prompt(capsys: pytest.CaptureFixture[str]) -> None:
    workspace()
    told = prompt_of(capsys)
    assert "We say *members*, never *users*." in told
    assert 0 < told.index("# Robots") < told.index("# Bread")
    assert "not yet read by anyone" not in told and "Most of the articles" not in told


def test_posts_keep_to_their_budget(capsys: pytest.CaptureFixture[str]) -> None:
    workspace(budget=20)
    told = prompt_of(capsys)
    assert "# Robots" in told and "# Bread" not in told


def test_earlier_posts_are_read_once_for_many_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace()
    post = Path("drafts/2020-01-02-b.md")
    post.write_text(post.read_text().replace("draft: false", "draft: false\nnotes: notes.md"))
    read: list[str] = []
    open_post = document.read
    monkeypatch.setattr("drafter.pipeline.house.document.read", lambda path: read.append(str(path)) or open_post(path))
    shelf, found = drafts.Shelf(), []
    for name in ("notes.md", "more.md", "third.md"):
        Path(name).write_text("# Meetup in Brno\n\n- welding robots for foundries\n")
        found.append(house(Settings(), notes.read(name), shelf).posts)
    assert sorted(set(read)) == sorted(read) and len(read) == 3
    assert [len(examples) for examples in found] == [1, 2, 2]  # none is an example for its own notes


def test_without_a_style_nothing_is_added(capsys: pytest.CaptureFixture[str]) -> None:
    workspace()
    Path("style.md").unlink()
    assert "How this house writes" not in (told := prompt_of(capsys)) and "# Robots" not in told


def test_another_style_makes_another_draft(capsys: pytest.CaptureFixture[str]) -> None:
    workspace()
    assert main(["draft", "notes.md", "--offline"]) == 0
    assert main(["draft", "notes.md", "--offline"]) == 0
    assert "kept" in capsys.readouterr().err
    Path("style.md").write_text("Short sentences.\n")
    assert main(["draft", "notes.md", "--offline"]) == 0
    assert "kept" not in capsys.readouterr().err
