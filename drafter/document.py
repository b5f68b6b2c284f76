"""Files in and out: a post read with its true line numbers, and written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from drafter import head
from drafter.errors import DrafterError
from drafter.model import Draft, Problem

DIGEST_KEY = "ai_output_digest"
_PRIVATE = 0o600  # the permissions of temporary files


def parse(data: bytes, path: str) -> Draft:
    """Read the bytes of a post; whatever is wrong with them is in `Draft.problems`, never raised."""
    problems: list[Problem] = []
    bom = data.startswith(b"\xef\xbb\xbf")
    if bom:
        problems.append(Problem("byte-order-mark", "the file begins with a byte-order mark"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        problems.append(Problem("unreadable", f"not UTF-8: byte 0x{data[error.start]:02x}", line))
        return Draft(path, data.decode("utf-8", "replace"), bom=bom, problems=tuple(problems))
    found = head.locate(text)
    if found is None:
        return Draft(path, text, body=text, bom=bom, problems=tuple(problems))
    meta, wrong = head.load(text, found)
    return Draft(
        path, text, meta, body=text[found.body :], body_line=head.line_of(text, found.body),
        head_format=found.format, bom=bom, problems=(*problems, *wrong),
    )  # fmt: skip


def read(path: str | Path) -> Draft:
    """Read the post at `path`. Raises DrafterError when there is no such file or it can't be read."""
    try:
        return parse(Path(path).read_bytes(), Path(path).as_posix())
    except FileNotFoundError:
        raise DrafterError(f"{path}: no such file", "check the path; `drafter draft NOTES` prints it") from None
    except IsADirectoryError:
        raise DrafterError(f"{path}: is a folder, not a post", "name one Markdown file in it") from None
    except OSError as error:
        raise DrafterError(f"{path}: can't be read ({error.strerror})", "check the file's permissions") from None


def encode(draft: Draft, text: str) -> bytes:
    """The bytes of `text` as a new version of `draft`: its byte-order mark stays as it was."""
    return (b"\xef\xbb\xbf" if draft.bom else b"") + text.encode("utf-8")


def digest(data: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of `data`."""
    import hashlib

    return "sha256:" + hashlib.sha256(data).hexdigest()


def output_digest(text: str) -> str:
    """The digest of a post as we wrote it: over all its lines but the one that holds the digest.

    Line endings don't count, so that a checkout with CRLF is not taken for a person's edit.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return digest("\n".join(line for line in lines if not line.startswith(f"{DIGEST_KEY}:")).encode())


def is_untouched(draft: Draft) -> bool:
    """Whether nobody has changed the post since `drafter draft` wrote it."""
    return draft.meta.get(DIGEST_KEY) == output_digest(draft.text)


def write(path: str | Path, data: bytes, mode: int | None = None, *, lasting: bool = True) -> None:
    """Write `data` to `path` so that at any moment the file is the old one or the new one.

    `mode` are the permissions of a new file; an existing file keeps its own. A symbolic link is followed. What need
    not be `lasting` may be gone, or empty, after the machine has lost its power. Raises DrafterError when the folder
    can't be made or written to.
    """
    target = Path(os.path.realpath(path)) if Path(path).is_symlink() else Path(path)
    try:
        handle, name = _beside(target)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            if (permissions := _permissions(target, mode)) != _PRIVATE:
                Path(name).chmod(permissions)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise DrafterError(
            f"{path}: can't be written ({error.strerror or error})",
            "check the folder's permissions and free space, or choose another with -o",
        ) from None


def _beside(target: Path) -> tuple[int, str]:
    """Open a new file that nobody else may read in the folder of `target`, which is made where there is none."""
    import tempfile

    prefix = f".{target.name[:80]}."
    try:
        return tempfile.mkstemp(".tmp", prefix, target.parent)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(".tmp", prefix, target.parent)


def _permissions(target: Path, mode: int | None) -> int:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        return _default_mode() if mode is None else mode


def _default_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
