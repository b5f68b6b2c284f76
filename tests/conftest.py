"""The suite can't reach the world: an empty folder, a bare environment, no network but loopback."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

import hypothesis
import pytest

# A machine under load is no reason to fail: examples have no deadline.
hypothesis.settings.register_profile("drafter", deadline=None)
hypothesis.settings.load_profile("drafter")

# Children of a shell's background job ignore Ctrl-C, and so would the programs under test.
signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_NOTES = REPOSITORY.parent / "shared" / "examples" / "real"


@pytest.fixture(autouse=True)
def hermetic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own with no key, no user settings and no way out."""
    kept = {
        "PATH",
        "LANG",
        "LC_ALL",
        "SYSTEMROOT",
        "TEMP",
        "TMP",
        "VIRTUAL_ENV",
        "CI",
        "PYTEST_CURRENT_TEST",
        "PYTEST_XDIST_WORKER",
        "PYTEST_XDIST_TESTRUNUID",
        "PYTEST_XDIST_WORKER_COUNT",
    }
    for name in set(os.environ) - kept:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TZ", "Europe/Prague")
    getattr(time, "tzset", lambda: None)()
    monkeypatch.setenv("DRAFTER_CONFIG", str(home / "config.toml"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family != getattr(socket, "AF_UNIX", None) and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address!r}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture
def prague() -> Path:
    """The notes of the Prague example."""
    return REPOSITORY / "notes" / "eu-cluster-conference-prague.md"


def real_notes() -> list[Path]:
    """The public example notes beside the checkout; empty where they are not there."""
    return sorted(path for path in REAL_NOTES.glob("*.*") if path.name != "SOURCES.md") if REAL_NOTES.is_dir() else []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed (DRAFTER_NO_SKIPS, as CI sets it), a skipped test is a failure.

    DRAFTER_SKIPPED names a file for those that were skipped elsewhere, so that they alone are run here.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if reporter and (path := os.environ.get("DRAFTER_SKIPPED")):
        Path(path).write_text("".join(f"{each}\n" for each in sorted({report.nodeid for report in skipped})), "utf-8")
    if os.environ.get("DRAFTER_NO_SKIPS") and skipped:
        reporter.write_line(f"{len(skipped)} tests were skipped, and none may be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
