"""The right side of 组织架构: one organisation with its posts, gaps, buildings, roll and former holders."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import codes
from desktop.base.text import _
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.queries.tree import Enrolled, Facts, Held
from desktop.registers.party_orgs.screen.deeds import Deeds
from desktop.registers.party_orgs.screen.post_card import PostCard
from desktop.standard.show import show
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

MOST_ROWS = 12  # of a roll before it scrolls within its table
HEADS = (Head(_("姓名"), 7), Head(_("党员类别"), 9), Head(_("门牌"), 8), Head(_("编入日期"), 8), Head(_("职务")))


class OrgPanel(QScrollArea):
    """Shows the facts of one organisation; its deeds rest unless `live` (the day looked at is today)."""

    def __init__(self, desk: Desk, deeds: Deeds, *, cover: Callable[[Facts], None]) -> None:
        super().__init__()
        self.desk, self.deeds, self._cover = desk, deeds, cover
        self.facts: Facts | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.cards: list[PostCard] = []
        self.buttons: dict[str, QPushButton] = {}
        self.roll: PlainTable | None = None  # none where nobody is enrolled

    def show_facts(self, facts: Facts, *, day: date, live: bool) -> None:
        """Show another organisation, or the same one as it is now."""
        self.facts, self.cards, self.buttons, self.roll = facts, [], {}, None
        body = QWidget()
        body.setProperty("kind", "clear")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(em(self, 0.7), 0, em(self, 0.5), 0)
        lines.setSpacing(em(self, 0.7))
        lines.addWidget(Heading(facts.node.name, factor=1.2))
        lines.addWidget(_quiet(self._what(facts)))
        for notice in self._notices(facts, live=live):
            lines.addWidget(notice)
        if live:
            lines.addLayout(self._deed_row(facts))
        lines.addWidget(_title(_("任职")))
        lines.addWidget(self._posts(facts, day=day, live=live))
        self._add_roll(lines, facts)
        if facts.former:
            lines.addWidget(_title(_("历任")))
            lines.addWidget(_quiet("\n".join(_past(post) for post in facts.former)))
        lines.addStretch(1)
        self.setWidget(body)

    def _what(self, facts: Facts) -> str:
        node = facts.node
        counted = len(facts.below)
        below = rules.tier_below(node.tier)
        said = (
            codes.label("party_tier", node.tier),
            _("上级 {name}").format(name=facts.above) if facts.above else "",
            _("{day} 成立").format(day=facts.starts_on.isoformat()) if facts.starts_on else "",
            _("{tier} {n} 个").format(tier=codes.label("party_tier", below), n=counted) if below and counted else "",
            _("门牌 {door}").format(door=facts.door) if facts.door else "",
            _("负责 {names}").format(names="、".join(name for _id, name in facts.buildings)) if facts.buildings else "",
            facts.remark,
        )
        return " · ".join(part for part in said if part)

    def _notices(self, facts: Facts, *, live: bool) -> list[NoticeBar]:
        found = []
        may = live and self.deeds.may("posts.appoint")
        for post in facts.node.missing:
            kind = rules.LEADING[facts.node.tier]
            way = ((_("任命{post}").format(post=post), lambda kind=kind: self.deeds.appoint(facts, kind)),)
            found.append(_notice("soon", _("空缺：{post}").format(post=post), way if may else ()))
        if facts.node.tier == "group" and not facts.buildings:
            ways = ((_("划分楼栋"), lambda: self._cover(facts)),) if live and self.deeds.may("party_orgs.cover") else ()
            found.append(_notice("none", _("还没有划分负责的楼栋。"), ways))
        if facts.unattended:
            said = _("{n} 个单元还没有楼道党建联络员：{names}").format(
                n=len(facts.unattended), names="、".join(facts.unattended)
            )
            found.append(_notice("none", said, ()))
        return found

    def _deed_row(self, facts: Facts) -> Flow:
        row = Flow(spacing=em(self, 0.5))
        tier, deeds = facts.node.tier, self.deeds
        below = rules.tier_below(tier)
        offered: list[tuple[str, str, str, str, Callable[[], None]]] = [
            ("appoint", "posts.appoint", _("任命"), "user-plus", lambda: self._choose_post(facts))
        ]
        if below == "centre":
            offered += [
                ("add", "party_orgs.add_member", _("编入成员"), "users", lambda: deeds.add_member(facts)),
                ("remove", "party_orgs.remove_member", _("移出成员"), "log-out", self.remove_current),
                ("cover", "party_orgs.cover", _("划分楼栋"), "building-2", lambda: self._cover(facts)),
                ("centre", "party_orgs.make_centre", _("设党员中心户"), "house", lambda: deeds.make_centre(facts)),
            ]
        elif below:
            words = _("新建{tier}").format(tier=codes.label("party_tier", below))
            offered.append(("found", "party_orgs.found", words, "plus", lambda: deeds.found(facts)))
        offered.append(("more", "party_orgs.save", _("更多"), "ellipsis", self.show_more))
        for name, permission, words, mark, act in offered:
            if not deeds.may(permission):
                continue
            button = QPushButton(icon(mark, "white" if name == "appoint" else "text"), words)
            button.setProperty("kind", "primary" if name == "appoint" else "")
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
            self.buttons[name] = button
        return row

    def more_menu(self, facts: Facts) -> QMenu:
        """What is seldom done to an organisation."""
        menu = QMenu(self)
        menu.addAction(_("改名称或备注")).triggered.connect(lambda: self.deeds.rename(facts))
        if self.deeds.may("party_orgs.end"):
            menu.addAction(_("撤销组织")).triggered.connect(lambda: self.deeds.end(facts))
        return menu

    def show_more(self) -> None:
        """Open it under its button."""
        button = self.buttons["more"]
        if self.facts is not None:
            self.more_menu(self.facts).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def post_menu(self, facts: Facts) -> QMenu:
        """The posts that an organisation of this tier has; a liaison is one of a stairwell."""
        menu = QMenu(self)
        for kind in rules.POSTS[facts.node.tier]:
            label = codes.label("post_kind", kind)
            if kind == "liaison" and facts.stairwells:
                inner = menu.addMenu(label)
                for stairwell in facts.stairwells:
                    shown = inner.addAction(stairwell[1])
                    shown.triggered.connect(lambda _on=False, s=stairwell: self.deeds.appoint(facts, "liaison", s))
            else:
                menu.addAction(label).triggered.connect(lambda _on=False, kind=kind: self.deeds.appoint(facts, kind))
        return menu

    def _choose_post(self, facts: Facts) -> None:
        button = self.buttons["appoint"]
        self.post_menu(facts).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _posts(self, facts: Facts, *, day: date, live: bool) -> QWidget:
        """The few that lead, gaps among them, then the many liaisons, who say less and need less room."""
        leading = [PostCard(missing, "", state="soon", status=_("空缺")) for missing in facts.node.missing]
        leading += [self._card(post, day=day, live=live) for post in facts.node.posts if post.kind != "liaison"]
        liaisons = [self._card(post, day=day, live=live) for post in facts.node.posts if post.kind == "liaison"]
        self.cards = leading + liaisons
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(em(self, 0.6))
        for alike in filter(None, (leading, liaisons)):
            row = QWidget()
            flow = Flow(row, spacing=em(self, 0.6))
            for card in alike:
                card.setFixedHeight(max(each.sizeHint().height() for each in alike))
                flow.addWidget(card)
            lines.addWidget(row)
        if not self.cards:
            lines.addWidget(_quiet(_("还没有任职记录。")))
        return held

    def _card(self, post: Held, *, day: date, live: bool) -> PostCard:
        state = rules.term_state(post.term_until, day)
        words = {"overdue": _("任期已届满"), "soon": _("任期将届满")}.get(state, "")
        until = _("任期到 {day}").format(day=post.term_until.isoformat()) if post.term_until else ""
        deeds = [] if not live else [
            (words, lambda run=run: run(post))
            for permission, words, run in (
                ("posts.reappoint", _("连任"), self.deeds.reappoint),
                ("posts.end_post", _("卸任"), self.deeds.end_post),
            )
            if self.deeds.may(permission) and (post.term_until or permission != "posts.reappoint")
        ]  # fmt: skip
        person = post.person_id
        return PostCard(
            post.title,
            post.holder,
            state=state,
            status=words,
            lines=[line for line in (post.where, _since(post), until) if line],
            open_=(lambda: self.desk.go("people", person)) if person and self.deeds.may("people.see") else None,
            deeds=deeds,
        )

    def _add_roll(self, lines: QVBoxLayout, facts: Facts) -> None:
        if facts.node.tier not in ("branch", "group"):
            return
        lines.addWidget(_title(_("党员 {n} 人").format(n=len(facts.roll))))
        if not facts.roll:
            where = _("还没有登记党员。") if facts.node.tier == "branch" else _("还没有编入成员。")
            lines.addWidget(_quiet(where))
            return
        self.roll = table = PlainTable(HEADS)
        table.setAccessibleName(_("党员，回车打开"))
        table.show_lines([Line(_cells(one, facts), one) for one in facts.roll])
        table.opened.connect(lambda one: self.desk.go("people", one.person_id))
        rows = min(len(facts.roll), MOST_ROWS)
        table.setFixedHeight(em(self, 2.4) * (rows + 1) + 4)
        card = QFrame()
        card.setProperty("kind", "card")
        inner = QHBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(table)
        lines.addWidget(card)

    def remove_current(self) -> None:
        """Take the current member off the roll."""
        one = self.roll.current if self.roll is not None else None
        if self.facts is None or one is None:
            self.desk.warn(_("先在下面的成员里选一个人，再移出。"))
            return
        self.deeds.remove_member(self.facts, one.person_id, one.name)


def _cells(one: Enrolled, facts: Facts) -> tuple[str, ...]:
    kind = codes.label("membership_kind", one.kind) if one.kind else _("现在不是在册党员")
    here = "、".join(post.title for post in facts.node.posts if post.person_id == one.person_id)
    return one.name, kind, one.door, one.since.isoformat() if one.since else "", one.posts or here


def _since(post: Held) -> str:
    return _("{day} 起任职").format(day=post.starts_on.isoformat())


def _past(post: Held) -> str:
    ended = show("day", post.ends_on, today=post.starts_on)
    return _("{holder}　{title}　{first} 至 {last}").format(
        holder=post.holder, title=post.title, first=post.starts_on.isoformat(), last=ended
    )


def _title(words: str) -> QLabel:
    return Heading(words, factor=1.0)


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    label.setWordWrap(True)
    return label


def _notice(state: str, sentence: str, ways: Sequence[tuple[str, Callable[[], None]]]) -> NoticeBar:
    bar = NoticeBar(state)
    bar.say(sentence, ways)
    return bar
