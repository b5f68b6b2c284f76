"""How a report is written down: one pure function for each consumer.

A format is a module with a function `render(report) -> str`, imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.report import Report


def _render(name: str) -> Callable[[Report], str]:
    def render(report: Report) -> str:
        from importlib import import_module

        return str(import_module(f"drafter.formats.{name}").render(report))

    return render


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": _render("text"),  # people
    "json": _render("json"),  # scripts
    "github": _render("github"),  # annotations in a pull request
    "sarif": _render("sarif"),  # code scanning
    "gitlab": _render("gitlab"),  # the code quality widget
    "junit": _render("junit"),  # test reports of every other CI
}
