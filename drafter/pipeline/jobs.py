"""Many drafts in one command: some calls under way at the same time, and all else around them.

A call to a model takes seconds and a job's own work milliseconds, so threads share one process, one client and
one gate (see `compose.line`): while answers come, the next notes are read and the last answer is written. A job
that fails stops nothing. When the command is stopped, what is being written is finished, and no call is waited
for; the same command goes on with what is left.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from drafter import drafts, runs
from drafter.compose import Composer
from drafter.model import Completion, Notes, Prompt
from drafter.pipeline.desk import Desk
from drafter.pipeline.draft import draft
from drafter.pipeline.finish import Outcome
from drafter.pipeline.order import Job, Order, prepare
from drafter.settings import Settings

_LAST_WORK = 10.0  # seconds that a stopped command waits for what is being written


class Done(NamedTuple):
    """What became of an order: the outcome, or why there is none (an error that isn't a DrafterError is our bug)."""

    order: Order
    outcome: Outcome | None = None
    error: Exception | None = None


class Round(NamedTuple):
    """What all orders of a command have in common.

    `before` is called with each job, one after the other, before anything leaves the machine; `streaming` gives what
    is told the pieces of an answer, or None.
    """

    settings: Settings
    desk: Desk
    before: Callable[[Job], None]
    streaming: Callable[[], AbstractContextManager[Callable[[str], None] | None]] = nullcontext
    replay: runs.Run | None = None
    stdin: BinaryIO | None = None


def distinct(orders: Sequence[Order]) -> list[Order]:
    """The orders without those whose notes an earlier one has, whatever path it names them by."""
    seen: dict[str, Order] = {}
    for order in orders:
        seen.setdefault("-" if order.notes == "-" else os.path.realpath(order.notes), order)
    return list(seen.values())


def run(orders: Sequence[Order], common: Round, done: Callable[[Done], None], calls: int = 1) -> None:
    """Draft `orders` and tell `done`, in this thread, about each as soon as it is finished.

    Up to `calls` calls are under way at the same time. What stops this (Ctrl-C, an error in `done`) is raised again
    when nothing is half-written and `done` knows of all that is finished.
    """
    shelf = drafts.Shelf()
    if calls > 1 and common.desk.host and not common.replay:
        _Crew(orders, common, shelf, calls).run(done)
        return
    for order in orders:
        done(_one(order, common, common.desk, shelf, nullcontext()))


def _one(
    order: Order, common: Round, desk: Desk, shelf: drafts.Shelf, preparing: AbstractContextManager[object]
) -> Done:
    try:
        with preparing:
            job = prepare(order, common.settings, stdin=common.stdin, shelf=shelf)
            common.before(job)
        with common.streaming() as show:
            return Done(order, draft(job, desk, show, common.replay))
    except Exception as error:
        return Done(order, error=error)


class _Stopped(BaseException):
    """The command was stopped: this job ends where it is."""


class _Crew:
    """The threads that draft. Each is at a call, which nobody waits for at the end, or at work, which is finished."""

    def __init__(self, orders: Sequence[Order], common: Round, shelf: drafts.Shelf, calls: int) -> None:
        self.orders, self.common, self.shelf = orders, common, shelf
        self.size = min(2 * calls, len(orders))  # so that for every call that ends, the next job is ready
        self._calls = threading.Semaphore(calls)
        self._preparing = threading.Lock()  # one after the other, or the first call would begin with the last
        self._next = iter(orders)
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._state = threading.Condition()
        self._working, self._stopped = self.size, False

    def run(self, done: Callable[[Done], None]) -> None:
        desk = self.common.desk._replace(composer=_Waiting(self, self.common.desk.composer))
        for _ in range(self.size):
            threading.Thread(target=self._work, args=(desk,), daemon=True).start()
        told = 0
        try:
            while told < len(self.orders):
                try:
                    finished = self._done.get(timeout=0.5)  # in turns: not every system interrupts a long wait
                except queue.Empty:
                    continue
                told += 1
                done(finished)
        finally:
            self._stop()
            while told < len(self.orders) and not self._done.empty():
                told += 1
                done(self._done.get())

    def _work(self, desk: Desk) -> None:
        try:
            while not self._stopped:
                with self._state:
                    order = next(self._next, None)
                if order is None:
                    break
                self._done.put(_one(order, self.common, desk, self.shelf, self._preparing))
        except _Stopped:
            return
        with self._state:
            self._working -= 1
            self._state.notify_all()

    def call(self, compose: Callable[[], Completion]) -> Completion:
        """Make a call when there is a place for it. Raises `_Stopped` when the command was stopped meanwhile."""
        with self._state:
            self._working -= 1
            self._state.notify_all()
        try:
            with self._calls:
                if self._stopped:
                    raise _Stopped
                return compose()
        finally:
            with self._state:
                if self._stopped:
                    raise _Stopped
                self._working += 1

    def _stop(self) -> None:
        with self._state:
            self._stopped = True
            self._state.wait_for(lambda: not self._working, _LAST_WORK)
        self._calls.release(self.size)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The composer of a crew: a call waits for its turn."""

    crew: _Crew
    composer: Composer
    name: str = "endpoint"

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        return self.crew.call(lambda: self.composer.compose(notes, prompt, show))
