"""The gate: which files it looks at, what it mends, what it lets be, and what it never does."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from drafter import approval, document, head
from drafter.errors import DrafterError
from drafter.pipeline.check import Order, Outcome, check, judge
from drafter.settings import Check, Settings, replace

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
GOOD = f'---\ntitle: "Prague"\n---\n{SENTENCE}\n\nForty people met in Prague.\n'
BAD = '---\ntitle: "Prague"\n---\nForty people met in Prague.\n'


def put(name: str, text: str | bytes = GOOD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(*paths: str, config: Settings | None = None, stdin: bytes = b"", **order: object) -> Outcome:
    config = config or replace(Settings(), folder=str(Path.cwd()))
    return check(paths, config, Order(**order), stdin=io.BytesIO(stdin), now=NOW)  # type: ignore[arg-type]


def found(outcome: Outcome) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in outcome.report.findings]


# -- scope -----------------------------------------------------------------------------------------


def test_folders_are_searched_and_what_is_no_post_is_left_out() -> None:
    for name in ("drafts/b.md", "drafts/a.MD", "drafts/deep/c.markdown", "drafts/deep/d.mdx", "drafts/README.md",
                 "drafts/.hidden.md", "drafts/.git/x.md", "drafts/b.md.bak", "drafts/notes.txt", "drafts/page.html",
                 "drafts/node_modules/m.md", "notes/n.md", "prompts/p.md"):  # fmt: skip
        put(name)
    outcome = run()
    assert outcome.report.files == ("drafts/a.MD", "drafts/b.md", "drafts/deep/c.markdown", "drafts/deep/d.mdx")
    assert outcome.report.scope == "drafts" and outcome.exit_code() == 0
    assert any("not Markdown" in notice for notice in outcome.report.notices)
    assert run(".").report.files == outcome.report.files
    assert run("drafts", "drafts/b.md", "./drafts").report.files == outcome.report.files


def test_a_named_file_is_checked_whatever_its_name_but_notes_and_prompts_are_not_posts() -> None:
    put("README.md", BAD)
    put("notes/n.md", BAD)
    put("text", BAD)
    outcome = run("README.md", "notes/n.md", "text")
    assert found(outcome) == [("README.md", "D101"), ("text", "D101")]
    assert any("notes/n.md is left out" in notice for notice in outcome.report.notices)
    assert found(run("notes", config=replace(Settings(), folder=str(Path.cwd()), posts=("notes",)))) == [
        ("notes/n.md", "D101")
    ]


def test_patterns_and_standard_input() -> None:
    put("drafts/a.md", BAD)
    put("drafts/x/b.md")
    assert run("drafts/**/*.md").report.files == ("drafts/a.md", "drafts/x/b.md")
    assert found(run("-", stdin=BAD.encode())) == [("-", "D101")]
    with pytest.raises(DrafterError, match="no file matches"):
        run("drafts/*.txt")


def test_nothing_checked_is_an_error_and_so_is_a_missing_path() -> None:
    for paths in ((), ("nowhere.md",), ("drafts",)):
        with pytest.raises(DrafterError):
            run(*paths)
    Path("empty").mkdir()
    with pytest.raises(DrafterError, match="nothing to check in empty"):
        run("empty")
    assert run("empty", allow_empty=True).report.files == ()
    assert run(allow_empty=True).exit_code() == 0


def test_links_between_folders_end() -> None:
    put("drafts/a.md")
    Path("drafts/up").symlink_to("..", target_is_directory=True)
    Path("drafts/z.md").symlink_to("a.md")
    assert run("drafts").report.files == ("drafts/a.md",)


def test_a_section_page_of_hugo_is_no_post() -> None:
    put("drafts/_index.md", BAD)
    put("drafts/a.md")
    assert found(run(config=replace(Settings(), folder=str(Path.cwd()), site="hugo"))) == []
    assert found(run()) == [("drafts/_index.md", "D101")]


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_only_changed_posts() -> None:
    for name in ("drafts/old.md", "drafts/edited.md", "drafts/moved.md", "drafts/gone.md"):
        put(name, BAD + f"\n{name} said so.\n")
    put("notes/n.md")
    put("drafts/made.md", BAD.replace("---\nF", "notes: notes/n.md\n---\nF"))
    git("init")
    git("add", ".")
    git("commit", "-m", "one")
    assert run(changed_since="HEAD").report.files == ()
    assert run(changed_since="HEAD").exit_code() == 0
    assert "0 of 5 posts changed since HEAD" in run(changed_since="HEAD").report.notices
    put("drafts/edited.md", BAD)
    put("drafts/new ž.md", BAD)
    git("mv", "drafts/moved.md", "drafts/there.md")
    Path("drafts/gone.md").unlink()
    changed = ("drafts/edited.md", "drafts/new ž.md", "drafts/there.md")
    assert run(changed_since="HEAD").report.files == changed
    put("notes/n.md", "other\n")
    assert run(changed_since="main").report.files == (*changed[:1], "drafts/made.md", *changed[1:])
    put("drafter.toml", 'site = "hugo"\n')
    assert len(run(changed_since="HEAD").report.files) == 5
    for wrong in ("nowhere", "--output=x", ""):
        with pytest.raises(DrafterError):
            run(changed_since=wrong or " ")


def test_outside_of_a_repository_git_says_so() -> None:
    put("drafts/a.md")
    with pytest.raises(DrafterError, match="git"):
        run(changed_since="HEAD")


# -- rules -----------------------------------------------------------------------------------------


def test_select_ignore_and_settings() -> None:
    put("drafts/a.md", BAD + "\nSee [here](#).\n")
    codes = lambda outcome: [code for _, code in found(outcome)]  # noqa: E731
    assert codes(run()) == ["D101", "S421", "S422"]
    assert codes(run(select=("S421",))) == ["S421"]
    ignored = run(ignore=("D", "S421"))
    assert codes(ignored) == ["D101", "S422"] and any("can't be ignored" in n for n in ignored.report.notices)
    here = Path.cwd()
    for rules_of_file in (
        Check(ignore=("D", "S")), Check(select=("R",)), Check(per_path={"drafts/**": ("D", "S")}),
        Check(per_path={"**/a.md": ("s",), "*": ("D101",)}), Check(per_path={"drafts/": ("R3,S4",)}),
    ):  # fmt: skip
        assert codes(run(config=replace(Settings(), folder=str(here), check=rules_of_file))) == ["D101"]
    assert codes(run(config=replace(Settings(), folder=str(here), check=Check(per_path={"other/**": ("S",)})))) == [
        "D101",
        "S421",
        "S422",
    ]
    with pytest.raises(DrafterError):
        run(config=replace(Settings(), folder=str(here), check=Check(per_path={"x": ("Q7",)})))
    with pytest.raises(DrafterError):
        run(select=("D999",))


def test_exit_codes() -> None:
    put("drafts/a.md", GOOD + "\nSee [here](https://a.example/x).\n")
    assert (run().exit_code(), run().exit_code(strict=True)) == (0, 1)
    put("drafts/a.md", BAD)
    assert run().exit_code() == 1


def test_judge_takes_a_post_that_is_at_hand() -> None:
    report = judge(document.parse(BAD.encode(), "p.md"), Settings(), ("D",), NOW)
    assert [finding.code for finding in report.findings] == ["D101"] and report.rules[0].code == "D101"


# -- baseline --------------------------------------------------------------------------------------


def test_a_baseline_holds_old_findings_but_no_locked_ones() -> None:
    put("drafts/a.md", BAD + "\nSee [here](https://a.example/x).\n")
    first = run(baseline="known.json")
    assert found(first) == [("drafts/a.md", "D101")] and "is written with 1" in first.report.notices[-1]
    assert json.loads(Path("known.json").read_text("utf-8"))["version"] == 1
    put(
        "drafts/a.md",
        "\n".join([BAD, "More text.", "", "See [here](https://a.example/x).", "", "And [more](https://a.example/y)."]),
    )
    later = run(baseline="known.json")
    assert found(later) == [("drafts/a.md", "D101"), ("drafts/a.md", "S421")]
    assert later.report.findings[1].line == 10
    put("drafts/a.md", GOOD)
    assert "are mended and can go" in run(baseline="known.json").report.notices[-1]
    assert not run(baseline="known.json", select=("D",)).report.notices


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 2}', '{"version": 1, "findings": [1]}', "\xff"])
def test_what_is_no_baseline_is_refused(text: str) -> None:
    put("drafts/a.md")
    put("known.json", text.encode("latin-1"))
    with pytest.raises(DrafterError, match="baseline"):
        run(baseline="known.json")


# -- mending ---------------------------------------------------------------------------------------


def test_fix_inserts_the_sentence_and_the_keys_that_follow_and_no_more() -> None:
    keys = 'ai_disclosure: "AI generated"\nai_tool: "M"  # kept\n'
    text = BAD.replace("---\nF", f"draft: true\n{keys}---\nF").replace("\n", "\r\n")
    put("drafts/a.md", b"\xef\xbb\xbf" + text.encode())
    before = found(run())
    assert ("drafts/a.md", "D101") in before and ("drafts/a.md", "D112") in before
    outcome = run(fix=True)
    assert outcome.fixed == ("drafts/a.md",)
    assert {code for _, code in found(outcome)} == {"S404"}
    once = Path("drafts/a.md").read_bytes()
    assert once.startswith(b"\xef\xbb\xbf---\r\n") and once.count(b"\n") == once.count(b"\r\n")
    assert b'ai_tool: "M"  # kept\r\n' in once and SENTENCE.encode() in once
    assert run(fix=True).fixed == () and Path("drafts/a.md").read_bytes() == once


def test_diff_shows_and_writes_nothing() -> None:
    put("drafts/a.md", BAD)
    outcome = run(diff=True)
    assert outcome.exit_code() == 1 and outcome.fixed == ()
    assert f"+{SENTENCE}" in outcome.diff and outcome.diff.startswith("--- a/drafts/a.md\n+++ b/drafts/a.md\n")
    assert Path("drafts/a.md").read_text("utf-8") == BAD
    subprocess.run(["git", "apply", "-"], input=outcome.diff.encode(), check=True)
    assert found(run()) == []


def test_a_patch_keeps_a_missing_end_of_line() -> None:
    put("drafts/a.md", BAD.rstrip("\n").replace("\n", "\r\n"))
    subprocess.run(["git", "apply", "-"], input=run(diff=True).diff.encode(), check=True)
    assert found(run()) == [] and not Path("drafts/a.md").read_bytes().endswith(b"\n")


def test_fix_leaves_what_was_not_asked_for() -> None:
    put("drafts/a.md", BAD)
    assert run(fix=True, select=("S",)).fixed == ()
    with pytest.raises(DrafterError, match="standard input"):
        run("-", fix=True, stdin=BAD.encode())


def test_a_mended_body_makes_a_signature_stale_and_says_so() -> None:
    text = BAD.replace("---\nF", "ai_disclosure: none\nai_tool: x\nai_source_type: "
                       '"http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"\n---\nF')  # fmt: skip
    draft = document.parse(text.encode(), "drafts/a.md")
    put("drafts/a.md", head.edit(text, approval.sign(draft, "Ann Example", at=NOW)))
    assert found(run()) == [("drafts/a.md", "D101")]
    outcome = run(fix=True)
    assert found(outcome) == [("drafts/a.md", "R302")]
    assert any("signed by Ann Example" in notice for notice in outcome.report.notices)
    meta = document.read("drafts/a.md").meta
    assert (meta["reviewed_by"], meta["review_status"]) == ("Ann Example", "approved")


def test_from_draft_to_approved_to_changed() -> None:
    text = GOOD.replace("---\nD", 'draft: true\nnotes: notes/n.md\nai_disclosure: ai-generated\nai_tool: "M"\nai_source_type: '
                        '"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"\n---\nD')  # fmt: skip
    notes = put("notes/n.md", "Forty people.\n")
    path = put("drafts/a.md", text)
    only = ("D", "R")
    assert found(run(select=only)) == []
    path.write_text(text.replace("draft: true", "draft: false"), "utf-8")
    outcome = run(select=only)
    assert found(outcome) == [("drafts/a.md", "R301")]
    assert "drafter approve {path}" in outcome.report.rules[0].fix
    draft = document.read(path)
    keys = approval.sign(draft, "Ann", at=NOW, notes_digest=approval.notes_digest(notes.read_bytes()))
    path.write_text(head.edit(draft.text, keys), "utf-8")
    assert found(run(select=only)) == []
    approved = path.read_text("utf-8")
    path.write_text(approved.replace("Forty", "Fifty"), "utf-8")
    message = run(select=only).report.findings[0].message
    assert "approved by Ann on 2026-11-22" in message
    path.write_text(approved, "utf-8")
    notes.write_text("Fifty people.\n", "utf-8")
    assert found(run(select=only)) == [("drafts/a.md", "R302")]
    notes.unlink()
    assert found(run(select=only)) == []
    assert found(run(select=only, config=replace(Settings(), folder=str(Path.cwd()), reviewers=("Eve",)))) == [
        ("drafts/a.md", "R303")
    ]


PIECES = st.sampled_from([
    "---\n", "title: x\n", "ai_disclosure: AI-Generated\n", "ai_tool: m\n", "ai_source_type: trainedAlgorithmicMedia\n", SENTENCE, SENTENCE + "\n\n",
    "<!--", "-->", "```\n", "\n\n", "<div hidden>", "</div>", "Forty people met.", "# A\n", "\r\n", "> ", "- ", "    ", "~~", "\u200b", "{% if x %}",
])  # fmt: skip


@effort(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_fix_makes_the_sentence_visible_or_leaves_the_post_with_a_reason(text: str) -> None:
    path = put("drafts/a.md", text)
    outcome = run(fix=True, select=("D10",))
    visible = not [finding for finding in outcome.report.findings if finding.severity == "error"]
    assert visible or (path.read_bytes() == text.encode() and outcome.report.notices)
    after = path.read_bytes()
    run(fix=True, select=("D10",))
    assert path.read_bytes() == after


# -- cost ------------------------------------------------------------------------------------------


def test_the_check_of_a_clean_post_imports_little() -> None:
    put("drafts/a.md")
    code = (
        "import sys; from drafter import settings; from drafter.pipeline.check import check, Order\n"
        "outcome = check([], settings.load(), Order(select=('D',))); assert outcome.report.files and not outcome.exit_code()\n"
        "print(*sys.modules)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(root)}
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & set(
        "openai typer rich jinja2 pydantic httpx markdown_it selectolax tomlkit babel subprocess".split()
    )
