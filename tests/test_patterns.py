"""Patterns that are compiled at first use: they do what compiled ones do, and every one of the package compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import drafter
from drafter import patterns


def test_it_does_what_a_compiled_pattern_does() -> None:
    words, compiled = patterns.pattern(r"(a)\w+", re.IGNORECASE), re.compile(r"(a)\w+", re.IGNORECASE)
    assert words.findall("Apples and pears") == compiled.findall("Apples and pears") == ["A", "a", "a"]
    assert words.sub("x", "an apple") == "x x"
    assert (words.pattern, words.flags, words.groups) == (compiled.pattern, compiled.flags, 1)
    assert words.match is words.match


def test_a_broken_one_is_told_when_it_is_used() -> None:
    broken = patterns.pattern("(")
    with pytest.raises(re.error):
        broken.search("")
    with pytest.raises(AttributeError):
        broken._hidden  # type: ignore[attr-defined]  # noqa: B018


def test_every_pattern_of_the_package_compiles() -> None:
    names = [one.name for one in pkgutil.walk_packages(drafter.__path__, "drafter.") if "__main__" not in one.name]
    held = [value for name in names for value in vars(importlib.import_module(name)).values()]
    found = [value for value in held if isinstance(value, patterns._Later)]
    assert len(found) > 80
    assert all(re.compile(one.pattern, one.flags) for one in found)  # type: ignore[attr-defined]
