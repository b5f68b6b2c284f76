"""A writer's workspace: settings, notes, prompts, hook and CI, in an empty folder or inside a site.

No file that is there is overwritten: `make` keeps it, and says what it would have put in where that matters. Lists of
what a tool is to ignore get our lines at their end.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafter import document, head, settings, sites
from drafter.errors import DrafterError
from drafter.settings import PROJECT_FILE, Settings

Ci = Literal["github", "gitlab", "none"]

EXAMPLE = "eu-cluster-conference-prague"

_CONFIG = """\
# The settings of this workspace, all optional. An unknown key is an error, so a typo can't switch anything off.

site = {site}  # {sites}
posts = {posts}  # folders whose Markdown files `drafter check` judges
output = {output}  # where `drafter draft` saves
organisation = {organisation}  # yours, as posts call it
author = {author}  # who writes, a person; notes may name another
{language}  # without: the language of the notes
# reviewers = ["Ana Souza"]  # who may sign; without: every person with a name

[disclaimer]
required = "all"  # "ai": only posts whose ai_disclosure is not `none`
position = "top"

{texts}[disclaimer.texts]  # a language: the sentence that readers must see, word by word
{texts}{sentence}

{model}
"""
_PROMPTS = """\
# Prompts

`drafter prompt list` names the templates there are, `drafter prompt new NAME` puts one of your own here, and
`drafter draft notes/x.md -p NAME` uses it. `drafter prompt show NAME notes/x.md` prints what a model would get.
"""
_HOOK = """\
# `pre-commit install` switches it on: https://pre-commit.com
repos:
  - repo: local
    hooks:
      - id: drafter-check
        name: drafter check
        entry: drafter check --allow-empty # posts alone: other files of the commit are left out
        language: system
        types_or: [markdown, mdx]
        require_serial: true
"""
_GITHUB = """\
# The gate. It binds once it is a required status check and CODEOWNERS covers the posts and drafter.toml.
name: drafter
on: [pull_request, push]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: python -m pip install "{source}"
      - run: drafter check{rendered}
"""
_GITLAB = """\
drafter:
  image: python:3.13
  script:
    - python -m pip install "{source}"
    - drafter check --report gitlab=gl-code-quality-report.json{rendered}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""
_FILL_IN = "put the repository and commit that you have drafter from into {name}, instead of OWNER and COMMIT"
_SOMEWHERE = "git+https://github.com/OWNER/drafter@COMMIT"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a writer wants; an empty value means: as it is found, or as it is by default."""

    site: str = ""
    organisation: str = ""
    author: str = ""
    disclaimer: str = ""
    language: str = ""
    model: str = ""
    ci: Ci | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What there is now, paths relative to the workspace."""

    new: bool  # it was none before
    written: tuple[str, ...]
    kept: tuple[str, ...]
    told: tuple[str, ...]
    notes: str  # the example
    draft: str  # where its draft will be


def guess(folder: Path) -> Wish:
    """What the files in `folder` say: the site's generator, and where the repository is checked."""
    config = folder / ".git" / "config"
    gitlab = (folder / ".gitlab-ci.yml").exists() or (config.is_file() and b"gitlab" in config.read_bytes())
    return Wish(site=sites.detect(folder), ci="gitlab" if gitlab else "github")


def make(folder: Path, wish: Wish) -> Made:
    """Write into `folder` what is missing for a workspace.

    Raises DrafterError, with nothing written, for a value that the settings refuse; and for a folder that can't be
    written to.
    """
    if folder.exists() and not folder.is_dir():
        raise DrafterError(f"{folder} is a file, not a folder", "name a folder, new or not")
    config = folder / PROJECT_FILE
    new = not config.exists()
    text = _config(folder, wish) if new else document.read(config).text
    known = settings.parse(text, config)
    source = _source()
    told = [*_warnings(folder, known), *_about_model(wish.model)] if new else []
    written, kept = [], []
    for name, content, aside in _files(folder, known, wish, text if new else "", source):
        path = folder / name
        if not path.exists():
            document.write(path, content.encode())
            written.append(name)
            told += [_FILL_IN.format(name=name)] if _SOMEWHERE in content else []
            continue
        kept.append(name)
        if aside and "drafter check" not in path.read_text("utf-8", "replace"):
            told.append(f"{name} is yours; what drafter would put in:\n{content}")
    for name, lines in _ignored(folder, known):
        if added := _append(folder / name, lines):
            written.append(f"{name} (+ {', '.join(added)})")
    _make_folders(folder / name for name in (known.output, *known.posts[:1]))
    draft = f"2022-09-28-{EXAMPLE}.md" if sites.PRESETS[known.site].dated else f"{EXAMPLE}.md"
    return Made(new, tuple(written), tuple(kept), tuple(told), f"notes/{EXAMPLE}.md", f"{known.output}/{draft}")


def _make_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DrafterError(f"{folder}: {error.strerror}", f"mend it, or set `posts` in {PROJECT_FILE}") from None


def _config(folder: Path, wish: Wish) -> str:
    """The text of `drafter.toml`."""
    site = wish.site or sites.detect(folder)
    preset = sites.PRESETS[site]
    posts = [name for name in preset.posts if (folder / name).is_dir()] or list(preset.posts[:1])
    if wish.language and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", wish.language):
        raise DrafterError(f"--lang {wish.language}: not the code of a language", "such as de, or pt-BR")
    language, usual = wish.language, settings.Disclaimer().text(wish.language)
    own = " ".join(wish.disclaimer.split()) or usual
    values = {
        "site": head.scalar(site), "sites": "or " + ", ".join(sorted(sites.PRESETS.keys() - {site})),
        "posts": head.scalar(posts), "output": head.scalar(preset.waiting or posts[0]),
        "organisation": head.scalar(wish.organisation), "author": head.scalar(wish.author),
        "language": f"language = {head.scalar(language)}" if language else '# language = "de"',
        "texts": "# " if own == usual else "", "sentence": f"{language or 'en'} = {head.scalar(own)}",
        "model": f"[model]\nname = {head.scalar(wish.model)}" if wish.model else '# [model]\n# name = "openai/gpt-5.2"',
    }  # fmt: skip
    return _CONFIG.format(**values)


def _files(folder: Path, known: Settings, wish: Wish, config: str, source: str) -> Iterator[tuple[str, str, bool]]:
    """Each file: its name, its text, and whether a person has to add the text to a file of that name."""
    if config:
        yield PROJECT_FILE, config, False
        yield f"notes/{EXAMPLE}.md", _example().read_text("utf-8"), False
    else:
        yield PROJECT_FILE, "", False
    yield f"{known.prompts}/README.md", _PROMPTS, False
    yield ".pre-commit-config.yaml", _HOOK, True
    built = sites.PRESETS[known.site].built
    rendered = f" # after the site is built, add: --rendered {built}" if built else ""
    match wish.ci or guess(folder).ci:
        case "github":
            yield ".github/workflows/drafter.yml", _GITHUB.format(source=source, rendered=rendered), False
        case "gitlab":
            yield ".gitlab-ci.yml", _GITLAB.format(source=source, rendered=rendered), True


def _example() -> Path:
    """The example notes that come with drafter: inside the wheel, or beside an editable package."""
    package = Path(__file__).parent.parent
    inside = package / "_notes"
    return (inside if inside.is_dir() else package.parent / "notes") / f"{EXAMPLE}.md"


def _source() -> str:
    """What CI installs drafter from: where this one was, by its record (PEP 610), else a place to fill in."""
    from importlib import metadata

    try:
        record = json.loads(metadata.distribution("drafter").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        record = {}
    vcs = record.get("vcs_info", {})
    return f"{vcs['vcs']}+{record['url']}@{vcs['commit_id']}" if vcs.get("commit_id") else _SOMEWHERE


def _ignored(folder: Path, known: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lists that get lines of ours: git's, and those of generators that publish every file they meet."""
    yield ".gitignore", (".drafter/",)
    if known.site == "eleventy":
        yield ".eleventyignore", ("notes/", f"{known.prompts}/")
    if known.site == "jekyll" and (excluded := _excluded(folder))[1] is None:
        yield excluded[0], (f"exclude: [notes, {known.prompts}, {PROJECT_FILE}]",)


def _excluded(folder: Path) -> tuple[str, object]:
    """Jekyll's configuration file, and what it excludes from the site: None where it doesn't say."""
    names = sites.PRESETS["jekyll"].config
    name = next((name for name in names if (folder / name).is_file()), names[0])
    if not (folder / name).exists():
        return name, None
    fence = "+++" if name.endswith(".toml") else "---"
    text = f"{fence}\n{document.read(folder / name).text}\n{fence}\n"
    found = document.parse(text.encode(), name)
    return name, found.meta.get("exclude", "unknown" if found.problems or fence == "+++" else None)


def _append(path: Path, lines: tuple[str, ...]) -> list[str]:
    """Put the `lines` that the file lacks at its end, and return them."""
    data = path.read_bytes() if path.exists() else b""
    there = {line.strip() for line in data.splitlines()}
    lacking = [line for line in lines if line.encode() not in there]
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    gap = newline if data and not data.endswith(b"\n") else b""
    if lacking:
        document.write(path, data + gap + b"".join(line.encode() + newline for line in lacking))
    return lacking


def _warnings(folder: Path, known: Settings) -> Iterator[str]:
    """What a person has to look at in a site that was there before."""
    if known.site == "jekyll" and "notes" not in str((excluded := _excluded(folder))[1] or "notes"):
        lines = f"notes, {known.prompts}, {PROJECT_FILE}"
        yield f"add to `exclude` in {excluded[0]}, or Jekyll publishes your notes: {lines}"
    old = sum(1 for name in known.posts for path in (folder / name).rglob("*.md") if path.name[0] not in "._")
    if old:
        yield (
            f"posts that are there already: {old}. `drafter check --fix` puts the disclaimer into them;"
            ' or write required = "ai" into drafter.toml, and only posts that a tool had a part in need it'
        )


def _about_model(model: str) -> Iterator[str]:
    """A provider that isn't known: a slip, or a name that only the server at OPENAI_BASE_URL knows."""
    from drafter.compose import presets

    provider = model.partition("/")[0]
    if provider != model and presets.split_model(model)[0] is None:
        near = difflib.get_close_matches(provider, presets.PRESETS, 1)
        known = f"did you mean {near[0]}?" if near else f"known are {', '.join(presets.PRESETS)}"
        yield f"no provider is called {provider!r} ({known}): {model} is asked of the server that OPENAI_BASE_URL names"
