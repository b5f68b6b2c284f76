"""The door: every command line comes in here, and every error leaves as one line and an exit code.

Exit codes: 0 done, 1 findings, 2 the person at the keyboard can fix it, 3 our bug, 130 interrupted.

`--version` and plain uses of `check`, which hooks and CI run all day, take a short way past Typer, whose
import costs more than the check itself. Whatever the short way can't read goes to Typer; a test runs both
on the same command lines.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from drafter import __version__, console
from drafter.errors import DrafterError


def run(argv: Sequence[str]) -> int:
    """Run one command line; every error ends here, as one line and an exit code."""
    _prepare_process()
    try:
        code = short_way(argv)
        if code is not None:
            return code
        from drafter.cli import app

        app(args=list(argv), prog_name="drafter")
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


def _prepare_process() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")  # a console that lacks a character is no reason to fail
    with contextlib.suppress(ValueError):  # signals belong to the main thread
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def short_way(argv: Sequence[str]) -> int | None:
    """Run `--version` or a plain `check` and return its exit code; None for everything else."""
    if list(argv) == ["--version"]:
        console.out(f"drafter {__version__}")
        return 0
    if argv[:1] != ["check"]:
        return None
    from drafter import gate

    paths: list[str] = []
    switches: dict[str, bool] = {}
    lists: dict[str, list[str]] = {flag: [] for flag in gate.LISTS}
    rest = iter(argv[1:])
    for word in rest:
        value = next(rest, "-") if word in lists else ""
        if value.startswith("-"):
            return None
        if value:
            lists[word].append(value)
        elif word in gate.SWITCHES:
            switches[word[2:].replace("-", "_")] = True
        elif word.startswith("-") and word != "-":
            return None
        else:
            paths.append(word)
    return gate.run(paths, select=lists["--select"], ignore=lists["--ignore"], **switches)  # type: ignore[arg-type]
