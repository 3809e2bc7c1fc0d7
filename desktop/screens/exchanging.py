"""数据交换, 待定冲突 and what was set aside: the pages of the exchange and the chip of the top bar."""

from functools import partial
from typing import Any
from uuid import UUID

from desktop.base.text import _
from desktop.procedures import decide_conflict
from desktop.reports import conflict_cards, set_aside
from desktop.reports.exchange_standing import count_open, past, standing
from desktop.screens.ways import Ways
from desktop.standard import looks
from desktop.sync.shown import Aside, Card
from desktop.ui.conflict_page import ConflictPage, ConflictWays
from desktop.ui.data_places import DATA
from desktop.ui.deed_menu import do
from desktop.ui.desk import Command
from desktop.ui.exchange_page import ExchangePage, ExchangeWays
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.set_aside_page import SetAsidePage

SEE = "conflicts.see"
# Registers whose records have a page; the others lead to the page that shows them.
_SHOWN = {"dwellings": "elevation", "buildings": "elevation", "contacts": "contacts", "members": "members"}


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    actor = ways.actor
    asked = partial(count_open, actor=actor)
    return (
        (SEE, Place("exchange", _("数据交换"), "refresh-cw", DATA, lambda _desk: exchange(ways))),
        (SEE, Place("conflicts", _("待定冲突"), "triangle-alert", DATA, lambda _desk: conflicts(ways), badge=asked)),
        (SEE, Place("set_aside", _("被隔开的"), "eye", DATA, lambda _desk: aside(ways), tab=False)),
    )


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """What Ctrl+K finds beside the tabs."""
    words = (_("U 盘"), _("导出"), _("上报"), _("联网"))
    go = ways.desk.go
    return (
        (SEE, Command("exchange.open", _("和县里交换数据"), lambda: go("exchange", None), words, icon="usb")),
        (SEE, Command("set_aside.open", _("看被隔开的内容"), lambda: go("set_aside", None), icon="eye")),
    )


def exchange(ways: Ways) -> Page:
    """数据交换."""
    desk, actor = ways.desk, ways.actor
    return ExchangePage(desk, ExchangeWays(
        standing=lambda session: standing(session, actor, desk.catalog),
        past=past,
        conflicts=lambda: desk.go("conflicts", None),
        aside=lambda: desk.go("set_aside", None),
    ))  # fmt: skip


def conflicts(ways: Ways) -> Page:
    """待定冲突."""
    desk, actor = ways.desk, ways.actor

    def read(session: Any) -> tuple[Card, ...]:
        return conflict_cards.cards(session, actor, desk.catalog, today=ways.day)

    def decide(session: Any, conflict_id: UUID, choice: Any, typed: Any) -> str:
        return decide_conflict.decide(session, actor, conflict_id, choice=choice, typed=typed)

    def reveal(session: Any, conflict_id: UUID) -> Card | None:
        actor.require("conflicts.reveal")
        found = conflict_cards.cards(session, actor, desk.catalog, today=ways.day, bare=conflict_id)
        card = next((one for one in found if one.id == conflict_id), None)
        if card is not None:
            what = _("待定冲突 {about}").format(about=card.about)
            looks.log(session, actor, kind="reveal", what=what, at=desk.clock.now_ms(), record_id=card.record)
        return card

    def merge(card: Card) -> None:
        register = desk.register(card.register)
        merging = next((one for one in register.actions if one.verb == "merge"), None)
        if merging is None or card.pair is None:
            desk.warn(_("这类登记不能自动合并。请打开登记，把多出来的一条移走，再收起这一条。"))
            return
        do(page, desk, register, action=merging, ids=(card.pair[0], card.pair[2]))

    page = ConflictPage(desk, ConflictWays(
        read, decide, lambda card: open_(ways, card.register, card.record), merge, reveal,
        may=actor.may(decide_conflict.PERMISSION),
    ))  # fmt: skip
    return page


def aside(ways: Ways) -> Page:
    """被隔开的."""
    desk, actor = ways.desk, ways.actor

    def opened(one: Aside) -> None:
        open_(ways, one.register, one.record)

    return SetAsidePage(desk, lambda session: set_aside.set_aside(session, actor, desk.catalog), opened)


def open_(ways: Ways, register: str, record_id: UUID) -> None:
    """The page of a record, or the page that shows its kind."""
    if register in _SHOWN:
        ways.desk.go(_SHOWN[register], None)
    else:
        ways.desk.go(register, record_id)
