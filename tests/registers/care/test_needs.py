"""Care needs: off by default, for named people only, with purpose and consent, and gone when consent is withdrawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.access.actor import Actor
from desktop.access.scope import actor_for
from desktop.access.sealing import seal
from desktop.base.errors import UserError
from desktop.registers.care import queries, service
from desktop.registers.care.model import CareNeed
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Person
from desktop.reports import today as today_report
from desktop.standard import looks, undo
from desktop.store.check import check
from desktop.store.journal import Change
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY
from tests.registers.care.conftest import NOTE, PURPOSE, Carers


def due(carers: Carers, door: str) -> tuple[date | None, bool | None]:
    with carers.village.profile.store.read() as session:
        row = session.get_one(HouseholdRow, carers.village.homes[door])
        return row.next_due, row.agreed


def listed(carers: Carers, which: queries.Which = "open", on: date = TODAY) -> list[tuple[str, str, str]]:
    return [(row.name, row.door, row.why) for row in carers.read(queries.listed, which, today=on)]


def test_until_the_secretary_switches_it_on_nobody_keeps_a_need(off: Carers) -> None:
    with pytest.raises(UserError, match="没有开启"):
        off.save()
    with pytest.raises(UserError, match="没有开启"):
        off.read(queries.listed, "open", today=TODAY)
    with pytest.raises(UserError, match="写明为了做什么"):
        off.write("care.manage", service.switch_on, purpose=" 看 ", actor=off.other)


def test_who_switches_it_on_is_given_it_at_the_next_sign_in_and_nobody_else(carers: Carers, staff: Actor) -> None:
    with carers.village.profile.store.read() as session:
        signed_in = actor_for(session, "王书记")
    assert signed_in.may("care.see")
    assert not carers.other.may("care.see")
    assert carers.other.may("care.manage")
    assert not staff.may("care.save")
    with pytest.raises(UserError, match="没有做这一步的权限"):
        carers.write("care.manage", service.switch_on, purpose=PURPOSE, actor=staff)
    assert [(one.name, one.given) for one in carers.read(queries.given)] == [("王书记", True)]


def test_switching_off_takes_it_from_everybody(carers: Carers) -> None:
    carers.save("何磊")
    carers.write("care.manage", service.switch_off, actor=carers.other)
    with carers.village.profile.store.read() as session:
        assert not actor_for(session, "王书记").may("care.see")
    with pytest.raises(UserError, match="没有开启"):
        carers.read(queries.listed, "open", today=TODAY)
    assert due(carers, "1-2-301") == (TODAY + timedelta(days=80), False)


def test_what_was_sealed_on_another_pc_is_counted_and_keeps_nobody_from_the_rest(carers: Carers) -> None:
    carers.save()
    away = seal(b"k" * 32, b"{}", bound=b"elsewhere")
    with carers.village.profile.store.write(carers.keeper.id, "care.save") as session:
        session.add(CareNeed(unit_id=carers.keeper.unit_id, person_key=b"p" * 32, sealed=away))
    assert listed(carers) == [("周兰", "1-1-301", "")]
    assert carers.read(queries.elsewhere) == 1


def test_a_need_is_listed_and_opened_by_those_who_may(carers: Carers, staff: Actor) -> None:
    care_id = carers.save()
    assert listed(carers) == [("周兰", "1-1-301", "")]
    care = carers.read(queries.opened, care_id)
    assert (care.kind, care.note, care.open) == ("alone", NOTE, True)
    for query, *asked in ((queries.listed, "open"), (queries.opened, care_id)):
        more = {"today": TODAY} if query is queries.listed else {}
        for actor in (staff, carers.other):
            with pytest.raises(UserError, match="没有做这一步的权限"):
                carers.read(query, *asked, actor=actor, **more)


def test_a_household_is_visited_more_often_without_a_word_why(carers: Carers) -> None:
    assert due(carers, "1-2-301") == (TODAY + timedelta(days=80), False)
    care_id = carers.save("何磊")
    assert due(carers, "1-2-301") == (TODAY + timedelta(days=20), True)
    with carers.village.profile.store.read() as session:
        facts = today_report.read(session, carers.other, today=TODAY + timedelta(days=20))
    assert "1-2-301" in {one.door for one in facts.appointments}
    carers.write("care.end", service.end, care_id, on=TODAY, reason="better", today=TODAY)
    assert due(carers, "1-2-301") == (TODAY + timedelta(days=80), False)


def test_an_agreed_day_stays_the_next_visit(carers: Carers) -> None:
    day = due(carers, "2-1-101")
    carers.save("吴丽")
    assert due(carers, "2-1-101") == day
    assert day[1] is True


def test_every_change_can_be_taken_back_by_who_may_and_by_nobody_else(carers: Carers) -> None:
    care_id = carers.save("何磊")
    first = carers.tx
    carers.save("何磊", care_id, note="改过")
    with pytest.raises(UserError, match="没有做这一步的权限"):
        carers.write("care.undo", undo.undo, tx=carers.tx, actor=carers.other)
    assert carers.write("care.undo", undo.undo, tx=carers.tx).changed == 1
    assert carers.read(queries.opened, care_id).note == NOTE
    assert carers.write("care.undo", undo.undo, tx=first).changed == 1
    assert listed(carers) == []
    assert due(carers, "1-2-301") == (TODAY + timedelta(days=80), False)


def test_withdrawn_consent_takes_the_bytes_out_of_the_table_and_the_journal(carers: Carers) -> None:
    care_id = carers.save("何磊")
    saved = carers.tx
    carers.write("drafts.keep", service.keep_draft, care_id, said={"note": "x"}, at=1, version=None)
    carers.write("care.withdraw", service.withdraw, care_id)
    profile = carers.village.profile
    with profile.store.read() as session:
        row = session.get_one(CareNeed, care_id)
        assert (row.sealed, row.person_key, row.alive) == (None, b"", False)
        assert set(session.scalars(select(Change.patch).where(Change.row_id == care_id))) == {None}
    assert due(carers, "1-2-301") == (TODAY + timedelta(days=80), False)
    assert carers.read(queries.draft, care_id) is None
    assert listed(carers) == []
    with pytest.raises(UserError, match="撤回同意"):
        carers.read(queries.opened, care_id)
    carers.write("care.undo", undo.undo, tx=saved)
    assert listed(carers) == []
    assert check(profile.store).findings == ()


def test_the_review_list_says_why(carers: Carers) -> None:
    ended = carers.save("罗艳")
    carers.save("周兰")
    carers.save("于涛")
    carers.write("care.end", service.end, ended, on=TODAY, reason="better", today=TODAY)
    with carers.village.profile.store.write(carers.keeper.id, "people.die") as session:
        session.get_one(Person, carers.person("于涛")).died_on = PartialDay.of(TODAY)
    assert listed(carers, "review") == [("于涛", "", "已不在本小区居住，请结束")]
    later = TODAY + timedelta(days=365)
    assert {(name, why) for name, _door, why in listed(carers, "review", later)} == {
        ("于涛", "已不在本小区居住，请结束"), ("周兰", "到了复核日期"), ("罗艳", "结束已满一年，请清除"),
    }  # fmt: skip
    assert [row[0] for row in listed(carers, "ended")] == ["罗艳"]


def test_of_two_registered_persons_that_were_merged_the_need_follows(carers: Carers) -> None:
    carers.save("何磊")
    with carers.village.profile.store.write(carers.keeper.id, "people.merge") as session:
        old = session.get_one(Person, carers.person("何磊"))
        old.merged_into, old.alive = carers.person("郭磊"), False
    assert listed(carers) == [("郭磊", "1-2-201", "")]
    with carers.village.profile.store.read() as session:
        assert list(queries.cared(session, [carers.person("郭磊")])) == [carers.person("郭磊")]


def test_a_draft_is_sealed_and_its_writer_reads_it(carers: Carers) -> None:
    carers.write("drafts.keep", service.keep_draft, None, said={"note": NOTE}, at=7, version=None)
    found = carers.read(queries.draft, None)
    assert (dict(found.said), found.at, found.label) == ({"note": NOTE}, 7, "")
    assert carers.read(queries.draft, None, actor=replace(carers.keeper, id=carers.person("周兰"))) is None
    carers.write("drafts.drop", service.drop_draft, None)
    carers.write("drafts.drop", service.drop_draft, None)
    assert carers.read(queries.draft, None) is None


def test_every_look_is_logged_without_whom_it_was_about(carers: Carers) -> None:
    care_id = carers.save()
    carers.write("care.see", service.log_look, at=carers.village.profile.clock.now_ms(), care_id=care_id)
    with carers.village.profile.store.read() as session:
        (look,) = looks.looks(session)
        assert (look.kind, look.what, look.count, look.record_id) == ("reveal", "关怀登记", 1, care_id)
        assert looks.looks(session, without=looks.CARE) == []


@pytest.mark.parametrize("who", ["nobody", "elsewhere"])
def test_a_need_belongs_to_a_resident_of_this_unit(carers: Carers, who: str) -> None:
    with pytest.raises(UserError, match="从居民里选一位"):
        carers.write(
            "care.save", service.save, None, today=TODAY,
            values={"person_id": None if who == "nobody" else carers.village.homes["1-1-301"]},
        )  # fmt: skip
