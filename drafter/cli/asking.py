"""Questions to the person at the terminal. Ctrl-C at one is an interruption, which Typer would end with exit code 1."""

from __future__ import annotations

import typer


def text(question: str, default: str | None = "") -> str:
    """What is answered; `default` for an empty answer, which with None is asked for again."""
    try:
        return str(typer.prompt(question, default=default, show_default=bool(default), err=True)).strip()
    except typer.Abort:
        raise KeyboardInterrupt from None


def agrees(question: str) -> bool:
    """Whether the answer is yes; an empty one is no."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None
