"""The calendar promises: visits by stairwell and not by door, appointments, terms, jottings, sheets; never why."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.printing.blocks import Drawing, Table, Words
from desktop.registers.bonds import service as bonds
from desktop.registers.jottings import service as jottings
from desktop.registers.organisations import service as organisations
from desktop.registers.partners.model import AgreementItem
from desktop.registers.partners.service import agreements, enrolling
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.venues.model import Contract
from desktop.registers.venues.service import contracts
from desktop.reports import agenda, paper_out
from desktop.reports.agenda_sheet import MonthSheet, collect, draw
from desktop.standard.sheets_out import PLACE as SHEET
from desktop.standard.sheets_out import SheetOut, SheetOutRow
from desktop.ui.calendar_rows import Item
from desktop.values.partial_day import PartialDay
from tests.factories.compound import Village
from tests.factories.profile import TODAY, UNIT_ID, USER_ID

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def items(village: Village, first: date = FIRST, last: date = LAST, actor: Actor | None = None) -> tuple[Item, ...]:
    with village.profile.store.read() as session:
        return agenda.read(session, actor or village.actor, first=first, last=last, today=TODAY)


def jot(village: Village, text: str, day: date, door: str = "") -> UUID:
    with village.profile.store.write(USER_ID, "jottings.save") as session:
        made = jottings.jot(session, village.actor, text)
        jottings.remind(session, village.actor, made, day=day)
        if door:
            jottings.attach(session, village.actor, made, household_id=village.homes[door], person_id=None)
    return made


def sheet(village: Village, form: str, days_ago: int) -> UUID:
    at = village.profile.clock.now_ms() - days_ago * 86_400_000
    with village.profile.store.write(USER_ID, "contacts.print") as session:
        made = SheetOut(
            id=uuid7(), unit_id=UNIT_ID, number="20260301-001", register="households", form=form, title="走访名单",
            about="1号楼", printed_at=at, printed_by=USER_ID,
        )  # fmt: skip
        session.add(made)
        session.flush()
        for place, door in enumerate(("1-1-301", "1-1-302"), start=1):
            session.add(SheetOutRow(sheet_id=made.id, place=place, record_id=village.homes[door]))
    return made.id


def page(village: Village, month: PartialDay | None = None) -> MonthSheet:
    with village.profile.store.read() as session:
        (made,) = collect(session, village.actor, [UNIT_ID], today=TODAY, month=month)
    return made


def words_of(made: MonthSheet) -> Sequence[str]:
    (grid,) = (block for block in draw(made) if isinstance(block, Drawing))
    return [part.text for part in grid.parts if isinstance(part, Words)]


def test_visits_stand_by_day_and_stairwell_and_appointments_by_door(village: Village) -> None:
    told = [(item.day.day, item.kind, item.title, item.late) for item in items(village)]
    assert told == [
        (8, "agreed", "2-1-101 吴丽", True),
        (9, "visit", "2 户 1号楼1单元", True),
        (10, "visit", "1 户 1号楼1单元", False),
        (15, "visit", "1 户 1号楼1单元", False),
    ]


def test_a_stairwell_leads_to_its_households_of_that_day(village: Village) -> None:
    ninth = next(item for item in items(village) if item.day.day == 9)
    assert ninth.stairwell is not None
    building_id, stairwell = ninth.stairwell
    with village.profile.store.read() as session:
        found = agenda.due_on(session, village.actor, day=ninth.day, building_id=building_id, stairwell=stairwell)
    assert found == (village.homes["1-1-302"], village.homes["1-1-202"])


def test_dated_jottings_stand_on_their_day(village: Village) -> None:
    made = jot(village, "带社保办的表", TODAY + timedelta(days=20), "1-1-301")
    found = next(item for item in items(village) if item.kind == "jotting")
    assert (found.day, found.title, found.detail) == (date(2026, 3, 30), "带社保办的表", "1-1-301 周兰")
    assert (found.place, found.record_id) == ("jottings", made)


def test_terms_far_ahead_are_told_as_of_then(village: Village) -> None:
    with village.profile.store.write(USER_ID, "party_orgs.found") as session:
        org = PartyOrg(unit_id=UNIT_ID, name="第一网格党支部", tier="branch", starts_on=date(2023, 1, 1))
        session.add(org)
        session.flush()
        session.add(
            Post(
                unit_id=UNIT_ID, org_id=org.id, kind="secretary", title="支部书记", holder_name="胡强",
                person_id=village.members["胡强"], starts_on=date(2023, 6, 1), term_until=date(2026, 6, 20),
            )
        )  # fmt: skip
    (term,) = (item for item in items(village, date(2026, 6, 1), date(2026, 6, 30)) if item.kind == "term")
    assert (term.kind, term.day, term.late, term.place) == ("term", date(2026, 6, 20), False, "posts")
    assert "届满，请办理" not in term.detail


def test_bonds_agreements_and_venues_stand_on_the_day_that_they_are_due(village: Village) -> None:
    actor, store = village.profile.actor, village.profile.store
    with store.write(USER_ID, "bonds.save") as session:
        bonds.enter(session, actor, kind="leader", name="陈志远", place="阳光社区", starts_on=date(2026, 2, 1))
        shop = organisations.enter(session, actor, name="邻里超市", kind="merchant")
        partner = enrolling.enrol(session, actor, organisation_id=shop.id)
        agreement = agreements.draft(session, actor, partner.id, starts_on=TODAY, ends_on=date(2026, 5, 9))
        session.add(AgreementItem(unit_id=UNIT_ID, agreement_id=agreement, kind="benefit", content="幸福市集"))
        venue = contracts.save_venue(session, actor, None, values={"name": "一楼东厅"}, children={})
        session.flush()
        lent = contracts.draft(session, actor, venue.id, tenant_id=shop.id, trade="shop", starts_on=TODAY,
                               ends_on=date(2027, 3, 9))  # fmt: skip
        session.get_one(Contract, lent).rent = 1_200_000
        session.flush()
        agreements.sign(session, actor, agreement, on=TODAY)
        contracts.sign(session, actor, lent, on=TODAY)
    found = {(item.kind, item.day, item.place) for item in items(village, TODAY, date(2026, 5, 31))}
    assert {
        ("bond", date(2026, 5, 2), "bonds"),
        ("partner", date(2026, 5, 9), "agreements"),
        ("venue", TODAY, "venue_contracts"),
    } <= found


def test_sheets_are_to_come_back_after_two_weeks(village: Village) -> None:
    visits, other = sheet(village, "visit-list", 5), sheet(village, "tenancy-sheet", 3)
    found = {item.record_id: item for item in items(village) if item.kind == "sheet"}
    assert other not in found
    assert found[visits].day == TODAY + timedelta(days=paper_out.LATE_DAYS - 5)
    assert (found[visits].title, found[visits].place) == ("走访名单 1号楼", SHEET)
    assert found[None].place == "paper_out"


def test_who_may_see_less_is_told_less(village: Village) -> None:
    jot(village, "带社保办的表", TODAY)
    nobody = Actor(USER_ID, "外人", "", UNIT_ID, frozenset({UNIT_ID}))
    assert {item.kind for item in items(village, actor=nobody)} == {"agreed", "visit"}


def test_the_month_on_paper_says_the_days_and_their_lines(village: Village) -> None:
    made = page(village)
    assert (made.month, made.branch) == ("2026年3月", "第一网格党支部")
    assert len(made.weeks) == 6
    said = words_of(made)
    assert said[:7] == ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
    assert said[said.index("9") + 1] == "走 2 户 1号楼1单元"
    assert made.more == ()


def test_a_crowded_day_is_told_whole_below(village: Village) -> None:
    for number in range(5):
        jot(village, f"第{number}件事情，要写得长一些才放不下", TODAY)
    made = page(village)
    said = words_of(made)
    assert said[said.index("10") + 4] == "还有 3 条见下表"
    assert said[said.index("10") + 2] == "记 第0件事情，要写得长一…"
    assert len(made.more) == 6
    assert any(isinstance(block, Table) for block in draw(made))


def test_a_month_to_come_can_be_printed_and_a_year_cannot(village: Village) -> None:
    assert page(village, PartialDay(2026, 6)).month == "2026年6月"
    with pytest.raises(UserError, match="请写到月"):
        page(village, PartialDay(2026))
