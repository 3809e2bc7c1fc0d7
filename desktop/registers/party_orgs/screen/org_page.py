"""组织架构: the tree of the five tiers at the left, the organisation chosen at the right, as of any day."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.queries import houses
from desktop.registers.party_orgs.queries import tree as questions
from desktop.registers.party_orgs.queries.tree import Facts, Node
from desktop.registers.party_orgs.screen.deeds import ON, Deeds
from desktop.registers.party_orgs.screen.org_panel import OrgPanel
from desktop.registers.party_orgs.screen.org_tree import OrgTree
from desktop.registers.party_orgs.service import rolls
from desktop.spec import Register
from desktop.standard.list import Query
from desktop.ui.as_of import AsOf, AsOfBar
from desktop.ui.ask import FieldsQuestion
from desktop.ui.check_list import CheckList
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.form import Form
from desktop.ui.list_tools import ListTools, ListWays, Scope
from desktop.ui.page import Page
from desktop.ui.style import em

SHOWN_TABLES = frozenset({
    "party_org", "party_org_building", "party_org_member", "post", "membership", "person", "residence", "building",
})  # fmt: skip


class OrgPage(Page):
    """`ways` print and export; `chosen` is the organisation that opens first."""

    help = "party_orgs"

    def __init__(
        self, desk: Desk, register: Register, as_of: AsOf, *, ways: ListWays, chosen: UUID | None = None
    ) -> None:
        super().__init__()
        self.desk, self.register, self.as_of, self._ways = desk, register, as_of, ways
        self.title = register.title
        self._chosen = chosen
        self.nodes: tuple[Node, ...] = ()
        self.deeds = Deeds(self, desk, self._made)
        self.day_bar = AsOfBar(as_of)
        self.orgs = OrgTree()
        self.panel = OrgPanel(desk, self.deeds, cover=self.cover)
        self.empty = EmptyState()
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(self.orgs)
        self.sides.addWidget(self.panel)
        self.sides.setStretchFactor(1, 1)
        self.sides.setSizes([em(self, 18), em(self, 50)])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sides)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.day_bar)
        whole.addWidget(self._stack, 1)
        self.orgs.picked.connect(self.open)
        as_of.changed.connect(self.reload)
        QShortcut(QKeySequence.StandardKey.Find, self, self.orgs.find_line.setFocus)
        self.reload()

    def tools(self) -> QWidget:
        """导出 and 打印 of the day that is looked at."""
        return ListTools(self.register, self._ways, self.desk.actor, scope=self.scope, columns=tuple, parent=self)

    def scope(self) -> Scope:
        """Everything in the tree."""
        return Scope((), Query(), len(self.nodes), len(self.nodes))

    def focus_first(self) -> None:
        """Work starts in the tree."""
        self.orgs.tree.setFocus()

    # -- reading ------------------------------------------------------------------------------------------------

    def reload(self, changes: Any = None) -> None:
        """Read the tree of the day again."""
        if changes is not None and not SHOWN_TABLES & changes.tables:
            return
        actor, day = self.desk.actor, self.as_of.day
        if not actor.may("party_orgs.see"):
            self._say_empty(_("这个帐号不能查看组织架构。需要时请支部书记开通。"))
            return
        self.desk.tasks.read(
            self, lambda s: questions.tree(s, actor, on=day), self._show, failed=self._failed, key="tree"
        )

    def _show(self, nodes: Sequence[Node]) -> None:
        self.nodes = tuple(nodes)
        self.set_status(_("共 {n} 个组织").format(n=len(nodes)) if nodes else "")
        if not nodes:
            self._tell_none()
            return
        self._stack.setCurrentWidget(self.sides)
        wanted, self._chosen = self._chosen, None
        self.orgs.show_nodes(nodes, wanted)

    def _tell_none(self) -> None:
        if not self.as_of.is_today:
            said = _("{day} 还没有登记党组织。").format(day=self.as_of.day.isoformat())
            self._say_empty(said, ((_("回到今天"), self.day_bar.back_to_today),))
            return
        ways = ((_("按单位建立"), self.deeds.found_own),) if self.deeds.may("party_orgs.found") else ()
        self._say_empty(_("还没有登记党组织。可以先按“单位”里的名称建立支部和上级，再分党小组。"), ways)

    def _say_empty(self, sentence: str, ways: Sequence[Any] = ()) -> None:
        self.empty.say(sentence, ways)
        self._stack.setCurrentWidget(self.empty)

    def _failed(self, error: UserError) -> None:
        self._say_empty(error.message, ((_("重新读取"), self.reload),))

    def open(self, org_id: UUID | None) -> None:
        """Read one organisation and show it at the right."""
        if org_id is None:
            return
        actor, day, live = self.desk.actor, self.as_of.day, self.as_of.is_today

        def show(facts: Facts) -> None:
            self.panel.show_facts(facts, day=day, live=live)

        job = lambda session: questions.facts(session, actor, org_id, on=day)  # noqa: E731 - one expression
        self.desk.tasks.read(self, job, show, failed=self._failed, key="facts")

    def _made(self, made: UUID) -> None:
        """Turn to an organisation that was just founded."""
        self._chosen = made
        self.reload()

    # -- buildings ----------------------------------------------------------------------------------------------

    def cover(self, facts: Facts) -> None:
        """Tick the buildings of a group."""
        actor = self.desk.actor
        self.desk.tasks.read(self, lambda session: houses(session, actor), lambda found: self._ask_cover(facts, found))

    def cover_question(self, facts: Facts, found: Sequence[Any]) -> tuple[FieldsQuestion, CheckList]:
        """The question with its day and its ticks."""
        day = today(self.desk.clock)
        asks = Form((replace(ON, title=_("从哪天起")),), today=day)
        box = FieldsQuestion(
            self,
            _("“{name}”负责哪些楼栋。取消勾选的，从这一天起不再负责。").format(name=facts.node.name),
            _("保存楼栋划分"),
            safe=_("不改"),
            form=asks,
        )
        box.fill({"on": day.isoformat()})
        ticks = CheckList()
        ticks.setAccessibleName(_("楼栋，空格勾选"))
        held = {key for key, _name in facts.buildings}
        for house in found:
            ticks.add(house.name, value=house.id, on=house.id in held, note=_("{n} 户门").format(n=house.doors))
        ticks.fit(16)
        box.add_widget(ticks)
        return box, ticks

    def _ask_cover(self, facts: Facts, found: Sequence[Any]) -> None:
        box, ticks = self.cover_question(facts, found)
        if not box.exec():
            return
        actor, on = self.desk.actor, box.values["on"]
        chosen = [value for value in ticks.values() if isinstance(value, UUID)]
        said = _("已划分楼栋：{name}").format(name=facts.node.name)
        self.deeds.write(
            "party_orgs.cover",
            lambda session: rolls.cover(session, actor, facts.node.id, building_ids=chosen, on=on),
            said,
        )
