"""今日工作: what is due, and what its buttons do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.registers.bonds.queries import due as bonds
from desktop.registers.jottings import queries as jottings
from desktop.registers.lookups import queries as lookups
from desktop.registers.partners.queries import due as partners
from desktop.registers.party_orgs.queries import due as party_orgs
from desktop.registers.venues.queries import due as venues
from desktop.reports import exchange_standing, first_days, keys, paper_out, today_words
from desktop.reports import today as today_report
from desktop.reports.today import Walk
from desktop.reports.today_words import Deeds
from desktop.screens.ways import Ways
from desktop.spec import Field
from desktop.standard import drafts, print_queue
from desktop.standard.list import Filter
from desktop.standard.todo import Source
from desktop.store import backup
from desktop.ui.backing_up import back_up_beside
from desktop.ui.desk import Command, UndoToken
from desktop.ui.first_days import SHEET
from desktop.ui.first_ways import first_ways
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.today_page import TodayPage
from desktop.ui.today_rows import View

GROUP = _("今日工作")
# What other registers have for today, each with the permission to see it.
SOURCES: tuple[tuple[str, Source], ...] = (
    ("conflicts.see", exchange_standing.todos),
    ("contacts.see", paper_out.todos),
    ("party_orgs.see", party_orgs.todos),
    ("households.print", print_queue.todos),
    ("users.manage", keys.todos),
    ("jottings.see", jottings.todos),
    ("partners.see", partners.todos),
    ("venue_contracts.see", venues.todos),
    ("bonds.see", bonds.todos),
    ("lookups.see", lookups.todos),
)
NOBODY_DUE = _("今天没有到期的走访。想先走一栋楼，到“楼栋图”点“打印本栋走访名单”。")
MARKED = tuple(range(1, 100))  # any number of cells that wait


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    work = Work(ways)
    return (("units.see", Place("today", _("待办"), "house", GROUP, lambda _desk: work.page(), badge=work.due)),)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    work = Work(ways)
    round_ = Command("round", _("逐户登记今天的走访"), work.visit_all, (_("走访"), _("登记")), icon="footprints")
    paper = Command("print.today", _("打印今日走访名单"), work.print_all, (_("打印"), _("走访名单")), icon="printer")
    return (("contacts.visit", round_), ("households.print", paper))


class Work:
    """Makes the page of today and does what its buttons say."""

    def __init__(self, ways: Ways) -> None:
        self._sources = tuple(source for permission, source in SOURCES if ways.actor.may(permission))
        self.ways, self.desk, self.actor, self.day = ways, ways.desk, ways.actor, ways.day
        self._page: TodayPage | None = None

    def page(self) -> Page:
        """今日工作."""
        profile = Profile(Path(self.desk.store.path).parent)

        def read(session: Any) -> Any:
            newest = next(iter(backup.listed(profile.backups)), None)
            facts = today_report.read(session, self.actor, today=self.day)
            left = first_days.left(session, self.actor, facts, backed_up=newest is not None)
            more = tuple(todo for source in self._sources for todo in source(session, self.actor, self.day))
            return facts, drafts.mine(session, self.actor), newest.at if newest else None, left, more

        def tell(found: Any) -> View:
            facts, kept, last, left, more = found
            deeds = self._deeds()
            offered = (deeds.bring_in, deeds.assign, deeds.back_up)
            begin = first_ways(self.desk, left, offered=offered, then=self._tell)
            if begin is not None and SHEET in begin.left:  # asked for there, so not twice
                more = tuple(todo for todo in more if todo.place != "settings")
            return today_words.view(
                facts,
                kept,
                last_backup=last,
                today=self.day,
                deeds=deeds,
                first_days=begin,
                more=more,
                homes=not self.actor.has_no_homes,
            )

        printed = self.print_all if self.actor.is_offered("households.print") else None
        self._page = TodayPage(self.desk, read=read, tell=tell, print_list=printed)
        return self._page

    def due(self, session: Any) -> int:
        """The rows of Today that are overdue or for today."""
        more = (todo for source in self._sources for todo in source(session, self.actor, self.day))
        pressing = sum(todo.when in ("overdue", "today") for todo in more)
        return today_report.due_count(session, self.actor, today=self.day) + pressing

    def visit_all(self) -> None:
        """Walk through everything that is overdue or for today."""
        self.ways.errands.hand_on(self._to_visit, self.ways.errands.begin, nobody=NOBODY_DUE)

    def print_all(self) -> None:
        """Print the list of everything that is overdue or for today."""
        self.ways.errands.hand_on(self._to_visit, self.ways.print_walk, nobody=NOBODY_DUE)

    def _to_visit(self, session: Any) -> tuple[UUID, ...]:
        return today_report.to_visit(session, self.actor, today=self.day)

    def _deeds(self) -> Deeds:
        may, make, ways = self.actor.may, self.ways.back_up, self.ways
        visits, prints, saves = may("contacts.visit"), may("households.print"), may("households.save")
        return Deeds(
            visit_walk=(lambda walk: self._with_walk(walk, ways.errands.begin)) if visits else None,
            print_walk=(lambda walk: self._with_walk(walk, ways.print_walk)) if prints else None,
            visit=(lambda household_id: ways.errands.visit((household_id,))) if visits else None,
            assign=partial(self.desk.go, "assign", None) if may("contacts.assign") else None,
            check_cells=self._show_waiting,
            open_draft=ways.open_draft,
            back_up=partial(back_up_beside, self.desk, make, then=self._tell) if make else None,
            bring_in=partial(self.desk.bring_in, self.desk.register("households")) if saves else None,
            new_household=ways.go_new_household if saves else None,
            go=self.desk.go,
            set_plan=self._set_plan if may("settings.save") else None,
        )

    def _set_plan(self) -> None:
        """Ask for the number of households of this month; nothing leaves it to those that fall due."""
        if self._page is None:
            return
        from desktop.ui.ask import ask_fields  # late: not before somebody plans

        actor, day = self.actor, self.day
        sentence = _("{month} 月计划走访多少户？空着就按到期的户数算。").format(month=day.month)
        asked = ask_fields(
            self._page, sentence, _("定下计划"), safe=_("不改计划"), today=day,
            fields=(Field("households", _("计划户数"), "number", hint=_("如 214")),),
        )  # fmt: skip
        if asked is not None:
            job = partial(today_report.set_plan, actor=actor, today=day, households=asked["households"])
            said = _("已定下本月走访计划")
            self.desk.tasks.write(
                self._page, "settings.save", job, lambda _none, changes: self.desk.say(said, UndoToken(tx=changes.tx))
            )

    def _with_walk(self, walk: Walk, take: Callable[[tuple[UUID, ...]], None]) -> None:
        find = partial(
            today_report.due_households,
            actor=self.actor,
            building_id=walk.building_id,
            stairwell=walk.stairwell,
            when=walk.when,
            today=self.day,
        )
        self.ways.errands.hand_on(find, take, nobody=_("这个单元刚刚都登记过了。"))

    def _tell(self) -> None:
        if self._page is not None:
            self._page.reload()

    def _show_waiting(self) -> None:
        """The households with cells of an import that wait to be put right."""
        self.desk.go("households", None)
        if self.ways.household_list is not None:
            self.ways.household_list.show_only(Filter("marks", values=MARKED))
