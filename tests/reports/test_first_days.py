"""The five things to do first go away one by one as they are really done, and all at once when they are dismissed."""

from dataclasses import replace
from uuid import uuid4

from desktop.registers.units.forms.declared import RECOVERY_SHEET
from desktop.reports import first_days, today_words
from desktop.reports import today as report
from desktop.standard import looks
from desktop.store.exchange_rows import Exchange
from desktop.ui.first_days import BACKUP, LINKS, ROSTER, SHEET, STEPS, VISIT, FirstDays
from desktop.ui.today_rows import View
from tests.factories.compound import Village
from tests.factories.profile import TODAY, USER_ID
from tests.reports.test_today_words import ALL, DAY, QUIET, nothing


def left(village: Village, *, backed_up: bool = False, stranger: bool = False) -> tuple[str, ...]:
    actor = village.actor
    if stranger:
        actor = replace(actor, unit_id=uuid4(), scope=frozenset({uuid4()}))
    with village.profile.store.read() as session:
        facts = report.read(session, actor, today=TODAY)
        return first_days.left(session, actor, facts, backed_up=backed_up)


def shown(wait: tuple[str, ...], *, households: int = 491, homes: bool = True) -> View:
    begin = FirstDays(wait, {ROSTER: ("从 Excel 导入", nothing)}, nothing)
    facts = replace(QUIET, households=households, linked=0)
    return today_words.view(facts, (), last_backup=None, today=DAY, deeds=ALL, first_days=begin, homes=homes)


def test_what_was_done_is_not_asked_for(village: Village) -> None:
    assert left(village) == (SHEET, BACKUP)
    assert left(village, backed_up=True) == (SHEET,)


def test_a_printed_recovery_sheet_is_known_from_the_log_of_prints(village: Village) -> None:
    with village.profile.store.write(USER_ID, "units.print") as session:
        looks.log(session, village.actor, kind="print", what=RECOVERY_SHEET.title, at=village.profile.clock.now_ms())
    assert left(village) == (BACKUP,)


def test_an_empty_desk_has_all_five_before_it(village: Village) -> None:
    assert left(village, stranger=True) == (ROSTER, LINKS, VISIT, SHEET, BACKUP) == tuple(STEPS)


def test_a_roster_is_not_asked_for_while_the_other_pc_s_is_on_its_way_nor_where_none_is_held(village: Village) -> None:
    store, nobody = village.profile.store, replace(village.actor, unit_id=uuid4(), scope=frozenset({uuid4()}))
    with store.read() as session:
        facts = replace(report.read(session, nobody, today=TODAY), enrolled=True)
        assert ROSTER not in first_days.left(session, nobody, facts, backed_up=True)
    with store.write(USER_ID, "exchange.note") as session:
        session.add(Exchange(id=1, cursor=7, whole=7, epoch=1, schema=""))
    with store.read() as session:
        assert ROSTER in first_days.left(session, nobody, facts, backed_up=True)
        street = replace(nobody, level="street")
        assert first_days.left(session, street, facts, backed_up=False) == (SHEET, BACKUP)
    assert "不存居民" in shown((SHEET,), households=0, homes=False).calm


def test_before_any_household_the_five_stand_on_the_page() -> None:
    view = shown(tuple(STEPS), households=0)
    (section,) = view.sections
    assert [row.title for row in section.rows] == [
        "导入名册", "落实联户党员", "登记第一次走访", "打印恢复单两份", "做一次备份",
    ]  # fmt: skip
    assert [words for row in section.rows for words, _act in row.deeds] == ["从 Excel 导入"]
    assert view.first_use is None
    assert view.calm.startswith("还没有住户")


def test_they_stand_before_what_can_wait_and_can_be_dismissed() -> None:
    view = shown((VISIT,))
    assert [section.title for section in view.sections] == ["开头要办的事", "其他待办"]
    assert view.sections[0].aside is not None
    assert view.sections[0].aside[0] == "不再显示"
    assert view.due == 0, "nobody is late with them"


def test_when_all_five_are_done_nothing_is_left_of_them() -> None:
    assert [section.title for section in shown(()).sections] == ["其他待办"]
    assert shown((), households=0).first_use is not None
