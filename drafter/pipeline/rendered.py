"""`check --rendered DIR`: posts are judged together with the site that was built from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from drafter.model import Draft
from drafter.rules import Subject
from drafter.rules.rendered import Built
from drafter.settings import Settings

Ask = Callable[..., Subject]  # with the arguments of `Subject`


def subjects(folder: str) -> tuple[Ask, tuple[str, ...]]:
    """What makes a subject of a post with the site in `folder`, which is read now, and what to tell about it.

    Raises DrafterError when the folder isn't there or has no HTML page.
    """
    from drafter.rules import site

    built = site.read(folder)

    def ask(draft: Draft, settings: Settings, now: dt.datetime | None = None, *, cache: bool = False) -> Subject:
        return Built(draft, settings, now, site=built, cache=cache)

    feeds = len({item.feed for item in built.items})
    told = f"looked at in {folder}: {len(built.pages)} HTML pages" + (f", {feeds} feeds with posts" if feeds else "")
    return ask, (told, *built.notices)
