"""Runs: what was asked of a model and what it answered, kept privately and exactly as it came.

A run is saved before anybody judges the answer, so that a fault of ours or a post that was refused
never costs a second call: `--replay` reads it back. Until a draft is made of an answer, its run lies among the
unused, under a key of what was asked: after a command that was killed, the next one finds it there. The records
hold the writer's notes, so the folder is 0700, each file 0600, and the folder ignores itself in git. Keys are
masked.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from drafter import document
from drafter.errors import DrafterError
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_LARGEST = 50_000_000  # bytes; a record is notes, prompt and answer, so anything larger is not ours
_REFERENCE = pattern(r"(?:sha256:)?([0-9a-f]{4,64})\Z")
_UNUSED = "unused"
_SHORTEST_SECRET = 6  # a shorter "key" ("none", "desk") is a word that occurs in texts
_DIGESTS = ("prompt_digest", "template_digest", "notes_digest", "id")  # ours, and useless when masked

# What keys look like wherever they turn up: in a provider's error message, in a URL, in an answer. Each pattern
# is tried where one of its marks, in lower case, is in the text: looking for all in every text takes long.
_PREFIXES = "sk rk pk gsk xai hf ghp gho github_pat glpat tgp nvapi pplx".split()
_KEY_LIKE = tuple((marks, pattern(source, re.IGNORECASE)) for marks, source in (
    ([name + dash for name in _PREFIXES for dash in "-_"],  # with a digit: "sk-learn-contrib" is no key
     rf"()\b(?:{'|'.join(_PREFIXES)})[-_](?=[A-Za-z._-]{{0,60}}[0-9*])[A-Za-z0-9*._-]{{8,}}"),
    (["aiza"], r"()\bAIza[A-Za-z0-9_-]{20,}"),
    (["bearer "], r"""(\bBearer )[^\s"'<>,;]{6,}"""),
    (["@"], r"""(://)[^\s/@:"'<>]{1,200}:[^\s/@"'<>]{1,200}(?=@)"""),
    (["api-key", "api_key"], r"""(\bapi[-_]key[=:])[^\s"'<>,;&]{6,}"""),
))  # fmt: skip


class Run(NamedTuple):
    """One call to a model. Texts are raw; digests are "sha256:..."; `seconds` is wall time."""

    created: str  # RFC 3339 with offset
    model: str  # as asked
    prompt_digest: str  # of `system` and `user`, see `digest`
    system: str
    user: str
    text: str  # the answer as it came, perhaps only its beginning
    finish_reason: str = ""
    answered: str = ""  # the model as the endpoint named it
    host: str = ""  # of the endpoint, without credentials; "" for the offline composer
    parameters: Mapping[str, float | int] = MappingProxyType({})
    template: str = ""
    template_digest: str = ""
    notes: str = ""  # path as given
    notes_digest: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    seconds: float = 0.0
    tool: str = ""  # "drafter 0.1.0"
    error: str = ""  # why the answer broke off, one line
    notices: tuple[str, ...] = ()
    id: str = ""  # "sha256:..." of all the rest; set by `save`


def mask(text: str, secrets: Collection[str] = ()) -> str:
    """Return `text` with every one of `secrets`, and whatever looks like a key, replaced by "***"."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, "***")
    lower = text.lower()
    for marks, shape in _KEY_LIKE:
        if any(mark in lower for mark in marks):
            text = shape.sub(r"\1***", text)
    return text


def digest(*texts: str) -> str:
    """Return "sha256:..." over `texts`, each told apart from the next."""
    return document.digest(json.dumps(texts).encode("ascii"))


def save(folder: Path, run: Run, secrets: Collection[str] = (), unused: str = "") -> str:
    """Write `run` under `folder` and return its id; the same content is the same file.

    With a key (hexadecimal) as `unused`, the run is found by that too until `use` is called. Whatever `mask` finds with
    `secrets` is masked. Raises DrafterError when the folder can't be written.
    """
    run = _masked(run, secrets)
    run = run._replace(id=_identity(run))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DrafterError(
            f"{folder}: can't be made ({error.strerror or error})",
            "make its folder writable: every answer is kept there before it is used",
        ) from None
    ignore = folder / ".gitignore"
    if not ignore.exists():
        document.write(ignore, b"*\n")
    data = json.dumps(fields(run), indent=1).encode("ascii") + b"\n"
    document.write(_record(folder / _UNUSED if unused else folder, run.id, unused), data, mode=0o600)
    return run.id


def fields(run: Run) -> dict[str, object]:
    """All that a run holds, as JSON has it."""
    return run._asdict() | {"parameters": dict(run.parameters)}


def find_unused(folder: Path, key: str, but: str = "") -> Run | None:
    """Return the run that was saved as unused with `key`, if there is one that can be read and isn't the run `but`."""
    for path in sorted(each for each in _unused(folder) if each.name.startswith(f"{key}-")):
        with contextlib.suppress(DrafterError):
            if (run := load(folder, str(path))).id != but:
                return run
    return None


def use(folder: Path, run: str) -> None:
    """Put the run with the id `run` among those that are used."""
    record = _record(folder, run)
    for path in _unused(folder):
        if path.name.endswith(f"-{record.name}"):
            with contextlib.suppress(OSError):  # another command has done it meanwhile
                path.replace(record)


def _unused(folder: Path) -> list[Path]:
    try:
        return [path for path in (folder / _UNUSED).iterdir() if path.suffix == ".json"]
    except OSError:  # nothing was ever kept there
        return []


def _record(folder: Path, run: str, key: str = "") -> Path:
    return folder / f"{key}{'-' if key else ''}{run.removeprefix('sha256:')}.json"


def load(folder: Path, reference: str) -> Run:
    """Return the run that `reference` means: an id, a prefix of one, or a path.

    Raises DrafterError when there is none, several, or when its content no longer has its id.
    """
    path = _find(folder, reference)
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        run = _parse(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError) as error:
        raise DrafterError(
            f"{path}: can't be read as a run ({_reason(error)})",
            "name another run, or draft again without --replay",
        ) from None
    if run.id != _identity(run):
        raise DrafterError(
            f"{path}: the run was changed after it was saved",
            "draft again; a post that people wrote goes into the drafts folder itself",
        )
    return run


def _find(folder: Path, reference: str) -> Path:
    match = _REFERENCE.match(reference.strip())
    found = sorted((*folder.glob(f"{match[1]}*.json"), *folder.glob(f"{_UNUSED}/*-{match[1]}*.json"))) if match else []
    if len(found) > 1:
        raise DrafterError(f"{len(found)} runs begin with {reference}", "give more of the id")
    if found:
        return found[0]
    try:
        if Path(reference).is_file():
            return Path(reference)
    except (OSError, ValueError):  # too long for a path, or with a NUL
        pass
    raise DrafterError(
        f"{folder}: no run {reference[:80]!r}", "`ai_run` in a draft's head names its run; a path will do too"
    )


def _identity(run: Run) -> str:
    content = {name: value for name, value in fields(run).items() if name != "id"}
    return document.digest(json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii"))


def _masked(run: Run, secrets: Collection[str]) -> Run:
    texts: dict[str, Any] = {
        name: mask(value, secrets)
        for name, value in run._asdict().items()
        if name not in _DIGESTS and isinstance(value, str)
    }
    notices = tuple(mask(notice, secrets) for notice in run.notices)
    return run._replace(**texts, notices=notices)


def _parse(record: object) -> Run:
    """Return the run in `record`, the parsed JSON; ValueError says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError("not a record of a run")
    required = ("created", "model", "prompt_digest", "system", "user", "text", "id")
    if missing := [name for name in required if name not in record]:
        raise ValueError(f"{missing[0]} is missing")
    values: dict[str, Any] = {}
    for name, value in record.items():
        if name not in Run._fields:
            raise ValueError(f"unknown field {str(name)[:40]!r}")
        values[name] = _value(name, value)
    return Run(**values)


def _value(name: str, value: object) -> object:
    """Return `value` as `Run` holds it; ValueError where its type is not that of the field."""

    def number(thing: object) -> bool:
        return isinstance(thing, int | float) and not isinstance(thing, bool)

    if name == "parameters":
        good = isinstance(value, dict) and all(number(each) for each in value.values())
    elif name in ("prompt_tokens", "completion_tokens"):
        good = value is None or isinstance(value, int)
    elif name == "seconds":
        good = number(value)
    elif name == "notices":
        good = isinstance(value, list) and all(isinstance(each, str) for each in value)
        value = tuple(value) if isinstance(value, list) else value
    else:
        good = isinstance(value, str)
    if not good:
        raise ValueError(f"{name} is not what it should be")
    return value


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "unreadable"
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "not JSON"
    return str(error)
