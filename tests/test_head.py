"""Front matter is edited as text: the edited key says the new value, every other byte stays."""

from __future__ import annotations

import tomllib

import pytest
import yaml
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from drafter import document, head
from drafter.errors import DrafterError

ODD = """\
---
# a comment, kept
title: 'it''s'  # said so
empty:
anchor: &a value
alias: *a
list:
  - 1
  - 2

# about the tag
tag: !!str 5
map:
    deep: {x: [1, 2]}
multi: foo
  bar # why
"quoted key": "a \\" b"
last: >-
  folded
  text
---
The body.
"""
KEYS = ["title", "empty", "anchor", "list", "tag", "map", "multi", "quoted key", "last", "new_key"]


def meta(text: str) -> dict[str, object]:
    draft = document.parse(text.encode(), "post.md")
    assert not draft.problems
    return dict(draft.meta)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("key", [key for key in KEYS if key != "anchor"])
@pytest.mark.parametrize("value", ["plain", 'a "b" \\ # c: é', True, 3, ["x", "y, z"]])
def test_set_changes_one_value(key: str, value: head.Value, newline: str) -> None:
    text = ODD.replace("\n", newline)
    edited = head.edit(text, {key: value})
    assert meta(edited) == meta(text) | {key: value}
    assert head.edit(edited, {key: value}) == edited
    kept = [line for line in text.splitlines(keepends=True) if line in edited.splitlines(keepends=True)]
    assert len(kept) >= len(text.splitlines()) - 4
    assert ("\n" in edited.replace("\r\n", "")) is (newline == "\n")


@pytest.mark.parametrize("key", [key for key in KEYS if key != "anchor"])
def test_remove_takes_only_its_lines(key: str) -> None:
    edited = head.edit(ODD, {key: None})
    assert meta(edited) == {k: v for k, v in meta(ODD).items() if k != key}
    original = ODD.splitlines()
    assert all(line in original for line in edited.splitlines())
    for comment in ("# a comment, kept", "# about the tag"):
        assert comment in edited


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("+++\ntitle = 'x' # c\n[params]\na = 1\n+++\nbody\n", lambda t: tomllib.loads(t.split("+++")[1])),
        (
            '{\n\t"title": "x",\n\t"n": [1, {"a": 2}]\n}\nbody\n',
            lambda t: yaml.safe_load(t[: t.rindex("}") + 1].replace("\t", " ")),
        ),
        ("---\n{title: x, n: [1, 2]}\n---\nbody\n", lambda t: yaml.safe_load(t.split("---")[1])),
        ("---\n---\nbody\n", lambda t: yaml.safe_load(t.split("---")[1]) or {}),
        ("---\r\ntitle: x\r\n---\r\nbody\r\n", lambda t: yaml.safe_load(t.split("---")[1]) or {}),
    ],
    ids=["toml", "json", "flow", "empty", "crlf"],
)
def test_other_formats(text: str, load) -> None:
    before = load(text)
    edited = head.edit(text, {"title": 'new: "t"', "added": ["a"]})
    assert load(edited) == before | {"title": 'new: "t"', "added": ["a"]}
    assert edited.endswith(text[text.rindex("body") :])
    assert load(head.edit(edited, {"added": None, "title": None})) == {k: v for k, v in before.items() if k != "title"}


def test_a_text_without_front_matter_gets_one() -> None:
    assert head.edit("body\r\n", {"a": "b"}) == '---\r\na: "b"\r\n---\r\nbody\r\n'
    assert head.edit("body", {"a": None}) == "body"


def test_a_value_that_others_refer_to_is_left_alone() -> None:
    with pytest.raises(DrafterError, match="without touching others"):
        head.edit(ODD, {"anchor": "x"})


def test_a_broken_head_is_never_edited() -> None:
    for text in (
        "---\na: [1\n---\nx",
        "---\na: 1\na: 2\n---\nx",
        "---\na: 1\nno end",
        "---\n- a list\n---\nx",
    ):
        with pytest.raises(DrafterError):
            head.edit(text, {"title": "x"})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\ntitle: [unclosed\n---\n", "front-matter"),
        ("---\ntitle: x\nno end", "front-matter"),
        ("---\ntitle: x\n...\nbody", "front-matter"),
        ("---\ndate: 2022-13-45\n---\n", "front-matter"),
        ("---\na: 1\nb: 2\na: 3\n---\n", "duplicate-key"),
        ('---\n{"a": 1, "a": 2}\n---\n', "duplicate-key"),
        ("+++\na = \n+++\n", "front-matter"),
        ("---\na: " + "[" * 60000 + "\n---\n", "front-matter"),
        ("---\n" + "- " * 20000 + "x\n---\n", "front-matter"),
        (
            "---\na: &a [x]\n" + "".join(f"b{i}: &b{i}\n  <<: [*a, *a]\n" for i in range(30)) + "---\n",
            "front-matter",
        ),
        ("---\ntitle: " + "x" * 70000 + "\n---\n", "front-matter"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, kind: str) -> None:
    problems = document.parse(text.encode(), "p.md").problems
    assert problems[0].kind == kind
    assert 1 <= problems[0].line <= text.count("\n") + 1


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf---\na: 1\n---\nx")
@example(b"---\r\na: 1\r---\nx")
@example(b"{}\nbody")
def test_any_bytes_are_a_document(data: bytes) -> None:
    draft = document.parse(data, "p.md")
    assert draft.body in draft.text
    assert 1 <= draft.body_line <= draft.text.count("\n") + draft.text.count("\r") + 1


@given(
    st.dictionaries(
        st.from_regex("[a-z_]{1,12}", fullmatch=True),
        st.text() | st.booleans() | st.lists(st.text()),
        max_size=5,
    ),
    st.text(alphabet="abc #:'\"\n", max_size=40),
)
def test_what_is_rendered_is_read_back(values: dict[str, head.Value], body: str) -> None:
    values = {k: v for k, v in values.items() if k not in ("y", "n", "no", "on", "yes", "off", "true", "false", "null")}
    encodable = {k: v for k, v in values.items() if "\ud800" not in str(v)}
    text = head.render(encodable) + body
    draft = document.parse(text.encode("utf-8", "surrogatepass"), "p.md")
    if not draft.problems:
        assert dict(draft.meta) == encodable
        assert draft.body == body
    else:
        assert any("\ud800" <= c <= "\udfff" for c in text)


plain_values = st.one_of(
    st.sampled_from(
        ["A title", "yes", "No", "on", "null", "~", "2022-09-28", "2022-02-30", "2022-09-28T09:00:00+02:00", "2022-13-28T09:00:00+02:00", "0123", "1.10",
         "12", "0x1f", "1:20", "true", "False", ".inf", '"quoted: x"', "'single'", "[a, b c]", "[]", "[1, two]", '["a", "b c"]', '["a" ]', '["a", b]', '["a",]', '["no", "1"]', "[yes]", "a # c", "a: b",
         "- x", "&a b", "*a", "!t x", "|", ">", "trailing ", "https://example.org/a", "(x)", "x–y", "ünïcode", '"a\\"b"', "it's", "a, b; c", "{a: b}"]
    ),
    st.text(alphabet="ab1 .:-_'\"[],#&*/()\t", max_size=12),
)  # fmt: skip


plain_lines = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", "    ", "      ", "- ", "  - ", "    - ", "# "]),
    st.sampled_from(
        [
            "title: ",
            "draft: ",
            "text: >-",
            "text: >-",
            "date: ",
            "date:",
            "tags:",
            "y: ",
            "no: ",
            "a_b: ",
            "x-1:   ",
            "",
        ]
    ),
    plain_values | st.just("") | st.just(""),
).map("".join)


@given(st.lists(plain_lines, max_size=7))
@hypothesis_settings(max_examples=600)
def test_the_short_way_reads_as_yaml_does(lines: list[str]) -> None:
    source = "".join(f"{line}\n" for line in lines)
    short = head.plain.load(source)
    if short is not None:
        assert (yaml.safe_load(source) or {}) == short
    written = head.plain.load(source, as_written=True)
    if written is not None:
        assert (yaml.load(source, Loader=yaml.BaseLoader) or {}) == written


def test_the_short_way_knows_ordinary_heads() -> None:
    source = "title: A talk\n# why\nauthors:\n  - Ana Souza\n  - Wei\nai:\n  assisted: true\n  by:\n    model: gpt\n\nweight: 10\n"
    assert head.plain.load(source) == yaml.safe_load(source)
