"""The first glance at posts: most are surely clean by their bytes, and nothing else is imported or done for them.

`check --select D` asks here before it parses anything. Whatever isn't `clean` by its bytes is judged in full, so a
glance may err on one side alone; a test holds both against each other. Large trees are shared among processes, and
what was proved is remembered (`memory`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from drafter.pipeline import memory
from drafter.settings import Disclaimer

WORTH_SHARING = 1_000  # posts; for fewer, processes cost more than they save
MOST_PROCESSES = 4
AT_ONCE = 1 << 16  # bytes; nearly every post has fewer
_CODE = (  # on which a proof depends
    "pipeline/glance", "pipeline/clean", "keys", "patterns", "head/plain", "disclaimer/placement", "disclaimer/proof",
    "disclaimer/denial", "disclaimer/engines", "disclaimer/templates",
)  # fmt: skip


def unproven(files: Sequence[str], policy: Disclaimer, *, remember: bool) -> list[str]:
    """Those of `files` about which the rules on disclosure may have something to say, in their order.

    With `remember`, what an earlier run proved and nobody touched since is not read again.
    """
    if not remember or len(files) < memory.WORTH:
        return _unproven(files, policy)
    house = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    notes = memory.recall([f"{house}/{name}.py" for name in _CODE], policy)
    fresh = [path for path in files if not notes.has(path)]
    left = _unproven(fresh, policy) if fresh else []
    notes.keep(set(fresh) - set(left))
    return left


def _unproven(files: Sequence[str], policy: Disclaimer) -> list[str]:
    import drafter.pipeline.clean  # noqa: F401 (before any fork)

    threads = sys.modules.get("threading")
    alone = threads is None or threads.active_count() == 1  # a fork takes no other thread along
    if len(files) < WORTH_SHARING or not alone or not hasattr(os, "fork"):
        return [path for path in files if not _proved(path, policy)]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = min(cores, MOST_PROCESSES)
    shares = [files[number::count] for number in range(count)]
    helpers = [_fork(share, policy) for share in shares[1:]]
    left = {path for path in shares[0] if not _proved(path, policy)}
    for (pid, pipe), share in zip(helpers, shares[1:], strict=True):
        with open(pipe, "rb") as answer:  # noqa: PTH123 (a file descriptor)
            marks = answer.read()
        os.waitpid(pid, 0)
        whole = len(marks) == len(share)  # a helper that broke off proved nothing
        left.update(path for path, mark in zip(share, marks if whole else b"?" * len(share), strict=True) if mark != 1)
    return [path for path in files if path in left]


def _fork(share: Sequence[str], policy: Disclaimer) -> tuple[int, int]:
    """Prove `share` in a process of its own; return its id and where it writes a byte for each post."""
    answer, pipe = os.pipe()
    pid = os.fork()
    if pid:
        os.close(pipe)
        return pid, answer
    try:
        marks = bytes(_proved(path, policy) for path in share)
        while marks:
            marks = marks[os.write(pipe, marks) :]
    finally:
        os._exit(0)  # nothing of the parent's is flushed or told twice


def _proved(path: str, policy: Disclaimer) -> bool:
    from drafter.pipeline.clean import clean  # not needed for what is remembered

    try:
        return clean(_read(path), policy)
    except (OSError, ValueError):
        return False


def _read(path: str) -> bytes:
    """The bytes of a file; for nearly every post in half the time that `open` takes."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = [os.read(number, AT_ONCE)]
        while parts[-1]:
            parts.append(os.read(number, AT_ONCE))
        return b"".join(parts)
    finally:
        os.close(number)
