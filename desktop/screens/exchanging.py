"""数据交换, 待定冲突 and what was set aside: the pages of the exchange and the chip of the top bar."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.procedures.at_desk import PERMISSION
from desktop.reports.exchange_standing import count_open, past, sending, standing
from desktop.screens.ways import Ways
from desktop.store.session import Changes
from desktop.sync.shown import Aside, Card, Joined, Standing
from desktop.ui.data_places import DATA
from desktop.ui.desk import Command, Desk
from desktop.ui.exchange_chip import ChipWays
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.progress import Progress

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
        (SEE, Place("joined", _("自动合并的"), "circle-check", DATA, lambda _desk: joined(ways), tab=False)),
    )


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """What Ctrl+K finds beside the tabs."""
    words = (_("U 盘"), _("导出"), _("上报"), _("联网"))
    go = ways.go
    return (
        (SEE, Command("exchange.open", _("和县里交换数据"), lambda: go("exchange", None), words, icon="usb")),
        (SEE, Command("set_aside.open", _("看被隔开的内容"), lambda: go("set_aside", None), icon="eye")),
        (SEE, Command("joined.open", _("看自动合并的内容"), lambda: go("joined", None), icon="circle-check")),
    )


def exchange(ways: Ways) -> Page:
    """数据交换."""
    from desktop.procedures.let_leave import let_leave  # late, each: once it is opened
    from desktop.sync.carried_weight import folder_of, weigh
    from desktop.ui.exchange_page import ExchangePage, ExchangeWays

    desk, actor = ways.desk, ways.actor
    came, may = _Arrived(desk), actor.may(PERMISSION)

    def write(folder: Path) -> str:
        from desktop.procedures.exchange_by_stick import write_out  # late: sealing is loaded when a stick is in

        return write_out(desk, folder, told=came.hear).said

    def read(place: Path) -> str:
        from desktop.procedures.exchange_by_stick import read_in  # late: as above

        return read_in(desk, place, told=came.hear).said

    def stands(session: Any) -> Standing:
        carried = weigh(folder_of(Path(desk.store.path)))
        return replace(standing(session, actor, desk.catalog), carried=carried)

    return ExchangePage(desk, ExchangeWays(
        standing=stands,
        past=past,
        write_out=write if may else None,
        read_in=read if may else None,
        line=(lambda progress: _over_the_line(desk, came, progress)) if may else None,
        conflicts=lambda: desk.go("conflicts", None),
        aside=lambda: desk.go("set_aside", None),
        joined=lambda: desk.go("joined", None),
        let_leave=(lambda: let_leave(desk)) if may else None,
        enrol=(lambda: desk.go("enrol", None)) if actor.may("units.adopt") else None,
        changed=came.tell,
    ))  # fmt: skip


def chip(desk: Desk) -> ChipWays | None:
    """What the chip of the top bar is handed; None for who sees no exchange."""
    if not desk.actor.may(SEE):
        return None
    came = _Arrived(desk)
    may = desk.actor.may(PERMISSION)
    return ChipWays(
        lambda session: standing(session, desk.actor, desk.catalog),
        (lambda progress: _over_the_line(desk, came, progress, quiet=True)) if may else None,
        came.tell,
        desk.actor.may("units.adopt"),
    )


def fetching(desk: Desk) -> Callable[[UUID], None] | None:
    """The way to fetch one photo or scan from the county; None for whoever may not exchange."""

    def fetch(row: UUID) -> None:
        from desktop.procedures.fetch_file import fetch_file  # late: the line is loaded when it is used

        fetch_file(desk, row)

    return fetch if desk.actor.may(PERMISSION) else None


class _Arrived:
    """Gathers on a worker thread which tables an exchange changed, and tells the open pages on the main thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tables: set[str] = set()

    def hear(self, changes: Changes) -> None:
        """Some more."""
        self._tables |= changes.tables

    def tell(self) -> None:
        """All of it is there: whoever shows it reads again."""
        tables, self._tables = frozenset(self._tables), set()
        if tables:
            self._desk.tasks.changed.emit(Changes(tables, uuid7(), count=len(tables)))


def _over_the_line(desk: Desk, came: _Arrived, progress: Progress, *, quiet: bool = False) -> str:
    from desktop.procedures.exchange_now import exchange_now, in_words  # late: the line is loaded when it is used

    with desk.store.read() as session:
        total = sending(session)

    def step(sent: int, received: int) -> None:
        if sent < total:
            progress.step(sent, total)
        else:  # how much comes, the county does not know beforehand
            progress.step(sent + received, 0)

    return in_words(exchange_now(desk, step=step, told=came.hear, quiet=quiet))


def conflicts(ways: Ways) -> Page:
    """待定冲突."""
    from desktop.procedures import decide_conflict  # late, each: once it is opened
    from desktop.reports import conflict_cards
    from desktop.standard import looks
    from desktop.ui.conflict_page import ConflictPage, ConflictWays
    from desktop.ui.deed_menu import do

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
        may=actor.may(decide_conflict.PERMISSION), exchange=lambda: desk.go("exchange", None),
    ))  # fmt: skip
    return page


def aside(ways: Ways) -> Page:
    """被隔开的."""
    from desktop.procedures import resend_aside, withdraw_aside  # late, each: once it is opened
    from desktop.reports import set_aside
    from desktop.ui.set_aside_page import SetAsidePage

    desk, actor = ways.desk, ways.actor

    def opened(one: Aside) -> None:
        open_(ways, one.register, one.record)

    def withdrawn(session: Any, one: Aside) -> int:
        return withdraw_aside.withdraw(session, actor, one.record, at=desk.clock.now_ms())

    def resent(session: Any, some: Sequence[Aside]) -> int:
        return resend_aside.resend(session, actor, [one.record for one in some], at=desk.clock.now_ms())

    may = actor.may(PERMISSION)
    return SetAsidePage(
        desk, lambda session: set_aside.set_aside(session, actor, desk.catalog), opened,
        withdrawn if may else None, resent if may else None,
    )  # fmt: skip


def joined(ways: Ways) -> Page:
    """自动合并的."""
    from desktop.reports import joined_edits  # late, each: once it is opened
    from desktop.ui.joined_page import JoinedPage

    desk, actor = ways.desk, ways.actor

    def read(session: Any) -> tuple[Joined, ...]:
        return joined_edits.joined_edits(session, actor, desk.catalog, today=ways.day)

    return JoinedPage(desk, read, lambda one: open_(ways, one.register, one.record))


def open_(ways: Ways, register: str, record_id: UUID) -> None:
    """The page of a record, or the page that shows its kind."""
    if register in _SHOWN:
        ways.desk.go(_SHOWN[register], None)
    else:
        ways.desk.go(register, record_id)
