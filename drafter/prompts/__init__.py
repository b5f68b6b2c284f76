"""Prompts: a template is found, checked, and filled with a person's notes.

`template` reads the files, `sandbox` holds what a template may say, `values` is what the notes tell it.
Nothing of the notes is ever read as a template, and nothing is filled in that was not declared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from drafter import document
from drafter.errors import DrafterError
from drafter.model import Notes, Prompt
from drafter.prompts import sandbox, values
from drafter.prompts.sandbox import lint
from drafter.prompts.template import DEFAULT, Flaw, Input, Template, available, load, nearest, new, packaged
from drafter.prompts.values import House

__all__ = [
    "DEFAULT", "Flaw", "House", "Input", "Template",
    "available", "estimate_tokens", "fill", "lint", "load", "new", "packaged",
]  # fmt: skip


def fill(
    template: Template,
    notes: Notes,
    variables: Mapping[str, str],
    language: str = "",
    today: dt.date | None = None,
    house: House | None = None,
    *,
    numbered: bool = False,
) -> Prompt:
    """The prompt that `template` makes of `notes`: exactly what a model will be sent.

    `variables` are the writer's `-V` values, each for an input that the template declares; `language` is a BCP
    47 tag or a name ("" follows the notes); `today` stands in for a posting date that the notes don't give;
    `house` is how the house writes; `numbered` puts each line of the notes after its number, for plans. Raises
    DrafterError for a template with flaws, an input without a value and a variable that the template doesn't
    declare.
    """
    flaws = lint(template)
    if flaws:
        more = f" (and {len(flaws) - 1} more)" if len(flaws) > 1 else ""
        raise DrafterError(
            f"{template.path}:{flaws[0].line}: {flaws[0].message}{more}",
            "`drafter prompt lint` shows what is wrong with your templates",
        )
    given = {one.name: one.default for one in template.inputs if one.default is not None}
    given.update(_accepted(template, variables))
    for one in template.inputs:
        if one.name not in given:
            raise DrafterError(
                f"the template {template.name} needs a value for {one.name}: {one.description}",
                f'give it with -V {one.name}="..."',
            )
    known = {
        **given,
        **values.of(notes, template.sections, values.language_name(language, notes), today, house, numbered=numbered),
    }
    parts = sandbox.render(template, known)
    return Prompt(template.name, parts["system"], parts["user"], template.parameters, _digest(template, house))


def _digest(template: Template, house: House | None) -> str:
    """Of the words that are the same for all notes: the template's and the house style's."""
    if house is None or not house.style:
        return template.digest
    return document.digest(f"{template.digest}\0{house.style}".encode())


def _accepted(template: Template, variables: Mapping[str, str]) -> dict[str, str]:
    """The writer's variables, cleaned; raises DrafterError for one that the template doesn't declare."""
    names = [one.name for one in template.inputs]
    for name in variables:
        if name in names:
            continue
        if name in values.BUILT_IN:
            raise DrafterError(
                f"{name} can't be set with -V: it comes from the notes",
                "use --lang" if name == "language" else "write it into the notes, for example in their front matter",
            )
        declared = "it takes " + ", ".join(names) if names else "it takes none"
        raise DrafterError(f"the template {template.name} has no variable {name}", nearest(name, names) or declared)
    return {name: values.clean(text) for name, text in variables.items()}


def estimate_tokens(prompt: Prompt) -> int:
    """About how many tokens `prompt` is: its UTF-8 bytes divided by four, rounded up.

    A rule of thumb without a tokenizer: near for English, and bytes instead of characters because tokenizers
    spend more on accents and other scripts. Expect it to be off by a quarter.
    """
    return -(-len((prompt.system + prompt.user).encode()) // 4)
