"""What the shell proposes for a half-typed word; Typer leaves out what doesn't begin with it.

A broken setting is told by the command itself, not here.
"""

from __future__ import annotations

import contextlib

from drafter.errors import DrafterError

Proposals = list[tuple[str, str]]  # a word, and what it is


def codes(incomplete: str) -> Proposals:
    """The codes of rules; of several with commas between, the last is completed."""
    from drafter import rules

    before, comma, _ = incomplete.rpartition(",")
    found = [(code, rule.info.summary) for code, rule in rules.all_rules().items()]
    return [(before + comma + code, about) for code, about in (*rules.FAMILIES.items(), *found)]


def templates() -> Proposals:
    """The names of prompt templates, the project's own and the packaged ones."""
    from drafter import prompts, settings

    with contextlib.suppress(DrafterError):
        return [(one.name, one.description) for one in prompts.available(settings.load().prompt_folders)]
    return []


def models() -> Proposals:
    """The providers that `-m` knows, each with the slash that a model's name follows; nothing is asked of them."""
    from drafter.compose.presets import PRESETS

    found = [(f"{name}/{preset.default_model}", preset.base_url) for name, preset in PRESETS.items()]
    return [("local", "the first server that answers on this machine"), *found]
