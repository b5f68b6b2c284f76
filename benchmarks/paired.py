"""Commands in turn, in shuffled order, each as a ratio to the first: a noisy machine is noisy to all of them alike."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

Runs = dict[str, list[tuple[float, float]]]


def run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds of wall clock and of CPU that one command takes; its output is thrown away."""
    nothing = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nothing, number) for number in (0, 1, 2)]
    program = shutil.which(command[0]) or command[0]
    here = Path.cwd()
    os.chdir(folder)
    began = time.perf_counter()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}  # as installed
    process = os.posix_spawn(program, command, environment, file_actions=actions)
    _, _, used = os.wait4(process, 0)
    wall = time.perf_counter() - began
    os.chdir(here)
    os.close(nothing)
    return wall, used.ru_utime + used.ru_stime


def compare(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> None:
    """Print for each command its median milliseconds and its median ratios to the first, of wall clock and CPU."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled; so is ours after the warm-up
    results: Runs = {name: [] for name in commands}
    for command in commands.values():
        run(command, folder)  # warm-up
    for _ in range(rounds):
        for name in random.sample(list(commands), len(commands)):
            results[name].append(run(commands[name], folder))
    base = results[next(iter(commands))]
    for name, times in results.items():
        wall, cpu = (
            statistics.median(one[at] / first[at] for one, first in zip(times, base, strict=True)) for at in (0, 1)
        )
        print(
            f"{name:34} {1000 * statistics.median(one[0] for one in times):9.1f} ms   x {wall:7.2f} wall  x {cpu:7.2f} CPU"
        )
