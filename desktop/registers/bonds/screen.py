"""The page of one bond: the standard page, with what was done, how it stands and the third link of its place."""

from functools import partial
from uuid import UUID

from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.bonds.queries import life, standing
from desktop.registers.bonds.queries.standing import Held
from desktop.standard.show import due
from desktop.ui.desk import Desk
from desktop.ui.life_page import LifePage
from desktop.ui.list_tools import ListWays

TABLES = frozenset({"bond", "bond_contact"})


class BondPage(LifePage):
    """One bond; None enters a new one."""

    def __init__(self, desk: Desk, bond_id: UUID | None, *, ways: ListWays) -> None:
        nothing = _("还没有联系记录。点“办理”，可以登记联系帮办。")
        super().__init__(desk, "bonds", bond_id, read=life.of_bond, tables=TABLES, nothing=nothing, ways=ways)

    def read_life(self) -> None:
        """How it stands too, and the third link."""
        super().read_life()
        wanted, actor, day = self.record_id, self.desk.actor, today(self.desk.clock)
        if wanted is not None:
            job = partial(standing.of_bond, actor=actor, bond_id=wanted, on=day)
            self.desk.tasks.read(self, job, self._show_held, key="held")

    def _show_held(self, held: Held | None) -> None:
        if held is None:
            return
        if held.next_on is None:
            self.show_status("none", held.state)
        else:
            near = due(held.next_on, today(self.desk.clock))
            self.show_status(near.state, _("该联系：{when}").format(when=near.words))
        ways = (
            [(_("打开联系分工"), partial(self.desk.go, "contacts", None))]
            if self.desk.actor.may("contacts.see")
            else []
        )
        self.parts.fact_bar.say(_("第三联：{words}。").format(words=held.third.words), ways)
