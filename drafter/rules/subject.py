"""What rules are asked about: a post, its settings, and all that can be worked out from them, once."""

from __future__ import annotations

import datetime as dt
import os
from functools import cached_property
from pathlib import Path

from drafter.errors import DrafterError
from drafter.model import Draft, Sentence, Severity
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from drafter.accepts import Accepted
    from drafter.approval import Approval
    from drafter.disclaimer import Fix, Verdict
    from drafter.grounding import Evidence
    from drafter.model import Notes
    from drafter.rules.lines import Suppression

    _Value = TypeVar("_Value")

MAX_PROSE = 300_000  # characters, some 50,000 words; what is longer is no post, and its style is not looked at


class Subject:
    """One post under judgement. Whatever costs time is computed when a rule first asks for it."""

    def __init__(
        self, draft: Draft, settings: Settings, now: dt.datetime | None = None, *, cache: bool = False
    ) -> None:
        """With `cache`, what earlier runs made of the same notes and text is taken from the user's cache folder."""
        self.draft = draft
        self.settings = settings
        self.used: set[tuple[int, str]] = set()  # line of a suppression, code that it silenced
        self.asked: frozenset[str] = frozenset()  # the codes of the run, known to the U rules
        self._now = now
        self._cache = cache

    @property
    def now(self) -> dt.datetime:
        """The time of the check, with its zone."""
        return self._now or dt.datetime.now().astimezone()

    # -- disclosure --------------------------------------------------------------------------------

    @cached_property
    def verdict(self) -> Verdict | None:
        """What a reader sees of the disclaimer; None where the policy asks for none."""
        policy = self.settings.disclaimer
        if policy.required == "ai" and self.draft.meta.get("ai_disclosure") == "none":
            return None
        from drafter import disclaimer

        return disclaimer.judge(
            self.draft, tuple(policy.texts.values()), raw_html=policy.raw_html, position=policy.position
        )

    @cached_property
    def repair(self) -> Fix:
        """The post with its disclaimer mended, or why that can't be done."""
        from drafter import disclaimer

        for problem in self.draft.problems:
            if problem.kind in ("unreadable", "front-matter"):
                return disclaimer.Fix(None, problem.message)
        policy = self.settings.disclaimer
        texts = tuple(policy.texts.values())
        sentence = policy.text(self.language) if len(texts) > 1 else texts[0]  # a language is found by reading
        return disclaimer.fix(
            self.draft, texts, sentence, policy.position, raw_html=policy.raw_html, verdict=self.verdict
        )

    @cached_property
    def is_mendable(self) -> bool:
        """Whether `repair` would put the disclaimer in; tried only where that isn't certain beforehand."""
        from drafter import disclaimer

        policy = self.settings.disclaimer
        sound = self.verdict is not None and self.verdict.standing != "contradicted" and not self.draft.problems
        return (
            sound and disclaimer.mendable(self.draft.body, tuple(policy.texts.values()), policy.position)
        ) or self.repair.text is not None

    @cached_property
    def language(self) -> str:
        """The post's language, such as `de`: by its own key, else the workspace's, else by its words."""
        for key in ("lang", "language", "locale"):
            if isinstance(value := self.draft.meta.get(key), str) and value.strip():
                return value.strip().replace("_", "-").split("-")[0].lower()
        if self.settings.language:
            return self.settings.language
        from drafter.notes import language

        return language.find("", list(enumerate(self.draft.body.split("\n", 1000), 1)))

    # -- review ------------------------------------------------------------------------------------

    @cached_property
    def approval(self) -> Approval:
        """Who answers for the post, and whether that still holds."""
        from drafter import approval

        return approval.status(self.draft, self.notes_digest)

    @cached_property
    def published(self) -> bool:
        """Whether the site would show this post to readers as it stands."""
        from drafter import approval

        return approval.is_published(self.draft, self.settings.site) and not self._staged

    @cached_property
    def _staged(self) -> bool:
        """Whether the post lies in an output folder that is outside every folder of posts."""
        root = os.path.realpath(self.settings.root)
        path = os.path.realpath(self.draft.path)
        output, *posts = (f"{root}{os.sep}{name}" for name in (self.settings.output, *self.settings.posts))
        return _inside(path, output) and not any(_inside(path, folder) for folder in posts)

    @cached_property
    def needs_review(self) -> bool:
        """Whether the post says that a tool had a part in it, or that a review of it is due."""
        from drafter import approval

        return approval.is_due(self.draft)

    @property
    def severity(self) -> Severity:
        """How bad a leftover is: an error in a machine's text that readers would get, else a warning."""
        return "error" if self.published and self.needs_review else "warning"

    @cached_property
    def notes_path(self) -> Path | None:
        """The notes that the post was made of, where they can be found."""
        from drafter import drafts

        return drafts.notes_of(self.draft, self.settings.root)[0]

    @cached_property
    def notes_digest(self) -> str | None:
        """The digest of the notes as they are; "" for a post without notes, None when they aren't here."""
        if not self.draft.meta.get("notes"):
            return ""
        if self.notes_path is None:
            return None
        from drafter import approval

        try:
            return approval.notes_digest(self.notes_path.read_bytes())
        except OSError:
            return None

    # -- grounding ---------------------------------------------------------------------------------

    @cached_property
    def evidence(self) -> Evidence | None:
        """What the notes say about the post; None where there is nothing to trace, or no need.

        A valid signature answers for every sentence, so a signed post isn't traced again.
        """
        return None if self.approval.state == "approved" else self.traced

    @cached_property
    def traced(self) -> Evidence | None:
        """What the notes say about the post, whoever signed it; None where there is nothing to trace."""
        draft, notes, ignore = self.draft, self.notes, self.not_claims
        if notes is None or self.too_long:
            return None

        def trace() -> Evidence:
            from drafter import grounding

            return grounding.trace(draft, notes, ignore=ignore)

        return self._remembered((draft.text, notes.lines, notes.brief, notes.meta, ignore), trace)

    def _remembered(self, of: object, make: Callable[[], _Value]) -> _Value:
        if not self._cache:
            return make()
        from drafter import cache

        return cache.remembered(of, make)

    @property
    def not_claims(self) -> tuple[str, ...]:
        """The sentences for readers about how the post was made: no claims about the event."""
        policy = self.settings.disclaimer
        tool = self.draft.meta.get("ai_tool")
        article = policy.article.replace("{tool}", tool if isinstance(tool, str) else "")
        return (*policy.texts.values(), article)

    @property
    def notes(self) -> Notes | None:
        """The notes that the post was made of."""
        return self._noted[0]

    @property
    def untraceable(self) -> str:
        """Why the notes that the post names can't be read; "" when they can."""
        return self._noted[1]

    @cached_property
    def _noted(self) -> tuple[Notes | None, str]:
        if not self.draft.meta.get("notes"):
            return None, ""
        from drafter import drafts, notes

        path, reason = drafts.notes_of(self.draft, self.settings.root)
        if path is None:
            return None, reason
        try:
            return notes.read(str(path), remembered=self._remembered), ""
        except DrafterError as error:
            return None, error.message

    @cached_property
    def accepted(self) -> tuple[Accepted, ...]:
        """What a reviewer answers for although the notes don't have it."""
        from drafter import accepts

        return accepts.read(self.draft.meta)

    # -- text --------------------------------------------------------------------------------------

    @cached_property
    def too_long(self) -> bool:
        """Whether the text is too long for rules about style."""
        return len(self.draft.text) > MAX_PROSE

    @cached_property
    def prose_lines(self) -> tuple[tuple[int, str], ...]:
        """Number and text of the body's lines without what is code or comment; columns stay as they are."""
        from drafter.rules import lines

        first = self.draft.body_line
        return () if self.too_long else lines.prose(self._lines[first - 1 :], first)

    @cached_property
    def head_lines(self) -> tuple[tuple[int, str], ...]:
        """Number and text of the lines of the front matter."""
        return () if self.too_long else tuple(enumerate(self._lines[: self.draft.body_line - 1], 1))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body."""
        from drafter import sentences

        return () if self.too_long else sentences.split(self.draft)

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The comments of the post that answer for findings."""
        if "drafter:" not in self.draft.body or self.too_long:
            return ()
        from drafter.rules import lines

        return lines.suppressions(self._lines, self.prose_lines)

    @cached_property
    def _lines(self) -> list[str]:
        return self.draft.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line_text(self, number: int) -> str:
        """The text of a line of the file, at most 200 characters; "" when there is no such line."""
        return self._lines[number - 1][:200] if 0 < number <= len(self._lines) else ""

    def key_line(self, key: str) -> int:
        """The line of a front matter key; 1 when it can't be seen."""
        for number, text in self.head_lines:
            name, mark, _ = text.replace("=", ":", 1).partition(":")
            if mark and name.strip("\"' \t{") == key:
                return number
        return 1


def _inside(path: str, folder: str) -> bool:
    folder = os.path.normpath(folder)
    return path == folder or path.startswith(folder + os.sep)
