"""Writes the manual page `docs/drafter.1` from the command line's own help: `python docs/man.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from drafter import __version__
from drafter.cli import application

TARGET = Path(__file__).with_name("drafter.1")
EXIT_CODES = {
    "0": "done; of check: no error was found",
    "1": "check found an error (with --strict also a warning), or there is something for --fix to mend",
    "2": "what the person at the keyboard can fix: usage, a file, a setting, a key, an endpoint, a refused answer",
    "3": "a bug in drafter",
    "130": "interrupted",
}
ENVIRONMENT = {
    "DRAFTER_MODEL": "the model that writes, as -m takes it",
    "OPENAI_BASE_URL": "its endpoint, as --base-url takes it",
    "OPENAI_API_KEY": "and the like: the provider's key, sent to that provider alone",
    "DRAFTER_CONFIG": "the user's own file of settings",
    "NO_COLOR": "no colour when set",
    "DRAFTER_TRACEBACK": "where drafter failed, in full, for the report of a bug",
}
FILES = {
    "drafter.toml": "the settings of a workspace, found by walking up from the working folder",
    "prompts/": "its own prompt templates",
    "style.md": "its house style",
    "outlines/": "plans of posts, to be edited before the post is written",
    ".drafter/": "private: what models answered, and drafts as they were first written",
}


def page() -> str:
    """The whole page, in the man macros of groff(7)."""
    lines = [
        f'.TH DRAFTER 1 "" "drafter {__version__}" "User Commands"',
        *(".SH NAME", _escaped("drafter - from event notes to a disclosed, traced, reviewed and signed post")),
        *(".SH SYNOPSIS", ".B drafter", ".I COMMAND", "[OPTIONS] [ARGUMENTS]"),
        ".SH COMMANDS",
        *(line for each in commands(typer.main.get_command(application())) for line in _section(*each)),
    ]
    for title, table in (("EXIT STATUS", EXIT_CODES), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        lines += [f".SH {title}", *(line for name, told in table.items() for line in _entry(name, told))]
    return "\n".join(lines) + "\n"


def commands(group: Any, name: str = "drafter") -> Iterator[tuple[str, Any, Any]]:
    """Every command below `group`: what is typed for it, itself, and a context to ask it in."""
    for command in group.commands.values():
        full = f"{name} {command.name}"
        if hasattr(command, "commands"):
            yield from commands(command, full)
        else:
            yield full, command, command.context_class(command, info_name=full)


def options(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    """Each argument and option of a command as its help shows it, and what the help says of it."""
    records = (parameter.get_help_record(context) for parameter in command.get_params(context))
    return (record for record in records if record and "--help" not in record[0])


def paragraphs(text: str) -> Iterator[tuple[bool, list[str]]]:
    r"""A help text in paragraphs, each with its lines; one that begins with `\b` is an example and keeps them."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        is_example = paragraph.startswith("\b")
        yield is_example, paragraph.splitlines()[1:] if is_example else [" ".join(paragraph.split())]


def _section(full: str, command: Any, context: Any) -> Iterator[str]:
    yield f".SS {_escaped(' '.join((full, *command.collect_usage_pieces(context))))}"
    for number, (is_example, lines) in enumerate(paragraphs(command.help or "")):
        yield from ([".PP"] if number else []) + [".EX"] * is_example
        yield from map(_escaped, lines)
        yield from [".EE"] * is_example
    for record in options(command, context):
        yield from _entry(*record)


def _entry(name: str, told: str) -> Iterator[str]:
    yield from (".TP", f".B {_escaped(name)}", _escaped(" ".join(told.split())))


def _escaped(text: str) -> str:
    """`text` as groff prints it letter by letter."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
