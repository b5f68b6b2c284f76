"""The documentation: its tutorial is played, its commands exist, its reference has everything, and the site builds."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from conftest import REPOSITORY
from helpers import run

from drafter import formats, plan, rules, settings, style
from drafter.cli import application
from drafter.pipeline import schema

DOCS = REPOSITORY / "docs"
PAGES = sorted((*DOCS.rglob("*.md"), REPOSITORY / "README.md"))
BLOCK = re.compile(r'^(`{3,})(\w+)(?: title="(.+?)")?\n(.*?)^\1$', re.MULTILINE | re.DOTALL)
SCRIPTS = Path(sys.executable).parent


@pytest.fixture
def reference(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(DOCS))
    return importlib.import_module("reference")


# -- the tutorial ----------------------------------------------------------------------------------


def test_the_tutorial_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block with a title is a file, a `diff` an edit of one, a `console` what is typed and then seen."""
    for program in ("hugo", "bash"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    monkeypatch.setenv("PATH", str(SCRIPTS), prepend=os.pathsep)
    played = 0
    for _, kind, title, text in BLOCK.findall((DOCS / "tutorial.md").read_text("utf-8")):
        if kind == "diff":
            edit(Path(title), text)
        elif title:
            Path(title).parent.mkdir(parents=True, exist_ok=True)
            Path(title).write_text(text, "utf-8")
        elif kind == "console":
            for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                play(command, shown)
                played += 1
    assert played > 10


def edit(path: Path, diff: str) -> None:
    (old,), (new,) = (re.findall(rf"^{re.escape(mark)}(.*)$", diff, re.MULTILINE) for mark in "-+")
    before = path.read_text("utf-8")
    assert before.count(old) == 1, f"{path} doesn't have {old!r} once"
    path.write_text(before.replace(old, new), "utf-8")


def play(command: str, shown: str) -> None:
    if command.startswith("cd "):
        os.chdir(command[3:])
        return
    done = subprocess.run(
        ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == bool(re.search(r"\d errors?$", shown.strip())), done.stdout
    assert doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS), f"$ {command}\n{done.stdout}"


# -- every page ------------------------------------------------------------------------------------


def commands() -> Mapping[str, set[str]]:
    """The options of every command."""
    manual = importlib.import_module("man")
    found = {
        name: {one for parameter in command.params for one in parameter.opts if one[0] == "-"} | {"-h", "--help"}
        for name, command, _ in manual.commands(typer.main.get_command(application()))
    }
    return found | {"drafter": {"--version", "--help", "--install-completion", "--show-completion"}}


def typed(text: str) -> Iterator[str]:
    """The command lines of drafter that a page shows, in blocks and in running text."""
    for _, kind, _, block in BLOCK.findall(text):
        if kind in ("sh", "console", "yaml"):
            yield from re.findall(r"(?:^|\$ |&& |- |run: |entry: )(drafter .*?)(?: +#.*| >>.*)?$", block, re.MULTILINE)
    yield from re.findall(r"(?<!`)`(drafter [a-z-][^`\n]*)`", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_command_of_a_page_exists(page: Path, reference: Any) -> None:
    known = commands()
    for line in typed(page.read_text("utf-8")):
        words = shlex.split(line.replace("…", "")) if line.count('"') % 2 == 0 else line.split()
        name = next((" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in known), "")
        is_group = any(one.startswith(" ".join(words[:2]) + " ") for one in known)
        assert (name != "drafter" or words[1].startswith("-")) or is_group, f"no such command: {line}"
        for word in words[1:]:
            if word.startswith("-") and len(word) > 1:
                assert word.partition("=")[0] in known[name], f"no such option: {line}"


def test_the_links_of_the_readme_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", (REPOSITORY / "README.md").read_text("utf-8"))
    assert len(targets) > 20 and all((REPOSITORY / target).exists() for target in targets)


def shown(page: str, title: str) -> str:
    """The first file of that name that a page shows."""
    return next(text for _, _, name, text in BLOCK.findall((DOCS / page).read_text("utf-8")) if name == title)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_file_of_ours_that_a_page_shows_is_right(page: Path) -> None:
    for _, _, name, text in BLOCK.findall(page.read_text("utf-8")):
        if name == "drafter.toml":
            settings.parse(text, Path(name))
        elif name == "style.md":
            Path(name).write_text(text, "utf-8")
            assert style.load(Path(name)).avoid
        elif name.startswith("outlines/"):
            assert plan.parse(text.encode(), name).used


@pytest.mark.parametrize(("page", "ci", "file"), [
    ("howto/github.md", "github", ".github/workflows/drafter.yml"), ("howto/gitlab.md", "gitlab", ".gitlab-ci.yml"),
    ("howto/pre-commit.md", "none", ".pre-commit-config.yaml"),
])  # fmt: skip
def test_the_pages_on_ci_show_what_init_writes(page: str, ci: str, file: str) -> None:
    assert run("init", "--ci", ci, "--yes").code == 0
    written = re.sub(r"git\+[^\"]*", "git+https://github.com/OWNER/drafter@COMMIT", Path(file).read_text("utf-8"))
    assert yaml.safe_load(shown(page, file)) == yaml.safe_load(written)


def test_the_script_runs(prague: Path) -> None:
    Path("notes").mkdir()
    shutil.copy(prague, "notes")
    done = subprocess.run(
        [sys.executable, "-c", shown("howto/python.md", "drafts.py")], capture_output=True, encoding="utf-8", check=True
    )
    assert "sentences; 0 facts that the notes lack" in done.stdout and "0 errors" in done.stdout


def test_the_reference_has_every_command_rule_key_and_format(reference: Any) -> None:
    pages = reference.pages()
    for name, options in commands().items():
        section = pages["commands"].partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert name == "drafter" or all(option in section for option in options - {"-h", "--help"}), name
    for code in rules.all_rules():
        assert f"\n### {code} " in pages["rules"]
    for key in schema.post()["properties"]:
        assert f"\n`{key}` *" in pages["front-matter"]
    for key in (*settings.Disclaimer._fields, *settings.Check._fields, *schema.config()["properties"]):
        assert f"\n`{key}` *" in pages["settings"] or f"\n## [{key}]" in pages["settings"]
    for name in formats.FORMATS:
        assert f"\n### {name}\n" in pages["formats"]
    for site in schema.config()["properties"]["site"]["enum"]:
        assert f"\n| `{site}` |" in pages["front-matter"]


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site")],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    html = [path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html")]
    assert len(html) > 25
    outside = {url for page in html for url in re.findall(r'(?:src|<link[^>]* href)="(https?://[^"]+)"', page)}
    assert outside == set(), "a page loads nothing from elsewhere"
