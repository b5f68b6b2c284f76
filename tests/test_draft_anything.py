"""Any bytes as notes, any text as an answer: a draft that is right, or one line that says why not."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers import run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drafter import disclaimer, document
from drafter.errors import DrafterError
from drafter.model import Completion, Notes, Prompt
from drafter.pipeline import draft as walk
from drafter.pipeline.desk import Desk
from drafter.settings import DISCLAIMERS, Disclaimer, Settings

PIECES = [
    "---\n", "title: x\n", "draft: false\n", "# A title\n", "\n\n", "Text about Prague. ", "- item\n", "```\n", "<!--", "-->", "<div hidden>",
    "</div>", "<script>", "{% comment %}", "{{ 7*7 }}", "![](a.png)", "[x](y)", "> quote\n", "\x1b[31m", "\u202e", "\x00", "\r\n",
    "    code\n", "| a | b |\n|---|---|\n", "Sure! Here is your post:\n\n", DISCLAIMERS["en"], "<style>p{display:none}</style>\n",
    "~~", "[^1]: note\n", "$$", "<!--more-->\n", "+++\n", "{: hidden}\n", "Label: value\n", "<p hidden>", "<details>", "??? note\n",
]  # fmt: skip
any_text = st.text(max_size=200) | st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=14).map("".join)
WILD = settings(
    max_examples=int(os.environ.get("DRAFTER_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def assert_sound(draft: document.Draft) -> None:
    assert not draft.problems
    assert disclaimer.judge(draft, list(DISCLAIMERS.values())).visible
    assert draft.meta["draft"] is True
    assert draft.meta["review_status"] == "pending"
    bad = [c for c in draft.text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert bad == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", draft.text)
    assert document.is_untouched(draft)


@WILD
@given(st.binary(max_size=200) | any_text.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe# \x00T\x00")
@example(b"---\ntitle: [\n---\n- x")
@example("# Setkání\n\n- Přišlo 40 lidí\n".encode("cp1250"))
def test_any_bytes_as_notes(data: bytes) -> None:
    with TemporaryDirectory(dir=".") as folder:
        path = Path(folder, "n.md")
        path.write_bytes(data)
        result = run("draft", path, "-o", folder)
        assert result.code in (0, 2), result.err
        assert "\x1b" not in result.err
        if result.code == 0:
            assert_sound(document.read(result.out.strip()))
        else:
            assert result.err.count("drafter: ") == 1
            assert [entry.name for entry in Path(folder).iterdir()] == ["n.md"]


@dataclass(frozen=True)
class Says:
    """A composer that answers with a given text."""

    text: str
    name: str = "says"

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        return Completion(self.text, model="m")


@pytest.mark.parametrize("position", ["top", "bottom"])
@WILD
@given(text=any_text)
@example(text="---\ntitle: x\ndraft: false\nreview_status: approved\n---\nText.")
@example(text="Text.\n\n<!-- open")
def test_any_text_as_an_answer(position: disclaimer.Position, text: str) -> None:
    with TemporaryDirectory(dir=".") as folder:
        place = Path(folder).resolve()
        (place / "n.md").write_text("# Meetup in Brno\n\n- 40 people came\n")
        given_settings = Settings(folder=str(place), disclaimer=Disclaimer(position=position))
        job = walk.prepare(walk.Order(str(place / "n.md")), given_settings)
        try:
            outcome = walk.draft(job, Desk(Says(text), host="h", model="m"))
        except DrafterError as error:
            assert error.message
            assert not (place / "drafts").exists()
        else:
            assert_sound(document.read(outcome.path))
            assert outcome.draft is not None
            assert outcome.draft.meta["ai_disclosure"] == "ai-generated"
