"""Any answer becomes a post or an error; what models wrap around a post comes off, and is told."""

from __future__ import annotations

import contextlib
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.compose import answer, wrapping
from drafter.compose.answer import Answer, clean
from drafter.errors import ComposerError
from drafter.model import Completion

SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
POST = "# Forty people in Prague\n\nWe met, and it cost $5.\n\n- {{ name }}\n- `code`\n"
BODY = "We met, and it cost $5.\n\n- {{ name }}\n- `code`\n"
HEAD = "---\ntitle: Other\ndescription: 'Short: it was'\ntags: [a, b]\ndraft: false\nreviewed_by: Eve\n---\n"


def read(text: str, finish_reason: str = "stop", error: str = "") -> Answer:
    return answer.read(Completion(text, finish_reason=finish_reason, error=error), [SENTENCE])


def test_plain_post_is_left_alone() -> None:
    assert read(POST) == Answer("Forty people in Prague", "", (), BODY)


@pytest.mark.parametrize(
    "text",
    [
        f"```markdown\n{POST}```",
        f"```\n{POST}```\n",
        f"~~~~md\n{POST}~~~~",
        f"Sure! Here is your post:\n\n```markdown\n{POST}```\n\nLet me know if you'd like any changes!",
        f"Here's the draft:\n{POST}",
        f"Certainly! Below is the blog post based on your notes.\n\n---\n\n{POST}\n---\n\nI hope this helps!",
        f"Gerne! Hier ist der Beitrag:\n\n{POST}\n\nSag mir, ob ich noch etwas anpassen soll.",
        f"Bien sûr ! Voici le billet :\n\n{POST}\n\nN’hésitez pas à me demander des modifications.",
        f"¡Claro! Aquí tienes la entrada:\n\n{POST}\n\nSi quieres, puedo acortarla.",
        f"Certo! Ecco l'articolo:\n\n{POST}\n\nFammi sapere se vuoi modifiche.",
        f"Jistě! Zde je příspěvek:\n\n{POST}\n\nDejte mi vědět, pokud chcete něco změnit.",
        f"<think>\nThey want a post.\n</think>\n\n{POST}",
        f"{SENTENCE}\n\n{POST}",
        f"{POST}\n\n> *{SENTENCE}*\n",
        f"{POST}\n**Disclaimer:** Most of the articles on the blog\nare written using an AI tool.",
        f"\r\n\ufeff{POST}".replace("\n", "\r\n"),
        f"Title: Forty people in Prague\n\n{BODY}",
        f"**Titel:** Forty people in Prague\n**Date:** 2022-09-28\n\n---\n{BODY}",
        f"---\ntitle: Forty people in Prague\n---\n{BODY}",
        f"---\ntitle: Forty people in Prague\n\n{BODY}",
        f'+++\ntitle = "Forty people in Prague"\n+++\n\n{BODY}',
        f"Forty people in Prague\n===\n\n{BODY}",
    ],
)
def test_wrapping_comes_off(text: str) -> None:
    post = read(text)
    assert (post.title, post.body) == ("Forty people in Prague", BODY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"```markdown\n{POST}```", "code fence"),
        (f"Sure!\n\n{POST}", "before the post"),
        (f"{POST}\n\nI hope this helps!", "after the post"),
        (f"{HEAD}\n{POST}", "head that the model wrote: draft, reviewed_by"),
        (f"{POST}\n{SENTENCE}\n", "disclaimer"),
        (f"<think>a</think>{POST}", "thinking"),
    ],
)
def test_what_came_off_is_told(text: str, told: str) -> None:
    notices = read(text).notices
    assert len(notices) == 1
    assert told in notices[0]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "\n" + POST,
        f"```yaml\n{HEAD}```\n\n{POST}",
        f"```markdown\n{HEAD}\n{POST}```",
        f"Sure! Here is the post:\n\n{HEAD}\n{POST}",
        HEAD + HEAD + POST,
        '+++\ntitle = "Other"\ndescription = "Short: it was"\ntags = ["a", "b"]\n[params]\nx = 1\n+++\n' + POST,
        HEAD.replace("'", "") + POST,  # not YAML any more: read line by line
    ],
)
def test_head_of_the_model_gives_title_description_and_tags_alone(text: str) -> None:
    post = read(text)
    assert (post.title, post.description, post.tags) == (
        "Forty people in Prague",
        "Short: it was",
        ("a", "b"),
    )
    assert post.body == BODY
    assert "Eve" not in str(post)


def test_title_of_the_head_holds_where_there_is_no_heading() -> None:
    assert read("---\ntitle: 2022-13-45\n---\nText.").title == "2022-13-45"


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ("title: |\n  a\n  b", "a b"),
        ("title: [1, 2]", ""),
        ("title: !!python/object/apply:os.system ['true']", ""),
        ("title: \"a\\e[31m\\u202e b\"", "a b"),
        ("title: **Bold** `x`", "Bold x"),
        ("title: " + "x" * 999, "x" * 199 + "…"),
        ("a: &a [x]\ntitle: *a", ""),
        ("title: " + "[" * 5000, "[" * 199 + "…"),
        ("title: " + "- " * 4000, "- " * 99 + "-…"),
        ("title: x\na:\n  " + "- " * 4000, "x"),
        ("title: x\na:\n  " + "? " * 4000, "x"),
        ("title: x\na: &a [x]\n" + "b: *a\n" * 1000, "x"),
        ("title: x\na: " + "!!x " * 2000, "x"),
    ],
)  # fmt: skip
def test_hostile_heads(head: str, want: str) -> None:
    assert read(f"---\n{head}\n---\n\nText.").title == want


@pytest.mark.parametrize(
    "text",
    [
        "We use `bash`:\n\n```bash\nls\n```\n\nThat is all.\n",
        "```bash\nls\n```\n\nand\n\n```bash\nls\n```\n",
        "```\nls\n```\n\nand\n\n```\nls\n```\n",
        "```python\nprint()\n```\n",
        "Great! We met in Prague on Monday.\n\nMore.\n",
        "This is the story of a meeting.\n\nMore.\n",
        "Here is what we decided:\n\n- one\n",
        "Text.\n\nLet me know if you come to Berlin.\n",
        "Text.\n\nFeel free to contact the organisers.\n",
        "Text.\n\n---\n\nMore.\n",
        "---\n\nText with a rule above.\n\n---\n\nMore.\n",
        "A table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Sorry, we had to move the meetup to June.\n",
        "I can't wait to see you in Berlin.\n",
        f"They print “{SENTENCE}” on every page.\n",
        f"We print:\n\n```\n{SENTENCE}\n```\n",
        "> quoted\n\n$5 {{ x }} {% raw %} [[CHECK: date]]\n",
    ],
)
def test_what_is_not_wrapping_stays(text: str) -> None:
    assert read(text) == Answer("", "", (), text)


def test_long_post_that_quotes_a_refusal_is_a_post() -> None:
    text = "I'm sorry, but I can't help with that, said the robot. " + "We laughed about it. " * 60
    assert read(text).body.startswith("I'm sorry")


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't help with that.",
        "I’m sorry, I cannot assist with this request.",
        "Unfortunately, I am unable to write this post.",
        "As an AI language model, I don't attend events.",
        "Es tut mir leid, aber ich kann dabei nicht helfen.",
        "Je suis désolé, mais je ne peux pas vous aider.",
        "Lo siento, pero no puedo ayudar con eso.",
        "Mi dispiace, ma non posso aiutarti con questo.",
        "Je mi líto, ale s tím nemohu pomoci.",
        "# A post\n\nI'm sorry, but I can't write about this.",
        "```\nI'm sorry, but I can't help with that.\n```",
    ],
)
def test_refusals_are_refused(text: str) -> None:
    with pytest.raises(ComposerError, match="refused") as caught:
        read(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        (" \n\t\u200b\x00", "empty"),
        ("<think>never ends", "empty"),
        ("# Only a title", "no text besides"),
        (HEAD, "no text besides"),
        ("Title: A\nTags: b", "no text besides"),
        (SENTENCE, "no text besides"),
        ("<!DOCTYPE html>\n<html><body>Log in</body></html>", "web page"),
        ("```html\n<html><body>Log in</body></html>\n```", "web page"),
        ("```markdown\n# A\n\nand then", "cut off"),
        ("# A\n\n```bash\nls", "cut off"),
        ("Sure! Here is the post:\n\n```markdown\n# A\n\ntext", "cut off"),
    ],
)
def test_no_post(text: str, message: str) -> None:
    with pytest.raises(ComposerError, match=message) as caught:
        read(text)
    assert caught.value.hint


@pytest.mark.parametrize("reason", [*answer.REFUSED, "magic", "STOP", "stop "])
def test_only_stop_is_complete(reason: str) -> None:
    with pytest.raises(ComposerError) as caught:
        read(POST, reason)
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_error_of_the_composer_is_passed_on() -> None:
    with pytest.raises(ComposerError, match="the line broke"):
        read(POST, "connection", "the line broke")
    with pytest.raises(ComposerError, match="the line broke"):
        read(POST, "stop", "the line broke")


def test_nested_fences_inside_a_fenced_post() -> None:
    inner = "# A\n\nRun:\n\n```bash\nls\n```\n\nor\n\n```\npwd\n```\n\nEnd.\n"
    assert read(f"```markdown\n{inner}```").body == inner.removeprefix("# A\n\n")
    assert read(f"````\n{inner}````\n").body == inner.removeprefix("# A\n\n")


def test_escape_sequences_leave_nothing() -> None:
    assert clean("a\x1b[31mb\x1b]8;;http://x\x07c\x9bd\u202ee\u200bf\ud800\r\ng\rh") == "abcdef\ufffd\ng\nh"


def test_tags_are_short_plain_and_few() -> None:
    tags = ", ".join(f"#tag{n}\u202e" for n in range(500))
    assert read(f"---\ntags: '{tags}'\n---\nText.").tags == tuple(f"tag{n}" for n in range(20))


WORDS = st.sampled_from([
    "---", "+++", "```", "~~~", "```markdown", "````", "title: x", "tags: [a]", "Title: y", "# H", "===", "Sure!",
    "Here is the post:", "I hope this helps!", SENTENCE, "<think>", "</think>", "<html>", "text", "", "\x1b[0m", "> q",
    "- a", "\u202e", "[[CHECK: x]]", "I'm sorry, but I can't help.", "description: >", "  - z", "|", "\ud800",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=14).map("\n".join)))
def test_any_text_is_a_post_or_an_error(text: str) -> None:
    try:
        post = read(text)
    except ComposerError as error:
        assert error.message and error.hint and "\n" not in error.message
        return
    assert post.body.strip()
    assert post.body.endswith("\n") and not post.body.startswith("\n")
    assert not wrapping.is_fence_open(post.body)
    for part in (post.title, post.description, *post.tags, *post.notices):
        assert "\n" not in part
    for char in "".join((post.title, post.description, *post.tags, *post.notices, post.body)):
        assert unicodedata.category(char) not in ("Cc", "Cs") or char in "\n\t"
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff"
    post.body.encode()


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "\n", "#", "# ", "`", "```\n", "---\n", "- [", "<think>", "\x1b]", "\x1b[", "title: x\n", "*", "[a](", "=\n", "~~~\n\n", "Sure! ", "Sure!\n\n",
     "I hope this helps!\n\n", "\u202e", "Title: a\n", "tags: [", "> ", SENTENCE, "\t#\t"],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "---\n" * (piece == "tags: [") + piece * (size // len(piece)) + " end"
        best = 9.0
        for _ in range(2):
            started = time.process_time()
            with contextlib.suppress(ComposerError):
                read(text)
            best = min(best, time.process_time() - started)
        return best

    small, large = seconds(20_000), seconds(160_000)
    assert large < max(0.25, 24 * small), (small, large)
