"""A baseline: findings that are known and don't fail, so that an old archive can adopt the check."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafter import document
from drafter.errors import DrafterError
from drafter.formats import fingerprints
from drafter.model import Finding

Entry = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Applied:
    """The findings that are new, and what to tell."""

    findings: tuple[Finding, ...]
    notices: tuple[str, ...]


def apply(
    path: Path, findings: tuple[Finding, ...], locked: Callable[[str], bool], root: Path,
    looked_at: Iterable[str], codes: Iterable[str],
) -> Applied:  # fmt: skip
    """Leave out the findings that the baseline at `path` knows; write it when there is none yet.

    Findings of `locked` rules never enter and are never left out. Entries whose finding is gone are told, as
    far as their file was looked at and their code asked for. Paths in it are relative to `root`.
    Raises DrafterError for a file that is no baseline.
    """
    free = [finding for finding in findings if not locked(finding.code)]
    marks = dict(zip(fingerprints.of([f._replace(path=_relative(f.path, root)) for f in free]), free, strict=True))
    if not path.exists():
        _write(path, marks, root)
        told = f"{path} is written with {len(marks)} findings of today: they don't fail from now on"
        return Applied(tuple(f for f in findings if locked(f.code)), (told,))
    known = _read(path)
    old = {id(finding) for mark, finding in marks.items() if mark in known}
    files, asked = {_relative(file, root) for file in looked_at}, set(codes)
    stale = [entry for mark, entry in known.items()
             if mark not in marks and entry["path"] in files and entry["code"] in asked]  # fmt: skip
    notices = [f"{path}: {len(old)} known findings are left out"] if old else []
    if stale:
        first = stale[0]
        notices.append(f"{path}: {len(stale)} entries are mended and can go, such as {first['code']} in"
                       f" {first['path']}; delete the file and run again")  # fmt: skip
    return Applied(tuple(f for f in findings if id(f) not in old), tuple(notices))


def _write(path: Path, marks: Mapping[str, Finding], root: Path) -> None:
    entries = {
        mark: {"path": _relative(finding.path, root), "code": finding.code, "message": finding.message}
        for mark, finding in marks.items()
    }
    data = json.dumps({"version": 1, "findings": entries}, indent=1, ensure_ascii=True) + "\n"
    document.write(path, data.encode())


def _read(path: Path) -> Mapping[str, Entry]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        if data["version"] != 1:
            raise ValueError(f"version {data['version']}")
        return {str(mark): {"path": str(entry["path"]), "code": str(entry["code"])}
                for mark, entry in data["findings"].items()}  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DrafterError(
            f"{path}: is no baseline ({' '.join(str(error).split())[:80]})",
            "delete it, and it is written anew",
        ) from None


def _relative(path: str, root: Path) -> str:
    if path == "-":
        return path
    try:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return path
