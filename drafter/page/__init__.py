"""What a reviewer sees of a draft: for the terminal, for a pull request, for scripts, and as a page.

Each form is a module with a pure function `render(review) -> str`, imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Literal

from drafter.page.value import Review, Share, Step

__all__ = ["FORMS", "Form", "Review", "Share", "Step"]

Form = Literal["text", "json", "markdown", "html"]


def _render(name: str) -> Callable[[Review], str]:
    def render(review: Review) -> str:
        return str(import_module(f"drafter.page.{name}").render(review))

    return render


FORMS: Mapping[str, Callable[[Review], str]] = {
    "text": _render("text"),  # the terminal
    "json": _render("json"),  # scripts
    "markdown": _render("markdown"),  # a comment on a pull request, a step summary
    "html": _render("html"),  # a browser
}
