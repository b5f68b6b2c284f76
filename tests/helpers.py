"""One way in: the tests use the program as people do, through `main(argv)`."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import Any
from unittest import mock

from drafter.__main__ import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*argv: Any, stdin: bytes = b"", terminal: bool = False) -> Result:
    """Run a command line in this process and return its exit code and what it printed."""
    out, err = (_Terminal() if terminal else io.StringIO() for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with mock.patch.multiple(sys, stdout=out, stderr=err, stdin=given):
        code = main([str(argument) for argument in argv])
    return Result(code, out.getvalue(), err.getvalue())
