"""A leader with two communities, a unit that came, and one that is awaited."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from desktop.registers.bonds import service
from desktop.registers.organisations import service as organisations
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import Village

SINCE = TODAY - timedelta(days=200)


def grow(village: Village) -> dict[str, UUID]:
    """Write them; ids by what they are."""
    actor, store = village.profile.actor, village.profile.store
    with store.write(USER_ID, "bonds.save") as session:
        said = {
            "kind": "leader",
            "name": "陈志远",
            "post": "县委常委、组织部部长",
            "duties": "每季度走访一次\n协调难题",
        }
        called = {"contact_name": "林涛", "phone": "13000001411"}
        first = service.enter(session, actor, **said, **called, place="阳光社区", starts_on=SINCE)
        second = service.enter(session, actor, **said, place="东风社区", starts_on=TODAY)
        bureau = organisations.enter(
            session, actor, name="县自然资源局", kind="department", head_name="赵立新", phone="13000004412"
        )
        came = service.enter(session, actor, kind="unit", organisation_id=bureau.id, starts_on=SINCE, cadence_days=60)
        centre = organisations.enter(session, actor, name="县融媒体中心", kind="institution")
        awaited = service.enter(session, actor, kind="unit", organisation_id=centre.id, starts_on=SINCE)
        for bond, ago, kind, what in (
            (first, 40, "meeting", "现场协调北门路灯改造"),
            (first, 120, "visit", "去年走访，不在今年的记录里"),
            (came, 20, "help", "新划停车位 26 个"),
        ):
            service.log(session, actor, bond.id, on=TODAY - timedelta(days=ago), kind=kind, what=what)
        service.finish(session, actor, second.id, on=TODAY + timedelta(days=30), reason="reassigned")
    return {"first": first.id, "second": second.id, "came": came.id, "awaited": awaited.id}


def some(*names: str) -> Callable[[Village], list[UUID]]:
    """Choose bonds of a village that is grown for it."""

    def chosen(village: Village) -> list[UUID]:
        made = grow(village)
        return [made[name] for name in names]

    return chosen
