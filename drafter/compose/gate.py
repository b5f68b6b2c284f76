"""One gate before an endpoint, for all calls of a command: what the server says to one of them holds for all.

After "too many requests" nobody is let through until the time that the server named; then one call at a
time, and with each one that is answered one more, as TCP begins slowly after a loss (RFC 5681, 3.1).
"""

from __future__ import annotations

import threading
import time

_TURN = 0.5  # seconds between two looks at the clock


class Gate:
    """Lets requests through; safe to share between threads. Times are in seconds on the monotonic clock."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._opens = 0.0
        self._window: int | None = None  # requests without an answer at the same time; None: any number
        self._unanswered = 0

    @property
    def shut(self) -> float:
        """For how many seconds nobody is let through."""
        return max(0.0, self._opens - time.monotonic())

    def enter(self, deadline: float, stopped: threading.Event) -> bool:
        """Wait for leave to send a request. False, and at once, when the gate stays shut past the deadline."""
        with self._changed:
            while not stopped.is_set() and (now := time.monotonic()) < deadline > self._opens:
                if self._opens <= now and (self._window is None or self._unanswered < self._window):
                    self._unanswered += 1
                    return True
                until = self._opens if self._opens > now else deadline
                self._changed.wait(min(until - now, _TURN))
        return False

    def leave(self, *, limited: bool = False, wait: float = 0.0) -> None:
        """An answer has begun, or its request failed: `limited` by the server, which wants none for `wait` seconds."""
        with self._changed:
            self._unanswered -= 1
            if limited:
                self._window = 1
            elif self._window is not None:
                self._window += 1
            self._opens = max(self._opens, time.monotonic() + wait)
            self._changed.notify_all()
