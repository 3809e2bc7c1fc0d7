"""A sheet that was printed is out until each of its rows came to something, and nobody has to keep a list of that."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from desktop.base.errors import UserError
from desktop.registers.contacts import service
from desktop.registers.contacts.model import Visit
from desktop.registers.contacts.service import Written
from desktop.registers.people.model import Household
from desktop.reports import paper_out
from desktop.standard import sheets_out
from desktop.standard.sheet_rows import OutSheet, WholeSheet
from desktop.standard.undo import undo
from tests.factories.compound import Village
from tests.factories.profile import TODAY, USER_ID
from tests.factories.sheets import MONTH, doors, print_sheet, sheet_ids

DOORS = ("1-1-301", "1-1-302", "1-1-101")


def whole(village: Village, at: int = 0) -> WholeSheet:
    with village.profile.store.read() as session:
        return paper_out.whole_sheet(session, village.actor, sheet_ids(village)[at])


def out(village: Village, *, today: date = TODAY, every: bool = False) -> tuple[OutSheet, ...]:
    with village.profile.store.read() as session:
        return paper_out.sheets(session, village.actor, today=today, every=every)


def enter(village: Village, *written: Written, on: date = TODAY, today: date = TODAY, at: int = 0) -> UUID:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        wanted = sheet_ids(village)[at]
        service.log_sheet(session, village.actor, wanted, written=written, on=on, today=today, visitor_name="王书记")
    tx: UUID = session.info["changes"].tx
    return tx


def log(village: Village, door: str, **said: Any) -> None:
    given: Mapping[str, Any] = {"on": TODAY, "today": TODAY, "way": "door", "outcome": "home", **said}
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        service.log_visit(session, village.actor, village.homes[door], **given)


def refused(village: Village, code: str) -> bool:
    """Whether a code leads to no sheet any more."""
    with village.profile.store.read() as session:
        try:
            paper_out.find_sheet(session, village.actor, code)
        except UserError as error:
            return "可能已经收回或作废" in error.message
    return False


def todos(village: Village, today: date = TODAY) -> list[str]:
    with village.profile.store.read() as session:
        return [todo.title for todo in paper_out.todos(session, village.actor, today)]


def test_the_rows_stand_in_printed_order_and_are_open(village: Village) -> None:
    print_sheet(village, doors(village, *DOORS))
    sheet = whole(village)
    assert [(row.place, row.door, row.head_name, row.done) for row in sheet.rows] == [
        (1, "1-1-301", "周兰", ""), (2, "1-1-302", "于涛", ""), (3, "1-1-101", "孙秀", ""),
    ]  # fmt: skip
    assert (sheet.label, sheet.printed_on) == ("走访名单 20260310-001 · 1号楼", TODAY)


def test_the_visitor_is_proposed_only_when_one_member_has_all_the_doors(village: Village) -> None:
    print_sheet(village, doors(village, *DOORS))
    print_sheet(village, [village.members["胡强"]], MONTH)
    assert [whole(village, at).member_id for at in (0, 1)] == [None, village.members["胡强"]]


def test_what_was_entered_is_done_and_one_undo_opens_it_again(village: Village) -> None:
    print_sheet(village, doors(village, *DOORS))
    tx = enter(village, Written(1, "home", "door", said="都好。"), Written(3, "away", "door"))
    assert [row.done for row in whole(village).rows] == ["03-10 在家", "", "03-10 不在"]
    assert [(sheet.open, sheet.rows) for sheet in out(village)] == [(1, 3)]
    with village.profile.store.write(USER_ID, "journal.undo") as session:
        undo(session, village.actor, tx=tx)
    assert [(sheet.open, sheet.rows) for sheet in out(village)] == [(3, 3)]


def test_a_visit_logged_by_itself_since_the_printing_settles_its_row(village: Village) -> None:
    print_sheet(village, doors(village, *DOORS))
    log(village, "1-1-302")
    assert [row.done for row in whole(village).rows] == ["", "03-10 在家", ""]


def test_a_visit_of_the_same_day_before_the_printing_settles_nothing(village: Village) -> None:
    log(village, "1-1-302")
    print_sheet(village, doors(village, *DOORS))
    assert [sheet.open for sheet in out(village)] == [3]


def test_a_row_stays_done_when_the_clock_of_the_pc_was_put_back(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"))
    enter(village, Written(1, "home", "door"))
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        (row,) = sheets_out.rows_of(session, sheet_ids(village)[0])
        earlier = Visit(
            id=UUID(int=5), unit_id=village.actor.unit_id, household_id=village.homes["1-1-301"], visited_on=TODAY,
            way="door", outcome="home",
        )  # fmt: skip
        session.get_one(Visit, row.entered_as).alive = False
        session.add(earlier)
        row.entered_as = earlier.id
    assert out(village) == ()
    assert whole(village).rows[0].done == "03-10 在家"


def test_a_household_that_is_gone_keeps_no_sheet_out(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"))
    with village.profile.store.write(USER_ID, "households.retire") as session:
        session.get_one(Household, village.homes["1-1-301"]).alive = False
    assert out(village) == ()
    assert whole(village).rows[0].done == "已搬走或已合并"


def test_a_sheet_that_is_entered_whole_is_no_longer_out_but_can_be_looked_up(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"))
    print_sheet(village, doors(village, "1-1-302"), days_ago=3)
    enter(village, Written(1, "home", "door"))
    assert [(sheet.about, sheet.days, sheet.printed_by) for sheet in out(village)] == [("1号楼", 3, "王书记")]
    assert [sheet.open for sheet in out(village, every=True)] == [1, 0]


def test_a_sheet_that_came_back_blank_is_not_out_until_something_is_entered(village: Village) -> None:
    print_sheet(village, doors(village, *DOORS))
    with village.profile.store.write(USER_ID, "contacts.close_sheet") as session:
        sheets_out.close(session, village.actor, sheet_ids(village), how="blank", at=7)
    assert out(village) == ()
    enter(village, Written(2, "home", "door"))
    assert [(sheet.open, sheet.closed) for sheet in out(village)] == [(2, "")]


def test_today_asks_after_sheets_that_have_been_out_for_more_than_two_weeks(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"), days_ago=15)
    print_sheet(village, doors(village, "1-1-302"), days_ago=14)
    assert todos(village) == ["1 张走访单还没有收回"]


def test_sheets_of_long_ago_are_given_up(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"))
    assert out(village, today=TODAY + timedelta(days=402)) == ()


def test_a_need_that_waits_to_become_an_event_is_on_today_until_it_is_unmarked(village: Village) -> None:
    log(village, "1-1-301", needs="路灯", to_event=True)
    assert todos(village) == ["1 次走访里有事待转事件"]
    with village.profile.store.write(USER_ID, "visits.unmark") as session:
        (marked,) = [visit.id for visit in session.query(Visit) if visit.to_event]
        service.unmark(session, village.actor, marked)
    assert todos(village) == []


def test_words_that_are_two_years_old_are_cleared_and_the_visit_stays(village: Village) -> None:
    later = TODAY + timedelta(days=900)
    assert todos(village, later)[-1] == "8 次走访的谈话内容满两年"
    with village.profile.store.write(USER_ID, "visits.erase") as session:
        for visit in session.query(Visit):
            service.erase_words(session, village.actor, visit.id)
    assert todos(village, later) == []
    with village.profile.store.read() as session:
        assert {(visit.said, visit.outcome) for visit in session.query(Visit)} == {("", "home")}


def test_only_the_secretary_is_asked_to_clear_words(village: Village) -> None:
    clerk = replace(village.actor, role="staff")
    with village.profile.store.read() as session:
        assert paper_out.todos(session, clerk, TODAY + timedelta(days=900)) == []


def test_a_sheet_is_found_by_its_number_its_code_and_the_code_of_a_row(village: Village) -> None:
    said = print_sheet(village, doors(village, "1-1-301"))
    with village.profile.store.read() as session:
        for typed in ("20260310-001", *re.findall(r"V-\w{5}-\w", said)):
            assert paper_out.find_sheet(session, village.actor, typed) == sheet_ids(village)[0]


def test_the_row_of_a_sheet_that_is_closed_says_where_else_to_look(village: Village) -> None:
    said = print_sheet(village, doors(village, "1-1-301"))
    with village.profile.store.write(USER_ID, "contacts.close_sheet") as session:
        sheets_out.close(session, village.actor, sheet_ids(village), how="void", at=7)
    assert sum(refused(village, code) for code in set(re.findall(r"V-\w{5}-\w", said))) == 1


def test_printing_again_takes_what_is_still_open_or_all_when_nothing_is(village: Village) -> None:
    print_sheet(village, doors(village, *DOORS))
    enter(village, Written(1, "home", "door"))
    with village.profile.store.read() as session:
        left = paper_out.open_ids(session, village.actor, sheet_ids(village)[0])
    assert left == tuple(doors(village, "1-1-302", "1-1-101"))
    enter(village, Written(2, "home", "door"), Written(3, "home", "door"))
    with village.profile.store.read() as session:
        assert len(paper_out.open_ids(session, village.actor, sheet_ids(village)[0])) == 3
