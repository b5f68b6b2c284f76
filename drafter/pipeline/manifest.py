"""What is known here of a batch at a provider: which notes are in it, and how to finish them.

A private file each in `.drafter/batches/`, and what other machines need of it in the batch's own metadata. Both
may come from others: what doesn't have the right shape is refused.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from drafter import document
from drafter.errors import DrafterError
from drafter.settings import Settings

KEY = "drafter"  # in a batch's metadata: which manifest is its own
_PIECE = 512  # characters of a value in metadata, of which there are 16
_PIECES = 15
_SHARED = ("submitted", "model", "prompt", "variables", "language")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One batch. `rows` and `results` have the ids of its requests as keys."""

    key: str = ""  # by which the batch is known again, and the name of the file
    base_url: str = ""
    model: str = ""
    submitted: str = ""  # RFC 3339 with offset
    prompt: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    output: str = ""  # the folder of drafts as seen from the workspace; "" takes the settings'
    force: bool = False
    batch: str = ""  # the provider's id; "" until it has answered
    rows: Mapping[str, str] = field(default_factory=dict)  # the notes as seen from the workspace; "" if not here
    collected: bool = False
    results: Mapping[str, str] = field(default_factory=dict)  # why a row gave no draft; "" where it did
    refused: tuple[str, ...] = ()  # what the provider said of the requests themselves

    @property
    def when(self) -> dt.datetime:
        """When it was submitted."""
        return dt.datetime.fromisoformat(self.submitted)

    @property
    def is_left_alone(self) -> bool:
        """Whether it was submitted elsewhere, with other notes than this workspace has."""
        return self.collected and not self.results

    @property
    def metadata(self) -> dict[str, str]:
        """What another machine needs, as a provider keeps it: strings, in pieces. The key alone if it is too long."""
        order = json.dumps({name: getattr(self, name) for name in _SHARED})
        pieces = [order[at : at + _PIECE] for at in range(0, len(order), _PIECE)]
        kept = pieces if len(pieces) <= _PIECES else []
        return {KEY: self.key} | {f"order{number:02}": piece for number, piece in enumerate(kept)}


def of_metadata(metadata: Mapping[str, str], base_url: str, batch: str) -> Manifest | None:
    """The manifest, without its rows, of a batch that was submitted elsewhere; None where it isn't one of ours."""
    pieces = sorted(name for name in metadata if name.startswith("order"))
    try:
        shared = json.loads("".join(metadata[name] for name in pieces))
        known = {name: shared[name] for name in _SHARED}
        return _parsed({**known, "key": metadata[KEY], "base_url": base_url, "batch": batch})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def save(settings: Settings, manifest: Manifest) -> None:
    """Write `manifest` into the workspace, for its owner alone. Raises DrafterError when that can't be done."""
    folder = _folder(settings)
    if not (folder.parent / ".gitignore").exists():
        document.write(folder.parent / ".gitignore", b"*\n")
    with contextlib.suppress(OSError):  # writing says what is wrong
        folder.mkdir(mode=0o700, exist_ok=True)
    data = json.dumps(asdict(manifest), indent=1).encode("ascii") + b"\n"
    document.write(_path(settings, manifest), data, mode=0o600)


def forget(settings: Settings, manifest: Manifest) -> None:
    """Remove the file of a batch that was never made."""
    _path(settings, manifest).unlink(missing_ok=True)


def load(settings: Settings) -> list[Manifest]:
    """The manifests of the workspace, the oldest first. Raises DrafterError for a file that is none."""
    found = []
    for path in _folder(settings).glob("*.json"):
        try:
            found.append(_parsed(json.loads(path.read_bytes())))
        except (OSError, ValueError, RecursionError) as error:
            raise DrafterError(
                f"{path}: can't be read as the record of a batch ({error})",
                "remove it: `drafter batch collect ID` finds a batch by the provider's list",
            ) from None
    return sorted(found, key=lambda manifest: (manifest.when, manifest.key))


def _folder(settings: Settings) -> Path:
    return settings.root / ".drafter" / "batches"


def _path(settings: Settings, manifest: Manifest) -> Path:
    return _folder(settings) / f"{manifest.key}.json"


def _parsed(data: object) -> Manifest:
    """The manifest in parsed JSON; ValueError says what is wrong with it."""
    if not isinstance(data, dict) or data.keys() - {each.name for each in fields(Manifest)}:
        raise ValueError("not a record of a batch")
    empty = asdict(Manifest())
    for name, value in data.items():
        if not _fits(value, empty[name]):
            raise ValueError(f"{name} is not what it should be")
    manifest = Manifest(**{**data, "refused": tuple(data.get("refused", ()))})
    if not re.fullmatch("[0-9a-f]{64}", manifest.key):
        raise ValueError("its key is none of ours")
    if manifest.when.tzinfo is None or not 2000 <= manifest.when.year < 3000:
        raise ValueError("its time is none")
    return manifest


def _fits(value: object, default: object) -> bool:
    if isinstance(default, dict):
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return type(value) is type(default)
