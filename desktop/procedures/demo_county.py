"""What a county would have said: look-ups of invented people by the street, and how a dozen invented units stand."""

from random import Random
from uuid import UUID

from msgspec import structs
from sqlalchemy import select

from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.procedures.profiles import Desk
from desktop.registers.branches import rules, service
from desktop.registers.lookups.model import PersonLookup
from desktop.registers.people.model import Person
from desktop.sync.asking import AccountStanding, CodeStanding, DeviceStanding, Parts, UnitStanding

DAY_MS = 86_400_000
SEED = 42_0101
_PLACES = (_("阳光社区"), _("东风社区"), _("滨江社区"))
_GRIDS = (_("翠湖网格"), _("书院网格"), _("桃园网格"), _("新华网格"))


def fill(desk: Desk) -> None:
    """Two look-ups of long ago, so that nothing of them stands in 今日工作."""
    now = desk.clock.now_ms()
    with desk.store.read() as session:
        found = session.scalars(select(Person.id).order_by(Person.id).limit(2)).all()
    said = (("event", _("热线转来的事项，要转给所在支部"), 40), ("service", _("核对报到名单"), 75))
    with desk.store.write(desk.actor.id, "lookups.ask") as session:
        session.add_all(
            PersonLookup(
                unit_id=desk.actor.unit_id, asked_at=now - days * DAY_MS, asked_by=_("林主任"),
                asked_unit=_("中心街道"), reason=reason, note=note, person_id=person, found=1,
            )
            for person, (reason, note, days) in zip(found, said, strict=False)
        )  # fmt: skip


def as_county(desk: Desk) -> None:
    """Let this desk be the county's own, with what its server told of three communities and their branches.

    For pictures and looks only: a real county's PC holds no residents.
    """
    with desk.store.write(desk.actor.id, "units.save") as session:
        session.get_one(Unit, desk.actor.unit_id).level = rules.COUNTY
    random, now = Random(SEED), desk.clock.now_ms()  # noqa: S311 - invented units have to be the same ones each time
    units = []
    for place in _PLACES:
        units.append(_unit(random, now, place, "community", above=(_("中心街道"),)))
        units += [_unit(random, now, name, "grid", above=(_("中心街道"), place)) for name in _GRIDS]
    with desk.store.write(desk.actor.id, "branches.refresh") as session:
        service.keep(session, desk.actor, units, told_at=now)


def standing_of(desk: Desk, unit: UUID) -> UnitStanding:
    """How one unit of this file might stand: it is late."""
    with desk.store.read() as session:
        name = session.get_one(Unit, unit).name
    found = _unit(Random(SEED), desk.clock.now_ms(), name, "grid", above=(), days=12)  # noqa: S311 - as above
    return structs.replace(found, id=unit)


def _unit(
    random: Random, now: int, name: str, level: str, *, above: tuple[str, ...], days: int | None = None
) -> UnitStanding:
    days = random.choice((None, 0, 1, 2, 5, 8, 12, 21)) if days is None else days
    seen = None if days is None else now - days * DAY_MS
    way = "" if seen is None else random.choice(("line", "stick"))
    pc = DeviceStanding(
        _id(random), _("值班室"), enabled=True, enrolled_at=now - 90 * DAY_MS, seen_at=seen, way=way, app=VERSION,
        schema="0021",
    )  # fmt: skip
    parts = Parts(
        (pc,), (AccountStanding(_id(random), _("王书记"), "secretary", enabled=True),),
        (CodeStanding("staff", _("给李敏用"), now + 3 * DAY_MS),) if random.random() < 0.2 else (),
    )  # fmt: skip
    conflicts, aside = random.choice((0, 0, 0, 1, 3)), random.choice((0, 0, 0, 0, 2))
    phone = f"0712-{random.randrange(2_000_000, 9_000_000)}"
    return UnitStanding(_id(random), name, level, str(random.randrange(10**6)), above, phone, conflicts, aside, parts)


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
