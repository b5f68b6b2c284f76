"""Ground truth: real renderers make a page of each case, Chromium paints it, and the judge must agree.

A case that must pass is painted by every renderer. A case that hides the words is not painted by at least one,
unless its `hides` names an engine that is not among the renderers here. Cases that paint the words but say
something else (altered, obfuscated, contradicted) are not a browser's business.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from renderers import RENDERERS, browser, chromium

from drafter import document
from drafter.disclaimer import DEFAULT, judge
from drafter.model import Draft

CASES = Path(__file__).resolve().parent.parent / "cases"
PAINTS_ANOTHER_MEANING = {"altered", "obfuscated", "contradicted"}


def read(folder: str) -> dict[str, Draft]:
    """The cases of a folder by name."""
    found = {path.stem: document.parse(path.read_bytes(), path.name) for path in (CASES / folder).glob("*.md")}
    assert len(found) > 100
    return found


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bool]]:
    """For each case by name, for each renderer that built it: are the words painted?"""
    if chromium() is None:
        pytest.skip("Chromium is not installed")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    drafts = read("pass") | read("fail")
    bodies = [re.sub(r"\r\n?", "\n", draft.body) for draft in drafts.values()]
    pages: dict[tuple[str, str], str] = {}
    for name, (render, installed) in RENDERERS.items():
        if installed():
            rendered = render(bodies, tmp_path_factory.mktemp(name))
            pages |= {(case, name): html for case, html in zip(drafts, rendered, strict=True) if html is not None}
    different = list(dict.fromkeys(pages.values()))
    with browser() as painted:
        seen = dict(zip(different, painted(different, DEFAULT), strict=True))
    answer: dict[str, dict[str, bool]] = {}
    for (case, name), html in pages.items():
        answer.setdefault(case, {})[name] = seen[html]
    return answer


@pytest.mark.parametrize("name", [name for name in RENDERERS if name != "python-markdown"])
def test_the_renderer_is_here(name: str) -> None:
    if not RENDERERS[name][1]():
        pytest.skip(f"{name} is not installed")


def test_what_must_pass_is_painted_by_every_renderer(pictures: dict[str, dict[str, bool]]) -> None:
    unseen = {case: [name for name, painted in pictures[case].items() if not painted] for case in read("pass")}
    assert {case: names for case, names in unseen.items() if names} == {}


def test_what_hides_the_words_is_not_painted_by_some_renderer(pictures: dict[str, dict[str, bool]]) -> None:
    painted_everywhere = []
    for case, draft in read("fail").items():
        elsewhere = draft.meta.get("hides") or draft.meta["expect"] in PAINTS_ANOTHER_MEANING
        if not elsewhere and all(pictures[case].values()):
            painted_everywhere.append(case)
    assert sorted(painted_everywhere) == []


def test_the_judge_never_passes_what_a_renderer_hides(pictures: dict[str, dict[str, bool]]) -> None:
    wrong = []
    for case, draft in (read("pass") | read("fail")).items():
        if judge(draft, [DEFAULT]).visible and not all(pictures[case].values()):
            wrong.append(case)
    assert wrong == []
