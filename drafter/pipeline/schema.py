"""JSON Schemas (draft 2020-12) of what people write by hand: `drafter.toml`, and the front matter of a post.

The first is read off the settings themselves: their types, their defaults and the comments behind them.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from drafter import accepts, approval, document, drafts, keys, model
from drafter.pipeline.revise import RUNS_KEY
from drafter.settings import PROJECT_FILE, Settings

Schema = Mapping[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_IN_FILE = frozenset(("folder", "has_file", "base_url_from", "trust_project_endpoint"))
_TYPES: Mapping[object, str] = {str: "string", bool: "boolean", float: "number"}
_STRINGS = {"type": "array", "items": {"type": "string"}}
_DIGEST = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def config() -> Schema:
    """The schema of `drafter.toml`. Like the program it knows no other keys, so an editor sees a typo."""
    return {"$schema": _DIALECT, "title": PROJECT_FILE, **_table(Settings)}


def _table(kind: type) -> Schema:
    """The schema of a named tuple of settings; what the comment behind a field says is its description."""
    notes = dict(re.findall(r"^    (\w+): [^\n]*?  # (.*)$", inspect.getsource(kind), re.MULTILINE))
    defaults = kind()._asdict()
    fields = {
        name: _field(hint, defaults[name], notes.get(name, ""))
        for name, hint in get_type_hints(kind, localns=vars(model)).items()
        if name not in _NOT_IN_FILE
    }
    return {"description": inspect.getdoc(kind), "type": "object", "additionalProperties": False, "properties": fields}


def _field(hint: Any, default: Any, note: str) -> Schema:
    if hasattr(hint, "_asdict"):
        return _table(hint)
    told: dict[str, Any] = {"description": note} if note else {}
    if isinstance(default, str | bool | float) or default:
        told["default"] = dict(default) if isinstance(default, Mapping) else default
    return {**told, **_shape(hint)}


def _shape(hint: Any) -> Schema:
    """The schema of a type as the settings use it."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, types.UnionType):  # None stands for a key that is left out
        return _shape(next(one for one in inner if one is not type(None)))
    if origin is tuple:
        return {"type": "array", "items": _shape(inner[0])}
    if inner:  # a mapping
        return {"type": "object", "additionalProperties": _shape(inner[1])}
    return {"type": _TYPES[hint]}


# Keys of front matter that mean something to drafter; a post may have any others.
_POST: Mapping[str, tuple[Schema, str]] = {
    "title": ({"type": "string"}, "The post's title."),
    "date": ({"type": "string"}, "The day of the post, with or without the time; never guessed from the event's."),
    "draft": ({"type": "boolean"}, "Keeps the post from readers, where the site generator honours it."),
    "description": ({"type": "string"}, "The teaser. A signature covers it."),
    "slug": ({"type": "string"}, "The post's name in its address."),
    "author": ({"type": ["string", "array", "object"]}, "People only; a tool belongs into ai_tool and ai_byline."),
    "tags": (_STRINGS, "What the post is about."),
    "lang": ({"type": "string"}, "The language of the post, such as de."),
    "notes": ({"type": "string"}, "The notes that the post was made of, from the workspace's folder."),
    "ai_disclosure": ({"enum": list(keys.LEVELS)}, "The tool's part, for machines (W3C Community Group draft)."),
    "ai_source_type": (
        {"enum": sorted(keys.IPTC + term for term in keys.IPTC_TERMS)},
        "How the text came about: a term of the IPTC Digital Source Type vocabulary.",
    ),
    "ai_tool": ({"type": "string"}, "The tool that wrote, as readers know it."),
    "ai_byline": ({"type": "string"}, "What a theme may print, such as `Dimitri + Claude 2`."),
    "ai_run": (_DIGEST, "The saved run that the text is from. Written by `drafter draft`."),
    drafts.INPUT_KEY: (_DIGEST, "All that the draft was made from. Written by `drafter draft`."),
    drafts.NOTES_KEY: (_DIGEST, "The notes as they were. Written by `drafter draft`."),
    document.DIGEST_KEY: (_DIGEST, "The draft as it was written: what differs is a person's. By `drafter draft`."),
    RUNS_KEY: (_STRINGS, "The runs whose changes were taken. Written by `drafter revise`."),
    approval.STATUS: ({"enum": ["pending", "approved"]}, "Approved by `drafter approve` alone."),
    approval.BY: ({"type": "string"}, "Who answers for the text. Written by `drafter approve`."),
    approval.ROLE: ({"type": "string"}, "What qualifies the reviewer. Written by `drafter approve`."),
    approval.AT: ({"type": "string"}, "When it was signed. Written by `drafter approve`."),
    approval.CHECKS: (_STRINGS, "What the reviewer checked. Written by `drafter approve`."),
    approval.NOTE: ({"type": "string"}, "The reviewer's remark. Written by `drafter approve`."),
    approval.NOTES_DIGEST: (_DIGEST, "The notes that were signed with the text. Written by `drafter approve`."),
    approval.DIGEST: (
        {"type": "string", "pattern": r"^v\d+:sha256:[0-9a-f]{64}$"},
        "The signature over the text and its record. Written by `drafter approve`.",
    ),
    accepts.KEY: ({"type": "string"}, "What a reviewer answers for besides the notes. Written by `drafter accept`."),
}


def post() -> Schema:
    """The schema of a post's front matter. Other keys are the writer's own and welcome."""
    fitting = [
        {
            "if": {"properties": {"ai_disclosure": {"const": level}}, "required": ["ai_disclosure"]},
            "then": {"properties": {"ai_source_type": {"enum": sorted(keys.IPTC + term for term in terms)}}},
        }
        for level, terms in keys.LEVELS.items()
    ]
    return {
        "$schema": _DIALECT,
        "title": "Front matter of a post",
        "type": "object",
        "properties": {name: {"description": told, **shape} for name, (shape, told) in _POST.items()},
        "allOf": fitting,
    }
