"""The papers of the county's desk say exactly what their golden copies say."""

import io
from uuid import UUID

import msgspec
import pytest
from syrupy.assertion import SnapshotAssertion

from desktop.base.errors import UserError
from desktop.registers.branches import rules, service
from desktop.registers.branches.register import BRANCHES
from desktop.registers.lookups import rules as lookups
from desktop.standard import paper
from desktop.sync.asking import DeviceStanding, Parts, UnitStanding
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import Village, words

DAY_MS = 86_400_000
GIVEN = {
    "code": "7K2M-9TQX-4B8C-1HDW", "until": "2026-03-17 12:00", "server": "https://10.1.2.3:8443",
    "words": "好茶 北杯 荷衣 风诗 雨门 宽林", "role": "secretary", "note": "王书记",
}  # fmt: skip
IDS = [UUID(int=n) for n in range(1, 5)]


def told(village: Village) -> None:
    """A late unit, one that never exchanged, one in time, one without a PC."""
    now = village.profile.clock.now_ms()
    ages = (12, None, 1)
    units = [
        UnitStanding(
            key, f"{'东西南'[n]}区", "grid", f"42{n}", ("某街道", "东社区"), f"0710-123456{n}", n, 0,
            Parts((DeviceStanding(key, "PC", True, now, None if age is None else now - age * DAY_MS,
                                  "" if age is None else "stick", "0.1.0", "0020"),)),
        )
        for n, (key, age) in enumerate(zip(IDS, ages, strict=False))
    ]  # fmt: skip
    units.append(msgspec.structs.replace(units[0], id=IDS[3], name="北区", parts=Parts()))
    with village.profile.store.write(USER_ID, "branches.refresh") as session:
        service.keep(session, village.profile.actor, units, told_at=now)


@pytest.mark.parametrize("name", ["exchange-reminder", "enrolment-slip"])
def test_it_says_what_its_golden_copy_says(village: Village, name: str, snapshot: SnapshotAssertion) -> None:
    told(village)
    form = next(each for each in BRANCHES.forms if each.name == name)
    slip = name == "enrolment-slip"
    out, profile = io.BytesIO(), village.profile
    paper.print_form(
        profile.store, profile.actor, BRANCHES, form, ids=IDS[:1] if slip else IDS, out=out, clock=profile.clock,
        given=GIVEN if slip else None,
    )  # fmt: skip
    assert words(out.getvalue()) == snapshot


def test_the_rules_of_the_countys_desk() -> None:
    assert rules.due_on(None) is None
    assert rules.late(None, TODAY, 7)
    assert not rules.late(TODAY, TODAY, 0)
    with pytest.raises(UserError, match="不能删除"):
        lookups.keep(None)
