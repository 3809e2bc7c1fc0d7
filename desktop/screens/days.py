"""今日工作 beside what is due: the calendar, drafts, and jottings."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication

from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.registers.jottings import service
from desktop.registers.jottings.queries import PLACE as JOTTINGS
from desktop.screens.ways import Ways, form_place
from desktop.standard import drafts, sheets_out
from desktop.standard.drafts import Draft
from desktop.ui.desk import Command, Desk
from desktop.ui.jot_strip import JotWays
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways
from desktop.values.partial_day import PartialDay

GROUP = _("今日工作")
_FIELDS_OF = {"visit": "visits"}  # drafts whose place is not called as the register whose fields were typed
_TEXT = "text"  # the field of a jotting that the strip types into


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    return (
        ("units.see", Place("calendar", _("日历"), "calendar-days", GROUP, lambda _desk: calendar(ways))),
        ("units.see", Place("drafts", _("草稿"), "file-text", GROUP, lambda _desk: drafts_page(ways))),
        (
            "jottings.see",
            Place(
                JOTTINGS, _("随手记"), "message-square", GROUP, lambda _desk: jottings(ways),
                record=lambda _desk, key: jotting(ways, key),
            ),
        ),
        ("jottings.save", form_place(f"{JOTTINGS}.new", _("记一条随手记"), GROUP, lambda _id: jotting(ways, None))),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    jot = Command("jot", _("记一条随手记"), open_strip, (_("随手记"), _("备忘")), key="F4", icon="message-square")
    return (("jottings.save", jot),)


def open_strip() -> None:
    """Open the strip of the window in front."""
    from desktop.ui.shell import Shell  # late: once it is opened

    window = QApplication.activeWindow()
    shell = window.findChild(Shell) if window is not None else None
    if shell is not None:
        shell.jot.open_up()


def jot_ways(desk: Desk) -> JotWays:
    """How the strip writes: its draft is that of a new jotting, so the page goes on where the strip stopped."""
    actor = desk.actor

    def save(session: Any, text: str) -> UUID:
        made = service.jot(session, actor, text)
        drafts.drop(session, actor, register=JOTTINGS, record_id=None)
        return made

    def draft(session: Any) -> str:
        found = drafts.find(session, actor, register=JOTTINGS, record_id=None)
        return found.said.get(_TEXT, "") if found else ""

    def keep(session: Any, text: str) -> None:
        if text.strip():
            label, at = _("随手记"), desk.clock.now_ms()
            drafts.keep(session, actor, register=JOTTINGS, record_id=None, label=label, said={_TEXT: text}, at=at)
        else:
            drafts.drop(session, actor, register=JOTTINGS, record_id=None)

    return JotWays(save, draft, keep)


def jottings(ways: Ways) -> Page:
    """随手记."""
    from desktop.registers.jottings.screen import JottingList  # late: once it is opened

    desk = ways.desk
    listed = screen_ways(desk, desk.register(JOTTINGS), new=lambda: desk.go(f"{JOTTINGS}.new", uuid7()))
    return JottingList(desk, ways=listed, visit=_visit(ways))


def jotting(ways: Ways, jotting_id: UUID | None) -> Page:
    """One jotting."""
    from desktop.registers.jottings.screen import JottingPage  # late: once it is opened

    desk = ways.desk
    return JottingPage(desk, jotting_id, ways=screen_ways(desk, desk.register(JOTTINGS)), visit=_visit(ways))


def _visit(ways: Ways) -> Any:
    return ways.errands.visit_with if ways.actor.may("contacts.visit") else None


def calendar(ways: Ways) -> Page:
    """日历."""
    from desktop.reports import agenda  # late, each: once it is opened
    from desktop.reports.papers import CALENDAR
    from desktop.ui.calendar_page import CalendarPage
    from desktop.ui.calendar_rows import Item

    desk, actor = ways.desk, ways.actor

    def read(session: Any, first: date, last: date) -> Sequence[Item]:
        return agenda.read(session, actor, first=first, last=last, today=ways.day)

    def open_(item: Item) -> None:
        if item.stairwell is None:
            desk.go(item.place, item.record_id)
            return
        building_id, stairwell = item.stairwell
        find = partial(agenda.due_on, actor=actor, day=item.day, building_id=building_id, stairwell=stairwell)
        take = ways.errands.begin if actor.may("contacts.visit") else lambda ids: desk.go("households", ids[0])
        ways.errands.hand_on(find, take, nobody=_("这一天的走访刚刚都登记过了。"))

    def print_month(first: date) -> None:
        given = {"month": PartialDay(first.year, first.month)}
        desk.print_form(desk.register("units"), CALENDAR, (actor.unit_id,), given=given)

    may_print = actor.may("units.print")
    return CalendarPage(desk, read=read, open_=open_, print_month=print_month if may_print else None)


def drafts_page(ways: Ways) -> Page:
    """草稿."""
    from desktop.ui.drafts_page import DraftsPage, DraftWays  # late: once it is opened

    desk, actor = ways.desk, ways.actor

    def drop(session: Any, draft: Draft) -> None:
        drafts.drop(session, actor, register=draft.register, record_id=draft.record_id)

    def put_back(session: Any, draft: Draft) -> None:
        drafts.keep(
            session, actor, register=draft.register, record_id=draft.record_id, label=draft.label, said=draft.said,
            at=draft.at, version=draft.version,
        )  # fmt: skip

    made = DraftWays(
        read=lambda session: drafts.mine(session, actor),
        drop=drop,
        put_back=put_back,
        open=ways.open_draft,
        page=partial(_page_of, desk),
        fields=partial(_fields_of, desk),
    )
    return DraftsPage(desk, made)


def _titles(desk: Desk, draft: Draft) -> tuple[str, Mapping[str, str]]:
    """The page of a draft and its fields by name; a sheet has rows instead."""
    from desktop.ui import wording_reading  # late: once it is opened

    if draft.register == sheets_out.PLACE:
        return _("整张录入"), {}
    if draft.register == wording_reading.DRAFTS:
        return _("单据文字"), {}
    name, _dot, verb = _FIELDS_OF.get(draft.register, draft.register).partition(".")
    found = [one for one in desk.catalog if one.name == name]
    if not found:
        return "", {}
    asks = [field for action in found[0].actions if action.verb == verb for field in action.asks]
    return found[0].title, {one.name: one.title for one in (asks if verb else found[0].fields)}


def _page_of(desk: Desk, draft: Draft) -> str:
    return _titles(desk, draft)[0]


def _fields_of(desk: Desk, draft: Draft) -> Sequence[str]:
    titles = _titles(desk, draft)[1]
    return tuple(titles[name] for name in draft.said if name in titles)
