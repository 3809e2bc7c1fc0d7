"""A branch, community or county of invented people, written in bulk and journaled like everything else."""

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random

from sqlalchemy.orm import Session

from desktop.base import clock as clocks
from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.procedures import (
    demo_bonds,
    demo_county,
    demo_jottings,
    demo_lists,
    demo_paper,
    demo_partners,
    demo_party,
    demo_venues,
    profiles,
)
from desktop.procedures.demo_rows import Rows, building
from desktop.procedures.demo_sizes import Size, size_of
from desktop.procedures.invented import Invented, Inventor
from desktop.procedures.profiles import Desk
from desktop.registers.buildings.service import compound_of
from desktop.store import bulk
from desktop.store.session import Derived

USER = "demo"
PASSWORD = "sunny-garden-2026"  # noqa: S105 - printed for everybody: it guards invented people only
SEED = 20_260_310
HOUSEHOLDS_AT_ONCE = 2_500  # in one transaction: some 30 MB of log


Progress = Callable[[int, int], None]


def make(
    profile: Profile, *, size: str, clock: Clock, derived: tuple[Derived, ...], on_step: Progress | None = None
) -> Desk:
    """Set up a profile of invented people in an empty folder; `on_step(done, all)` counts households.

    `size` is a name of `demo_sizes` or a number of households. UserError when the folder holds a profile already.
    """
    many = size_of(size)
    desk = profiles.create(
        profile,
        unit=_("阳光花园网格"),
        user=USER,
        password=PASSWORD,
        clock=clock,
        derived=derived,
        above=_("临江县/中心街道/阳光社区"),
        branch=_("阳光花园小区党支部"),
        compound=_("阳光花园"),
    )
    try:
        fill(desk, many, on_step=on_step)
        demo_party.fill(desk)
        demo_paper.fill(desk)
        demo_lists.fill(desk)
        demo_partners.fill(desk)
        demo_venues.fill(desk)
        demo_bonds.fill(desk)
        demo_jottings.fill(desk)
        demo_county.fill(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def reopen(profile: Profile, *, clock: Clock, derived: tuple[Derived, ...]) -> Desk:
    """Open the demo that stands in this folder; UserError when something else does."""
    try:
        return profiles.open_with_password(profile, user=USER, password=PASSWORD, clock=clock, derived=derived)
    except UserError as error:
        raise UserError(
            _("这个文件夹里已经有一份数据，不是演示数据，没有改动它。请用 --data 换一个文件夹。")
        ) from error


def fill(desk: Desk, size: Size, *, on_step: Progress | None = None) -> None:
    """Write the buildings, their people, links and visits of the last months, counted from the clock's today."""
    today = clocks.today(desk.clock)
    random = Random(SEED)  # noqa: S311 - invented people have to be the same ones each time, not secret
    inventor = Inventor(today, random)
    families = inventor.families(size.households, size.people)
    with desk.store.read() as session:
        compound = compound_of(session, desk.actor.unit_id)
    done = 0
    for batch in _batches(families, size):
        with desk.store.write(desk.actor.id, "households.init") as session:
            for number, of_building in batch:
                session.info["deed"].next_tx()
                rows = building(compound, number, of_building, random=random, today=today)
                _write(session, rows)
                done += len(of_building)
        if on_step:
            on_step(done, size.households)


def _batches(families: Iterator[list[Invented]], size: Size) -> Iterator[list[tuple[int, list[list[Invented]]]]]:
    """Numbered buildings with their families, so many together as one transaction takes."""
    batch: list[tuple[int, list[list[Invented]]]] = []
    for number in range(1, size.buildings + 1):
        share = size.households * number // size.buildings - size.households * (number - 1) // size.buildings
        batch.append((number, list(islice(families, share))))
        if sum(len(of_building) for _number, of_building in batch) >= HOUSEHOLDS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(session: Session, rows: Rows) -> None:
    for kind, made in rows.in_order():
        bulk.insert(session, kind, made)
