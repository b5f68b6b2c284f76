"""The door: every command line comes in here, and every error leaves as one line and an exit code.

Exit codes: 0 done, 1 findings, 2 the person at the keyboard can fix it, 3 our bug, 130 interrupted.

`--version` and plain uses of `check` and `review`, which hooks and people run all day, take a short way past Typer,
whose import costs more than a check itself. Whatever the short way can't read goes to Typer; a test runs both
on the same command lines.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence

from drafter import __version__, console
from drafter.errors import DrafterError
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn


def run(argv: Sequence[str]) -> int:
    """Run one command line; every error ends here, as one line and an exit code."""
    _prepare_process(argv)
    try:
        code = short_way(argv)
        if code is not None:
            return code
        from drafter.cli import application

        application(argv)(args=list(argv), prog_name="drafter")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 2
    except DrafterError as error:
        console.show_error(error)
        return 2
    except KeyboardInterrupt:
        console.tell("drafter: interrupted; nothing is half-written")
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        console.show_bug(error)
        return 3
    return 0


def _prepare_process(argv: Sequence[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")  # a console that lacks a character is no reason to fail
    if argv[:1] == ["check"] and "--fix" not in argv:
        return  # it writes no post, and a hook waits for each import
    import signal

    with contextlib.suppress(ValueError):  # signals belong to the main thread
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def short_way(argv: Sequence[str]) -> int | None:
    """Run `--version`, or a plain `check`, `review` or `draft`, and return its exit code; None for everything else."""
    if list(argv) == ["--version"]:
        console.out(f"drafter {__version__}")
        return 0
    way = {"check": _check, "review": _review, "draft": _draft}.get(argv[0]) if argv else None
    return way(argv[1:]) if way else None


def _check(argv: Sequence[str]) -> int | None:
    from drafter import gate

    found = _plain(argv, gate.SWITCHES, gate.LISTS)
    if found is None:
        return None
    paths, switches, lists = found
    return gate.run(paths, select=lists["select"], ignore=lists["ignore"], **switches)  # type: ignore[arg-type]


def _review(argv: Sequence[str]) -> int | None:
    from drafter import gate

    found = _plain(argv, (), {"--html": "html"})
    if found is None or len(found[0]) != 1 or len(found[2]["html"]) > 1:
        return None
    return gate.review(found[0][0], *found[2]["html"])


def _draft(argv: Sequence[str]) -> int | None:
    from drafter import drafting

    found = _plain(argv, drafting.SWITCHES, drafting.VALUES)
    if found is None or any(len(values) > 1 for values in found[2].values()):
        return None
    notes, switches, lists = found
    values = {name: each[0] for name, each in lists.items() if each}
    repair = values.pop("repair", "1")
    if repair not in drafting.REPAIRS:
        return None
    return drafting.draft(notes, repair=int(repair), **values, **switches)  # type: ignore[arg-type]


_Read = tuple[list[str], dict[str, bool], dict[str, list[str]]]


def _plain(argv: Sequence[str], switches: Sequence[str], lists: Mapping[str, str]) -> _Read | None:
    """Read words into paths, switches and values, by their parameters' names; None where only Typer can.

    `lists` has the parameter of each flag that takes a value.
    """
    paths: list[str] = []
    given: dict[str, list[str]] = {name: [] for name in lists.values()}
    on = dict.fromkeys(switches, False)
    rest = iter(argv)
    for word in rest:
        value = next(rest, "") if word in lists else word
        if not value or (word in lists and value.startswith("-")):
            return None
        if word in lists:
            given[lists[word]].append(value)
        elif word in on:
            on[word] = True
        elif word.startswith("-") and word != "-":
            return None
        else:
            paths.append(word)
    return paths, {word[2:].replace("-", "_"): set_ for word, set_ in on.items()}, given
