"""县级管理: how every unit stands and its codes, one person looked up for a reason, and who looked whom up."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop import codes
from desktop.access.roles import NO_HOMES
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.registers.branches import rules
from desktop.registers.branches.forms.declared import SLIP
from desktop.registers.branches.register import BRANCHES, GROUP
from desktop.registers.lookups.register import LOOKUPS
from desktop.screens.ways import Ways
from desktop.standard import code_lists
from desktop.store.session import Changes
from desktop.sync.asking import AskCode, AskPerson, MadeCode, People
from desktop.ui.data_places import DATA
from desktop.ui.desk import Command, Desk
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways

if TYPE_CHECKING:
    from desktop.registers.branches.screen.ways import BranchWays

MANAGE, LOOK_UP, LOOKED = "branches.manage", "lookups.ask", "lookups.see"


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """What the tier of the unit has: the county its units, county and street the look-up, everybody the log of it."""
    desk, level = ways.desk, ways.actor.level
    above = level in NO_HOMES
    log = Place("lookups", LOOKUPS.title, LOOKUPS.icon, GROUP if above else DATA, lambda _d: looked(desk), tab=above)
    found = [(LOOKED, log)]
    if above:
        found.insert(0, (LOOK_UP, Place("lookup", _("按原因查一人"), "search", GROUP, lambda _d: lookup(desk))))
    if level == rules.COUNTY:
        units = Place(
            "branches", BRANCHES.title, BRANCHES.icon, GROUP, lambda _d: branches(ways),
            record=lambda _d, key: branch(ways, key),
        )  # fmt: skip
        found.insert(0, ("branches.see", units))
        lists = Place("code_lists", _("代码表"), "list", GROUP, lambda _d: code_tables(desk))
        found.append(("wording.settle", lists))
    return tuple(found)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """What Ctrl+K finds where there is no tab."""
    if ways.actor.level in NO_HOMES:
        return ()
    words = (_("县里查询"), _("谁查过"))
    go = ways.go
    return ((LOOKED, Command("lookups.open", _("看谁查过本单位的人"), lambda: go("lookups", None), words, icon="eye")),)


def branches(ways: Ways) -> Page:
    """县级管理台."""
    from desktop.registers.branches.screen.list import BranchList  # late: once it is opened

    return BranchList(ways.desk, replace(screen_ways(ways.desk, BRANCHES), bring_in=None), branches=branch_ways(ways))


def branch(ways: Ways, unit: UUID) -> Page:
    """One unit at the county's desk."""
    from desktop.registers.branches.screen.page import BranchPage  # late: once it is opened

    return BranchPage(ways.desk, unit, branch_ways(ways))


def code_tables(desk: Desk) -> Page:
    """代码表."""
    from desktop.ui.code_lists_page import CodeListsPage  # late: once it is opened

    return CodeListsPage(desk)


def looked(desk: Desk) -> Page:
    """查询记录; nothing opens, all that is known stands in the row."""
    from desktop.ui.list_page import ListPage  # late: once it is opened

    return ListPage(desk, LOOKUPS, ways=replace(screen_ways(desk, LOOKUPS), open=None, bring_in=None))


def lookup(desk: Desk) -> Page:
    """按原因查一人."""
    from desktop.registers.lookups.screen import LookupPage  # late: once it is opened

    def ask(asked: AskPerson) -> People:
        from desktop.procedures import county_desk  # late: the line is loaded when it is used

        return county_desk.look_up(desk, asked)

    return LookupPage(desk, ask)


def follow_code_lists(desk: Desk, changes: Changes) -> None:
    """What the county added, settled here or come by an exchange, may be chosen from now on."""
    if "wording_version" in changes.tables:
        unit = desk.actor.unit_id
        desk.tasks.read(desk.tasks, lambda session: code_lists.of_unit(session, unit), codes.grow, key="code_lists")


def branch_ways(ways: Ways) -> "BranchWays":
    """What the pages of the units ask the server, as far as this person may."""
    from desktop.registers.branches.screen.ways import BranchWays  # late: once it is opened

    desk = ways.desk

    def refresh() -> int:
        from desktop.procedures import county_desk  # late: as above

        return county_desk.refresh(desk)

    def server() -> str:
        from desktop.procedures import county_desk  # late: as above

        return county_desk.server_of(desk)

    told = BranchWays(refresh, partial(_changed, desk), server)
    if not desk.actor.may(MANAGE):
        return told

    def make_code(asked: AskCode) -> MadeCode:
        from desktop.procedures import county_desk  # late: as above

        return county_desk.make_code(desk, asked)

    def write_file(asked: AskCode, path: Path) -> MadeCode:
        from desktop.base.files import durable_write  # late: as above

        made = make_code(AskCode(asked.unit, asked.role, asked.note, asked.days, as_file=True))
        try:
            durable_write(path, made.ticket)
        except OSError as error:
            raise UserError(_("登记文件没有写成，请换一个位置再做一次。先前的登记码请作废。")) from error
        return made

    def do(question: Any) -> int:
        from desktop.procedures import county_desk  # late: as above

        return county_desk.do(desk, question)

    def print_slip(unit: UUID, given: dict[str, str]) -> None:
        desk.print_form(BRANCHES, SLIP, (unit,), given=given)

    return BranchWays(
        refresh, told.changed, server, make_code, write_file, do, print_slip,
        (lambda: desk.go("wording", None)) if desk.actor.may("wording.settle") else None,
    )  # fmt: skip


def _changed(desk: Desk) -> None:
    desk.tasks.changed.emit(Changes(frozenset({"branch"}), uuid7(), count=1))
