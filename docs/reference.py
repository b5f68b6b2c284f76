"""Makes the reference pages from the code when the site is built, so that nothing in them is written twice.

MkDocs loads this file as a hook (see `mkdocs.yml`) and calls `on_files`; `pages` needs no MkDocs.
"""

from __future__ import annotations

import inspect
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import man  # beside this file
import typer

import drafter
from drafter import formats, page, prompts, rules, sites
from drafter.cli import application
from drafter.compose import presets
from drafter.model import Finding, Report, RuleInfo
from drafter.notes import brief, readers
from drafter.pipeline import schema
from drafter.settings import Settings

HERE = Path(__file__).parent
KINDS = {"string": "text", "array": "list", "object": "table", "boolean": "true or false"}
ALL_LANGUAGES = dict(Settings().disclaimer.texts)  # too long for a default


def on_files(files: Any, config: Any) -> Any:
    """Put the pages among the files of the site: MkDocs calls this."""
    from mkdocs.structure.files import File

    for name, text in pages().items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    return files


def pages() -> Mapping[str, str]:
    """The Markdown of every reference page by its name."""
    made = {
        "commands": _commands(), "rules": _rules(), "settings": _settings(), "front-matter": _front_matter(),
        "prompts": _prompts(), "models": _models(), "formats": _formats(), "exit-codes": _surroundings(),
        "python": _python(),
    }  # fmt: skip
    return {name: "\n\n".join(parts) + "\n" for name, parts in made.items()}


# -- the pages -------------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield "# Commands"
    yield (
        "Results go to standard output, everything else that is said to standard error. `-` is standard input where a "
        "file of notes or a post is wanted. `drafter --install-completion` switches completion on in your shell."
    )
    for name, command, context in man.commands(typer.main.get_command(application())):
        yield f"## {name}"
        yield _fence(" ".join((name, *command.collect_usage_pieces(context))), "text")
        for is_example, lines in man.paragraphs(command.help or ""):
            yield _fence("\n".join(lines), "text") if is_example else lines[0]
        yield "\n".join(f"`{names}`\n:   {told or 'See above.'}\n" for names, told in man.options(command, context))


def _rules() -> Iterator[str]:
    yield "# Rules"
    yield (
        "What `drafter check` looks for. An *error* makes it end with 1, a *warning* only with `--strict`. On a draft, "
        "what the notes don't bear out is a warning; in a post that readers would get, it is an error. "
        "`drafter rule CODE` prints what stands here."
    )
    for letter, about in rules.FAMILIES.items():
        name, _, question = about.partition(": ")
        yield f"## {letter}: {name}"
        yield f"{question[:1].upper()}{question[1:]}"
        for entry in rules.family(letter).values():
            yield from _rule(entry.info)


def _rule(rule: RuleInfo) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}"
    marks = [rule.severity, "can't be ignored" * rule.locked, "mended by `check --fix`" * rule.fixable]
    yield f"*{', '.join(filter(None, marks))}*"
    yield f"**{rule.summary}**"
    yield re.sub(r"^(\w+):\n((?:    .*\n?|\n)+)", _example, rule.manual + "\n", flags=re.MULTILINE).strip()
    yield f"**How to fix:** {rule.fix.replace('{path}', 'POST')}"


def _example(match: re.Match[str]) -> str:
    language = {"Settings": "toml", "Style": "yaml"}.get(match[1], "markdown")
    return f"{match[1]}:\n\n{_fence(textwrap.dedent(match[2]).strip(chr(10)), language)}\n\n"


def _settings() -> Iterator[str]:
    found = schema.config()
    tables = {name: one for name, one in found["properties"].items() if "properties" in one}
    yield "# Settings"
    yield (
        "`drafter.toml` at the top of your workspace; every key is optional, and an unknown key is an error. "
        "A flag counts before the environment, the environment before `drafter.toml`, and that before your own file "
        "of settings, which holds `author` and `[model]` alone. What the gate demands is read from `drafter.toml` only."
    )
    yield (
        "For completion and checks in your editor, point it to [the JSON Schema](../schemas/drafter.schema.json), "
        "which `drafter schema config` prints."
    )
    yield _keys(found, without=tables)
    for name, table in tables.items():
        yield f"## [{name}]"
        yield table["description"]
        yield _keys(table)


def _front_matter() -> Iterator[str]:
    yield "# Front matter"
    yield (
        "The keys of a post that mean something to drafter. Any others are your own. `drafter schema post` prints "
        "[the JSON Schema](../schemas/post.schema.json)."
    )
    yield _keys(schema.post())
    yield "## What each site generator gets"
    yield (
        "`site` in `drafter.toml` names the generator. A draft is held back by what the generator itself honours; "
        "`drafter approve` takes that away."
    )
    rows = []
    for name, preset in sites.PRESETS.items():
        held = _codes(f"{key}: {json.dumps(value).strip(chr(34))}" for key, value in preset.held.items())
        other = _codes(f"{theirs} (for {ours})" for ours, theirs in preset.names.items())
        rows.append((f"`{name}`", _codes(preset.posts[:1]), held or f"waits in `{preset.waiting}/`", other))
    yield _table(("site", "posts in", "a draft is held by", "other names"), rows)


def _prompts() -> Iterator[str]:
    yield "# Prompt templates"
    yield "## The templates that come along"
    for one in prompts.available(()):
        inputs = "".join(f"\n    - `-V {each.name}=…`: {each.description}" for each in one.inputs)
        yield f"`{one.name}`\n:   {one.description}.{chr(10) * bool(inputs)}{inputs}"
    yield "## Templates of your own"
    yield (HERE.parent / "prompts" / "README.md").read_text("utf-8").partition("\n")[2].strip()


def _models() -> Iterator[str]:
    yield "# Models"
    yield (
        "`-m PROVIDER/NAME` asks a model of one of these. `-m local` looks for a server on this machine. "
        "`--base-url`, or `OPENAI_BASE_URL`, names any other endpoint that speaks OpenAI's protocol; "
        "its key is `OPENAI_API_KEY`. A key goes to the provider that it belongs to, and to no other."
    )
    rows = []
    for name, one in presets.PRESETS.items():
        address = f"`{one.base_url}`" if one.base_url else f"in `{one.url_variable}`"
        rows.append((f"`{name}`", address, _codes(one.key_variables) or "none", "this machine" * one.local))
    yield _table(("provider", "address", "key in", "where"), rows)


def _formats() -> Iterator[str]:
    yield "# Formats"
    yield "## Notes"
    yield "What `drafter draft` reads, told by the name of the file and by what is in it:"
    yield f"{_codes(readers.READERS)}. With the extra `convert` also PDF, DOCX and PPTX."
    yield "### Keys of notes"
    yield "What the head of notes may say, or a field such as `Place: Brno`, and all the words for it:"
    yield "\n".join(f"{meaning}\n:   {_codes(words.split())}\n" for meaning, words in brief._KEYS.items())
    yield "## Reports of check"
    yield (
        "`--output-format` prints one of them, `--report FORMAT=PATH` writes any of them to a file as well. "
        "This is what each makes of one finding."
    )
    report = _sample()
    for name, render in formats.FORMATS.items():
        yield f"### {name}"
        yield (inspect.getdoc(import_module(f"drafter.formats.{name}")) or "").partition("\n\n")[0]
        yield _fence(render(report).rstrip("\n"), {"junit": "xml", "text": "text", "github": "text"}.get(name, "json"))
    yield "## Forms of a review"
    for name in page.FORMS:
        yield f"`{name}`\n:   {(inspect.getdoc(import_module(f'drafter.page.{name}')) or '').partition(chr(10) * 2)[0]}"


def _sample() -> Report:
    rule = rules.lookup("D101").info
    where, message = "posts/today.md", "the disclaimer is missing"
    finding = Finding(where, 12, 1, rule.code, rule.name, rule.severity, message, rule.fixable, "Forty people met.")
    return Report((finding,), (where,), (rule,), scope="posts")


def _surroundings() -> Iterator[str]:
    yield "# Exit codes, environment, files"
    yield from ("## Exit codes", _table(("code", "meaning"), _coded(man.EXIT_CODES)))
    yield from ("## Environment", _table(("variable", "meaning"), _coded(man.ENVIRONMENT)))
    yield from ("## Files", _table(("file", "meaning"), _coded(man.FILES)))


def _python() -> Iterator[str]:
    yield "# Python"
    yield (inspect.getdoc(import_module("drafter.pipeline.api")) or "").partition("\n\n")[2]
    for name in sorted(set(drafter.__all__) - {"DrafterError"}):
        function = getattr(drafter, name)
        parameters = ",\n    ".join(_parameters(function))
        returned = str(inspect.signature(function).return_annotation)
        yield f"## {name}"
        yield _fence(f"drafter.{name}(\n    {parameters},\n) -> {returned}", "python")
        yield inspect.getdoc(function) or ""


def _parameters(function: Any) -> Iterator[str]:
    """The parameters as they are written, with the star before those that go by name."""
    starred = False
    for one in inspect.signature(function).parameters.values():
        if one.kind is one.KEYWORD_ONLY and not starred:
            yield "*"
        starred = starred or one.kind in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        yield str(one).replace(f"{one.annotation!r}", one.annotation)


# -- Markdown --------------------------------------------------------------------------------------


def _keys(of: Mapping[str, Any], without: Iterable[str] = ()) -> str:
    """The properties of a JSON Schema, each with its kind, its default and its meaning."""
    told = []
    for name, one in of["properties"].items():
        if name not in without:
            default = one.get("default", "")
            marks = [_kind(one)] + [f"default `{json.dumps(default)}`"] * (default not in ("", 0.0, ALL_LANGUAGES))
            words = one.get("enum", ())
            choice = f". One of {_codes(words)}" if 0 < len(words) < 10 else ""
            told.append(f"`{name}` *{', '.join(marks)}*\n:   {one['description'].rstrip('.')}{choice}.\n")
    return "\n".join(told)


def _kind(one: Mapping[str, Any]) -> str:
    kinds = one.get("type", "string")
    return " or ".join(KINDS.get(kind, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _coded(table: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [(f"`{name}`", told) for name, told in table.items()]


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _fence(text: str, language: str) -> str:
    return f"`````{language}\n{text}\n`````"
