"""The first glance at posts: most are surely clean by their bytes, and nothing else is imported or done for them.

`check --select D` asks here before it parses anything. Whatever isn't `clean` by its bytes is judged in full, so a
glance may err on one side alone; a test holds both against each other. Large trees are shared among processes, and
what was proved is remembered (`memory`).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from drafter.errors import DrafterError
from drafter.pipeline import memory
from drafter.settings import Disclaimer

WORTH_SHARING = 4 << 20  # bytes of posts; for fewer, processes cost more than they save
MOST_PROCESSES = 4
MOST_SHARES = 64  # into which the posts are cut; their numbers are bytes
AT_ONCE = 1 << 16  # bytes; nearly every post has fewer
_CODE = (".", "pipeline", "disclaimer", "head", "rules")  # folders on which a judgement depends


def recall(files: Sequence[str], policy: Disclaimer) -> memory.Memory:
    """What earlier runs found clean; nothing, where looking that up would take longer than looking at the posts."""
    if len(files) < memory.WORTH:
        return memory.Memory()
    return memory.recall(_CODE, policy)


def unproven(files: Sequence[str], policy: Disclaimer, notes: memory.Memory) -> list[str]:
    """Those of `files` about which the rules on disclosure may have something to say, in their order.

    What is in `notes`, and nobody touched since, is not read again.
    """
    fresh = [path for path in files if not notes.has(path)]
    return _unproven(fresh, policy) if fresh else []


def _unproven(files: Sequence[str], policy: Disclaimer) -> list[str]:
    import drafter.pipeline.clean  # noqa: F401 (before any fork)

    threads = sys.modules.get("threading")
    alone = threads is None or threads.active_count() == 1  # a fork takes no other thread along
    if not alone or not hasattr(os, "fork") or _bytes_of(files) < WORTH_SHARING:
        return [path for path in files if not _proved(path, policy)]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    size = -(-len(files) // MOST_SHARES)
    shares = [files[start : start + size] for start in range(0, len(files), size)]
    queue, feed = os.pipe()  # the numbers of the shares: whoever is free takes the next
    os.write(feed, bytes(range(len(shares))))
    os.close(feed)
    helpers = [_fork(queue, shares, policy) for _ in range(min(cores, MOST_PROCESSES) - 1)]
    proved: set[str] = set()
    rehearsed = False
    while number := os.read(queue, 1):
        for path in shares[number[0]]:
            if _proved(path, policy):
                proved.add(path)
            elif not rehearsed:
                rehearsed = True
                _rehearse(path, policy)
    os.close(queue)
    for pid, pipe in helpers:
        with open(pipe, "rb") as answer:  # a file descriptor
            told = answer.read()
        os.waitpid(pid, 0)
        for at in range(0, len(told) - size, size + 1):  # what a helper that broke off didn't tell isn't proved
            proved.update(path for path, mark in zip(shares[told[at]], told[at + 1 :], strict=False) if mark == 1)
    return [path for path in files if path not in proved]


def _bytes_of(files: Sequence[str]) -> int:
    """About how many bytes the posts have together, by a look at fifty of them; at least one each."""
    step = len(files) // 50 + 1
    some = [os.stat(path).st_size if os.path.exists(path) else 0 for path in files[::step]]
    return max(sum(some) * step, len(files))


def _rehearse(path: str, policy: Disclaimer) -> None:
    """Judge one post whose turn comes later, while helpers prove others: what that imports is then there."""
    from drafter import disclaimer, document

    with contextlib.suppress(DrafterError):
        disclaimer.judge(document.read(path), tuple(policy.texts.values()), raw_html=policy.raw_html)


def _fork(queue: int, shares: Sequence[Sequence[str]], policy: Disclaimer) -> tuple[int, int]:
    """Prove shares in a process of its own; return its id and where it writes each one's number and a byte a post."""
    answer, pipe = os.pipe()
    pid = os.fork()
    if pid:
        os.close(pipe)
        return pid, answer
    try:
        told = b""
        while number := os.read(queue, 1):
            share = shares[number[0]]
            told += number + bytes(_proved(path, policy) for path in share).ljust(len(shares[0]), b"\0")
        while told:
            told = told[os.write(pipe, told) :]
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
