"""`check --rendered DIR`: posts are judged together with the site that was built from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from drafter import document, rules
from drafter.model import Draft, Finding
from drafter.pipeline import scope
from drafter.rules import Subject
from drafter.rules.rendered import RULES, Built
from drafter.settings import Settings

Ask = Callable[[Draft, Settings, dt.datetime | None], Subject]


def subjects(folder: str) -> tuple[Ask, tuple[str, ...]]:
    """What makes a subject of a post with the site in `folder`, which is read now, and what to tell about it.

    Raises DrafterError when the folder isn't there or has no HTML page.
    """
    from drafter.rules import site

    built = site.read(folder)

    def ask(draft: Draft, settings: Settings, now: dt.datetime | None = None) -> Subject:
        return Built(draft, settings, now, site=built)

    feeds = len({item.feed for item in built.items})
    told = f"looked at in {folder}: {len(built.pages)} HTML pages" + (f", {feeds} feeds with posts" if feeds else "")
    return ask, (told, *built.notices)


def check(paths: Sequence[str], settings: Settings, folder: str, now: dt.datetime | None = None) -> tuple[Finding, ...]:
    """Judge the posts that `paths` name (none: the settings' folders) by the rules about the built site alone.

    Raises DrafterError as `subjects` does, and for a path that isn't there.
    """
    ask, _ = subjects(folder)
    asked = {entry.code: entry for entry in RULES}
    files = scope.collect(paths, settings).files
    found = [f for path in files for f in rules.run(ask(document.read(path), settings, now), asked)]
    return tuple(sorted(found))
