"""Approving and accepting change their own lines of any front matter, byte for byte no other."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from drafter import accepts, approval, document, head
from drafter.accepts import Accepted
from drafter.errors import DrafterError

AT = dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.UTC)
OWN = {"draft", accepts.KEY, approval.STATUS, approval.DIGEST, *approval.SIGNED}

YAML = [
    "# a comment", "", "title: 'it''s: odd'", 'subtitle: "a \\" b # c"  # why', "date: 2022-09-28", "weight:   3", "anchor: &a [x, y]\nalias: *a",
    "folded: >-\n  one\n  two", "literal: |\n  # no comment\n\n  two", "tags:\n- a\n-   b # c", "map: {a: 1, b: [2, 'x']}",
    '"quoted key": yes', "nested:\n    deep:\n        - 1\n    # inner comment\n    other: ~", "empty:", "draft: true", "draft: true  # hold",
    "draft:    true", '"draft": true', "review_status: pending", "review_status: 'pending' # yet", "ünïcode: žluťoučký",
]  # fmt: skip
TOML = [
    "# a comment", "", "title = 'x' # why", 'tags = ["a",\n  "b", # c\n]', "draft = true", "draft = true # hold", "date = 2022-09-28",
    "weight   =   3", 'review_status = "pending"', "text = '''\none\n'''",
]  # fmt: skip
TOML_TABLES = ["[params]\n# inner\na = 1", "[[cascade]]\nb = {c = 2}"]
JSON = [
    '"title": "x, {y}"',
    '"tags": ["a", "b"]',
    '"draft": true',
    '"map": {"a": [1, {"b": null}]}',
    '"review_status": "pending"',
    '"n":1',
]


def distinct(lines: list[str]) -> list[str]:
    """`lines` with each key once."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        key = line.split(":")[0].split("=")[0].strip().strip('"')
        if not key or key.startswith("#") or key not in seen:
            kept.append(line)
        seen.add(key)
    return kept


yaml_posts = st.lists(st.sampled_from(YAML), max_size=9).map(
    lambda lines: "---\n" + "".join(f"{line}\n" for line in distinct(lines)) + "---\n"
)
toml_posts = st.tuples(
    st.lists(st.sampled_from(TOML), max_size=7), st.lists(st.sampled_from(TOML_TABLES), max_size=2, unique=True)
).map(lambda parts: "+++\n" + "".join(f"{line}\n" for line in [*distinct(parts[0]), *parts[1]]) + "+++\n")
json_posts = st.tuples(
    st.lists(st.sampled_from(JSON), min_size=1, max_size=5), st.sampled_from(["\n  ", "\n\t", "\n"])
).map(lambda parts: "{" + parts[1] + ("," + parts[1]).join(distinct(parts[0])) + "\n}\n")
posts = st.tuples(yaml_posts | toml_posts | json_posts, st.sampled_from(["\n", "\r\n"])).map(
    lambda parts: (parts[0] + "\nForty people met.\n").replace("\n", parts[1])
)


def others(text: str) -> list[str]:
    """The lines of a text that hold none of the keys that a signature owns."""
    found = []
    for line in text.splitlines(keepends=True):
        key = line.split(":")[0].split("=")[0].strip().strip('"{ ,')
        if key not in OWN and line.strip(" \t\r\n,{}"):
            found.append(line.rstrip(",\r\n") if text.startswith("{") else line)
    return found


@effort(max_examples=300)
@given(posts)
def test_signing_and_accepting_touch_their_own_lines_alone(text: str) -> None:
    draft = document.parse(text.encode(), "post.md")
    assert not draft.problems
    claim = accepts.write([Accepted("G501", 'the "35" – ž', "heard it", "Ana Souza")])
    try:
        accepted = head.edit(text, {accepts.KEY: claim})
        middle = document.parse(accepted.encode(), "post.md")
        keys = {**approval.release(middle, "plain"), **approval.sign(middle, "Ana Souza", at=AT, notes_digest="")}
        signed = head.edit(accepted, keys)
    except DrafterError as error:
        assert "without touching others" in error.message
        return
    after = document.parse(signed.encode(), "post.md")
    assert not after.problems
    assert after.body == draft.body
    assert {k: v for k, v in after.meta.items() if k not in OWN} == {
        k: v for k, v in draft.meta.items() if k not in OWN
    }
    assert accepts.read(after.meta) == (Accepted("G501", 'the "35" – ž', "heard it", "Ana Souza"),)
    assert approval.status(after, "").state == "approved"
    assert others(signed) == others(text)
    assert ("\r\n" in signed) == ("\r\n" in text)
    back = head.edit(signed, {**approval.withdraw(), accepts.KEY: None})
    assert others(back) == others(text)
