"""A composer in a process of its own: importing what a call needs, and reading its stream, hold nobody else up.

To import the SDK keeps a processor busy for longer than all the rest of a draft takes, and no thread can hide that.
Done where a fork is safe: on Linux, before any thread was started.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from itertools import count
from typing import Any, BinaryIO, NoReturn

from drafter.compose.endpoint import EndpointComposer
from drafter.errors import ComposerError
from drafter.model import Brief, Completion, Notes, Prompt

_GONE = ("the process that made the call is gone", "run it again")
_NOTHING = Notes("", "", (), (), Brief())  # a prompt holds all of the notes that a model is asked with


def is_possible() -> bool:
    """Whether this process can safely have another one."""
    return sys.platform == "linux" and threading.active_count() == 1  # a fork takes no other thread along


class Apart:
    """Asks what `composer` would, many prompts at the same time, in a process that ends with this one at the latest."""

    name = EndpointComposer.name

    def __init__(self, composer: EndpointComposer) -> None:
        asked, asking = os.pipe()
        told, telling = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(asking)
            os.close(told)
            _serve(composer, os.fdopen(asked, "rb"), os.fdopen(telling, "wb"))
        os.close(asked)
        os.close(telling)
        self._asking, self._told = os.fdopen(asking, "wb"), os.fdopen(told, "rb")
        self._lock, self._numbers = threading.Lock(), count()
        self._calls: dict[int, queue.SimpleQueue[tuple[str, Any]]] = {}
        self._meanwhile: Callable[[], object] | None = None
        self._is_gone = False
        atexit.register(self._end)
        threading.Thread(target=self._listen, daemon=True).start()

    def meanwhile(self, do: Callable[[], object]) -> None:
        """Have `do` done while the first answer is awaited."""
        if not self._calls:  # the first of many is enough
            self._meanwhile = do

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        """Return the model's answer to `prompt`; see `Composer.compose`."""
        call: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        with self._lock:
            number, (do, self._meanwhile) = next(self._numbers), (self._meanwhile, None)
            self._calls[number] = call
            if self._is_gone:
                raise ComposerError(*_GONE)
            with contextlib.suppress(BrokenPipeError):  # `_listen` tells
                _write(self._asking, (number, prompt._replace(parameters=dict(prompt.parameters)), show is not None))
        if do:
            do()
        while True:
            kind, told = call.get()
            if kind == "answer":
                completion: Completion = told
                return completion
            if kind == "error":
                raise ComposerError(*told)
            if kind == "bug":
                raise RuntimeError(told)
            if show:
                show(told)

    def _listen(self) -> None:
        """Hand on what is told, call by call, as long as there is something."""
        with contextlib.suppress(EOFError, pickle.UnpicklingError):  # it has ended, perhaps in the middle of a word
            while True:
                number, kind, told = pickle.load(self._told)
                self._calls[number].put((kind, told))
        with self._lock:
            self._is_gone = True
            for call in self._calls.values():
                call.put(("error", _GONE))

    def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):  # it has ended, and was waited for
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


def _write(file: BinaryIO, what: object) -> None:
    pickle.dump(what, file)
    file.flush()


def _serve(composer: EndpointComposer, asked: BinaryIO, telling: BinaryIO) -> NoReturn:
    """Answer what is asked until nobody is there to ask; never returns."""
    lock = threading.Lock()

    def tell(number: int, kind: str, what: object) -> None:
        with lock:
            _write(telling, (number, kind, what))

    def answer(number: int, prompt: Prompt, is_watched: bool) -> None:
        show = (lambda piece: tell(number, "piece", piece)) if is_watched else None
        try:
            tell(number, "answer", composer.compose(_NOTHING, prompt, show))
        except ComposerError as error:
            tell(number, "error", (error.message, error.hint, error.detail))
        except Exception:
            tell(number, "bug", traceback.format_exc())

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted ends this
        with contextlib.suppress(Exception):  # what is wrong with it is told when somebody asks
            composer.line.client()
        while True:
            threading.Thread(target=answer, args=pickle.load(asked), daemon=True).start()
    finally:
        os._exit(0)
