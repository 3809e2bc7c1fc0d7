"""Sentences that the invented secretary wrote in passing: two to be sorted, one with a day, one about a household."""

from datetime import timedelta

from sqlalchemy import select

from desktop.base import clock as clocks
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.registers.households.model import HouseholdRow
from desktop.registers.jottings.model import Jotting

DAY_MS = 86_400_000


def fill(desk: Desk) -> None:
    """Four jottings of the last days."""
    today, now = clocks.today(desk.clock), desk.clock.now_ms()
    with desk.store.read() as session:
        first = session.scalars(select(HouseholdRow.id).order_by(HouseholdRow.door_sort, HouseholdRow.id)).first()
    said = (
        (_("北门路灯坏了两盏，问物业"), 3, None, None),
        (_("社区要下季度的活动计划"), 1, None, None),
        (_("把停水通知贴到各单元"), 0, today + timedelta(days=2), None),
        (_("说好下周带社保办的表过去"), 0, today + timedelta(days=5), first),
    )
    with desk.store.write(desk.actor.id, "jottings.save") as session:
        session.add_all(
            Jotting(
                unit_id=desk.actor.unit_id, text=text, at=now - ago * DAY_MS, by_id=desk.actor.id, day=day,
                household_id=household_id,
            )
            for text, ago, day, household_id in said
        )  # fmt: skip
