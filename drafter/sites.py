"""What each site generator expects of a post: where it lies, what its keys are called, what holds it from readers.

Found by building a site with every generator; `tests/test_sites.py` builds them again. A generator ignores the draft
flags of the others in silence, so each preset names its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from drafter.head import Plain, Value
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path
    from typing import TypeVar

    Field = Value | dt.datetime
    T = TypeVar("T")


class Preset(NamedTuple):
    """A site generator, as far as posts are concerned."""

    posts: tuple[str, ...]  # folders of posts that its sites have, the usual one first
    config: tuple[str, ...] = ()  # files that tell it
    held: Mapping[str, str | bool] = MappingProxyType({})  # keys that together keep a post from readers
    names: Mapping[str, str] = MappingProxyType({})  # what it calls our keys
    extra: Mapping[str, Value] = MappingProxyType({})  # keys that it wants besides
    dated: bool = False  # file names begin with the day; else they are the slug, which its addresses are made of
    built: str = ""  # the folder of the built site
    waiting: str = ""  # the folder outside the site in which drafts wait, where no key holds them
    quotes: bool = True  # it reads YAML; else quotes and brackets would be shown to readers
    any_case: bool = False  # its keys know no case

    def key(self, name: str) -> str:
        """What the generator calls our key `name`."""
        return self.names.get(name, name)


_DRAFT = {"draft": True}
PRESETS: Mapping[str, Preset] = {
    "plain": Preset(("drafts",), held=_DRAFT, dated=True),
    "hugo": Preset(
        ("content/posts", "content/post", "content/blog"),
        ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml", "config/_default/hugo.yaml",
         "config.toml", "config.yaml"),
        held=_DRAFT, any_case=True, built="public",
    ),
    "jekyll": Preset(  # it needs the day in the name
        ("_posts",), ("_config.yml", "_config.yaml", "_config.toml"),
        held={"published": False}, extra={"layout": "post"}, dated=True, built="_site",
    ),
    "eleventy": Preset(  # without the second key it is listed and in the feed, without an address
        ("posts", "content/blog", "src/posts", "blog"),
        ("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"),
        held={"permalink": False, "eleventyExcludeFromCollections": True}, built="_site",
    ),
    "astro": Preset(  # no key holds a post: its collections take every file; their usual schema demands a description
        ("src/content/blog", "src/content/posts", "src/data/blog"),
        ("astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"),
        names={"date": "pubDate"}, extra={"description": ""}, waiting="drafts", built="dist",
    ),
    "docusaurus": Preset(
        ("blog",), ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
        held=_DRAFT, built="build",
    ),
    "mkdocs-material": Preset(
        ("docs/blog/posts", "docs/posts"), ("mkdocs.yml", "mkdocs.yaml"), held=_DRAFT, built="site",
    ),
    "pelican": Preset(  # `draft` would be a page, too, without a link to it
        ("content",), ("pelicanconf.py",),
        held={"status": "skip"}, names={"description": "summary"}, quotes=False, any_case=True, built="output",
    ),
}  # fmt: skip

_HELD_TOO = {("status", "draft")}  # Pelican's own: no list and no feed has it
_PLAIN = pattern(r"(?:[^\W\d_]|[“„«‚‘’(¿¡]|\d\S* +(?=.*[^\W\d_]{2}))[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_NOT_WORDS = frozenset("y n yes no true false on off null".split())


def detect(folder: Path) -> str:
    """The preset of the site in `folder`, by its configuration file; "plain" where there is none."""
    for name, preset in PRESETS.items():
        for config in preset.config:
            if (folder / config).is_file() and (not config.startswith("config.") or _is_hugo(folder / config)):
                return name
    return "plain"


def _is_hugo(config: Path) -> bool:
    """Whether a `config.toml` is Hugo's: Zola has one of that name, with `base_url`."""
    return re.search(r"^\s*baseURL\b", config.read_text("utf-8", "replace"), re.M | re.I) is not None


def is_held(preset: Preset, path: str, meta: Mapping[str, object]) -> bool:
    """Whether a site keeps the post at `path` from readers: it ignores what it doesn't know."""
    if preset is PRESETS["jekyll"] and "_drafts" in re.split(r"[/\\]", path)[:-1]:
        return True
    if preset.any_case:
        meta = {name.lower(): item for name, item in meta.items()}
    return bool(preset.held) and all(_holds(key, meta.get(key), value) for key, value in preset.held.items())


def _holds(key: str, found: object, value: str | bool) -> bool:
    if isinstance(value, bool):
        return found is value
    said = found.strip().lower() if isinstance(found, str) else ""
    return said == value or (key, said) in _HELD_TOO


def hold(preset: Preset, path: str, meta: Mapping[str, object]) -> Mapping[str, Value | None]:
    """The keys to change so that the site keeps the post from readers."""
    if is_held(preset, path, meta):
        return {}
    keys: dict[str, Value | None] = {"draft": True} if "draft" in meta or not preset.held else {}
    return keys | {key: spelled(preset, value) for key, value in preset.held.items()}


def release(preset: Preset, meta: Mapping[str, object]) -> Mapping[str, Value | None]:
    """The keys to change so that the site publishes the post; empty where nothing holds it."""
    keys: dict[str, Value | None] = {key: False for key, value in meta.items()
                                     if key.lower() == "draft" and value is True}  # fmt: skip
    for key, found in meta.items():
        name = key.lower() if preset.any_case else key
        if name != "draft" and name in preset.held and _holds(name, found, preset.held[name]):
            keys[key] = None
    return keys


def dress(preset: Preset, keys: Mapping[str, Field]) -> Mapping[str, Field]:
    """The front matter of a draft as the generator reads it: its names and forms for our keys, and what holds it."""
    found: dict[str, Field] = {}
    for key, value in keys.items():
        if key == "draft":
            found |= {**preset.extra, **(preset.held or _DRAFT)}
        elif not preset.quotes and key in ("title", "description"):
            found[preset.key(key)] = _without_marks(str(value))
        else:
            found[preset.key(key)] = value
    return {key: spelled(preset, value) for key, value in found.items()}


def _without_marks(text: str) -> str:
    """`text` with nothing in it that YAML would read, the same to the eye: no colon before a space, no quotes ahead."""
    shown = re.sub(r'"([^"]*)"', "“\\1”", text) if text.startswith('"') else text
    return shown.replace(": ", ":\u00a0").replace(" #", "\u00a0#")


def spelled(preset: Preset, value: T) -> T | str:
    """`value` as the generator reads it; in quotes where YAML can't do without, which Pelican then shows."""
    if preset.quotes or not isinstance(value, str | list):
        return value
    text = ", ".join(value) if isinstance(value, list) else value
    safe = _PLAIN.fullmatch(text) and not re.search(r":([ \t]|$)|[ \t]#|\s$", text) and text.lower() not in _NOT_WORDS
    return Plain(text) if safe else text
