"""The gate: which posts, what rules, and what came of it.

`check` reads each post once, judges it by the chosen rules, and returns a report; it prints nothing. With
`fix` it mends what is safe to mend first: the disclaimer, and machine-readable keys that follow from others.
A reviewer's keys are never touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from drafter.errors import DrafterError
from drafter.pipeline import scope
from drafter.report import Report
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # what is clean at a glance needs none of these
    import datetime as dt
    from typing import BinaryIO

    from drafter.model import Draft, Finding
    from drafter.rules import Rule, Subject

STDIN = "-"


class Order(NamedTuple):
    """What the caller asks for besides the paths."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    diff: bool = False  # show what `fix` would do, write nothing
    changed_since: str = ""
    baseline: str = ""
    allow_empty: bool = False  # as a hook says it: among the files named, those that are no posts are left out
    rendered: str = ""  # the folder of the built site
    cache: bool = True  # remember what was worked out, in the user's cache folder


class Outcome(NamedTuple):
    """The report, the patch that was asked for, and the files that were mended."""

    report: Report
    diff: str = ""
    fixed: tuple[str, ...] = ()

    def exit_code(self, strict: bool = False) -> int:
        """1 when there is a finding of severity error, or with `strict` any; else 0."""
        return int(bool(self.report.count("error") or (strict and self.report.findings)))


def check(
    paths: Sequence[str], settings: Settings, order: Order | None = None, *, stdin: BinaryIO | None = None,
    now: dt.datetime | None = None,
) -> Outcome:  # fmt: skip
    """Judge the posts that `paths` name (files, folders, patterns, `-`; none: the settings' folders).

    `now` is the time of the check (default: the clock's). Raises DrafterError for a path that isn't there,
    an unknown code, a reference or baseline that can't be read, and when there is nothing to check.
    """
    order = order or Order()
    quick = _by_bytes_alone(paths, settings, order)
    chosen, notices = ({}, []) if quick else _rules(settings, order)
    found = scope.collect(paths, settings, order.changed_since, from_hook=order.allow_empty)
    if not found.total and not order.allow_empty:
        raise DrafterError(
            f"nothing to check{_in(found)}",
            "name files or folders, write a first draft (`drafter draft NOTES`), or --allow-empty",
        )
    left, where = found.files, ", ".join(found.where)
    if quick:
        from drafter.pipeline import glance

        memory = glance.recall(found.files if order.cache else (), settings.disclaimer)
        left = glance.unproven(found.files, settings.disclaimer, memory)
        if not left:
            memory.keep(found.files)
            return Outcome(Report((), tuple(found.files), (), tuple(found.notices), where))
        chosen, notices = _rules(settings, order)
    judged = _judge_each(left, chosen, settings, order, stdin, now)
    if quick:
        memory.keep({*found.files} - {finding.path for finding in judged.findings})
    notices += judged.notices
    findings = tuple(sorted(judged.findings))
    if order.baseline:
        findings, known = _against_baseline(order, findings, found, chosen, settings)
        notices += known
    used = [chosen[code].info for code in sorted({finding.code for finding in findings})]
    report = Report(findings, tuple(found.files), tuple(used), (*found.notices, *notices), where)
    return Outcome(report, "".join(judged.patches), tuple(judged.fixed))


def _by_bytes_alone(paths: Sequence[str], settings: Settings, order: Order) -> bool:
    """Whether only rules are asked for about which a post's bytes say enough: see `glance`."""
    plain = not (order.ignore or order.fix or order.diff or order.baseline or order.rendered)
    plain = plain and not (settings.check.ignore or settings.check.per_path)
    return order.select == ("D",) and plain and STDIN not in paths


class _Judged(NamedTuple):
    findings: list[Finding]
    notices: list[str]
    fixed: list[str]
    patches: list[str]


def _judge_each(
    files: Sequence[str], chosen: Mapping[str, Rule], settings: Settings, order: Order, stdin: BinaryIO | None,
    now: dt.datetime | None,
) -> _Judged:  # fmt: skip
    """Read and judge posts one by one, mended first where that is asked for."""
    from drafter import document, rules

    ask: Callable[..., Subject] = rules.Subject
    done = _Judged([], [], [], [])
    if order.rendered:
        from drafter.pipeline import rendered

        ask, told = rendered.subjects(order.rendered)
        done.notices.extend(told)
    for path in files:
        draft = _read(path, stdin, order)
        asked = _without_ignored(chosen, path, settings)
        if order.fix or order.diff:
            mended, said = _mend(draft, settings, asked, now)
            done.notices.extend(said)
            if mended != draft.text and order.diff:
                done.patches.append(_patch(draft, mended))
            elif mended != draft.text:
                document.write(path, document.encode(draft, mended))
                draft = document.parse(document.encode(draft, mended), path)
                done.fixed.append(path)
        done.findings.extend(rules.run(ask(draft, settings, now, cache=order.cache), asked))
    return done


def judge(draft: Draft, settings: Settings, codes: Sequence[str] = (), now: dt.datetime | None = None) -> Report:
    """Judge one post that is at hand by all rules, or by those that `codes` select, as `check` does."""
    from drafter import rules

    chosen, notices = rules.choose(codes)
    found = rules.run(rules.Subject(draft, settings, now), chosen)
    used = tuple(chosen[code].info for code in sorted({finding.code for finding in found}))
    return Report(found, (draft.path,), used, notices)


def _rules(settings: Settings, order: Order) -> tuple[Mapping[str, Rule], list[str]]:
    """The rules that hold: what was typed comes before the file, and neither turns locked rules off."""
    from drafter import rules

    select, by_hand = (order.select, True) if order.select else (settings.check.select, False)
    chosen, told = rules.choose(select, (*settings.check.ignore, *order.ignore), by_hand=by_hand)
    for codes in settings.check.per_path.values():
        rules.choose((), codes)  # a typo must not ignore anything in silence
    return chosen, list(told)


def _without_ignored(chosen: Mapping[str, Rule], path: str, settings: Settings) -> Mapping[str, Rule]:
    """The rules for one file: `check.per_path` leaves out, by glob, what isn't locked."""
    if not settings.check.per_path:
        return chosen
    relative = os.path.relpath(os.path.realpath(path), os.path.realpath(settings.folder)).replace(os.sep, "/")
    out = tuple(
        code
        for glob, codes in settings.check.per_path.items()
        if _matches(relative, glob)
        for text in codes
        for code in text.upper().replace(",", " ").split()
    )
    if not out:
        return chosen
    return {code: entry for code, entry in chosen.items() if entry.locked or not code.startswith(out)}


def _matches(path: str, glob: str) -> bool:
    """Whether a glob of the settings means this path; a bare folder means all in it, `*` crosses folders."""
    import fnmatch

    return (
        fnmatch.fnmatchcase(path, glob)
        or fnmatch.fnmatchcase(path, glob.removeprefix("**/"))
        or path.startswith(glob.rstrip("/") + "/")
    )


def _read(path: str, stdin: BinaryIO | None, order: Order) -> Draft:
    from drafter import document

    if path != STDIN:
        return document.read(path)._replace(path=path)
    if order.fix:
        raise DrafterError("--fix can't write to standard input", "use --diff, or name the file")
    return document.parse((stdin or sys.stdin.buffer).read(), STDIN)


def _in(found: scope.Scope) -> str:
    where = f" in {', '.join(found.where)}: no Markdown file there" if found.where else ""
    return where + (f": {'; '.join(found.notices)}" if found.notices else "")


# -- mending ---------------------------------------------------------------------------------------


def _mend(
    draft: Draft, settings: Settings, chosen: Mapping[str, Rule], now: dt.datetime | None
) -> tuple[str, list[str]]:
    """The text of `draft` with all mended that is safe to mend, and what to tell about it."""
    text, notices = draft.text, []
    if any(problem.kind == "unreadable" for problem in draft.problems):
        return text, [f"{draft.path}: is not UTF-8, so nothing in it is mended"]
    from drafter.rules import Subject

    subject = Subject(draft, settings, now)
    if any(code.startswith("D10") for code in chosen) and _is_open(subject):
        repair = subject.repair
        if repair.text is None:
            notices.append(f"{draft.path}: the disclaimer is left as it is: {repair.reason}")
        else:
            text = repair.text
    text = _mend_keys(draft, text, chosen, notices)
    if text != draft.text and subject.approval.state == "approved":
        notices.append(f"{draft.path}: it was signed by {subject.approval.reviewer}; changed text needs a new approval")
    return text, notices


def _is_open(subject: Subject) -> bool:
    verdict = subject.verdict
    return verdict is not None and verdict.standing not in ("visible", "unchecked")


def _mend_keys(draft: Draft, text: str, chosen: Mapping[str, Rule], notices: list[str]) -> str:
    wanted = {"ai_disclosure", "ai_source_type"} if {"D111", "D112"} & set(chosen) else set()
    if not wanted:
        return text
    from drafter import head, keys

    changes = dict(keys.repairs(draft.meta))
    if not changes:
        return text
    try:
        return head.edit(text, changes)
    except DrafterError as error:
        notices.append(f"{draft.path}: {error.message}")
        return text


def _patch(draft: Draft, mended: str) -> str:
    """A unified diff that `git apply` takes; line endings are kept as they are."""
    import difflib

    name = draft.path if draft.path != STDIN else "stdin"
    lines = []
    for line in difflib.unified_diff(
        _lines(draft.text), _lines(mended), f"a/{name.lstrip('/')}", f"b/{name.lstrip('/')}"
    ):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _against_baseline(
    order: Order, findings: tuple[Finding, ...], found: scope.Scope, chosen: Mapping[str, Rule], settings: Settings
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    from pathlib import Path

    from drafter.pipeline import baseline

    applied = baseline.apply(
        Path(order.baseline), findings, lambda code: chosen[code].locked, settings.root, found.files, chosen
    )
    return applied.findings, applied.notices
