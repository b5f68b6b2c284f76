"""`drafter draft --outline` and `--from-outline`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import console
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.pipeline.desk import Desk
    from drafter.pipeline.order import Job, Order
    from drafter.settings import Settings


def run(orders: Sequence[Order], from_outline: Path | None, settings: Settings, desk: Desk) -> None:
    """Write a plan for each order, or with `from_outline` the post along that plan; print the paths."""
    from drafter.pipeline import outline

    if from_outline:
        if len(orders) > 1:
            raise DrafterError("a plan is of one post", "name one file of notes, or none: the plan names its own")
        made = outline.read(from_outline)
        job = _job(outline.order_of(made, from_outline, orders[0], settings), settings, desk)
        with console.streaming(desk.model, watch=bool(desk.host)) as show:
            outcome = outline.draft_along(job, made, desk, show)
        console.after_drafting(outcome, settings.model)
        console.out(str(outcome.path))
    else:
        for order in orders:
            # `-o` is the folder of plans here
            job = _job(order._replace(folder=None), settings, desk)
            with console.streaming(desk.model, watch=bool(desk.host)) as show:
                outlined = outline.outline(job, desk, order.folder, show)
            for notice in outlined.notices:
                console.tell(notice, "hint")
            console.tell(f"edit it, then: drafter draft --from-outline {outlined.path}", "hint")
            console.out(str(outlined.path))
    for notice in desk.notices:
        console.tell(notice, "hint")


def _job(order: Order, settings: Settings, desk: Desk) -> Job:
    from drafter.pipeline.order import prepare

    job = prepare(order, settings, stdin=sys.stdin.buffer)
    console.before_drafting(job.notes, job.private, leaves=desk.host)
    return job
