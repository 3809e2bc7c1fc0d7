"""The looks of links and visits: the form of one visit, walked from door to door, and who is linked to whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.contacts import queries, service
from desktop.registers.contacts.queries import Card, Linkable, Part, Past
from desktop.registers.contacts.register import VISITS
from desktop.spec import Field
from desktop.standard import drafts
from desktop.standard.load import Loaded
from desktop.standard.save import Saved
from desktop.standard.show import due, show
from desktop.ui.check_tree import Branch, Leaf, Ticked
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.editors import LongEditor
from desktop.ui.form import FormWays
from desktop.ui.linking_page import Facts, LinkingWays, Piece, Taker, bare_words
from desktop.ui.list_tools import ListWays
from desktop.ui.phrases import PhraseWays, phrases_beside
from desktop.ui.record_page import RecordPage
from desktop.ui.timeline import Entry, Timeline

FORM = replace(
    VISITS,
    title=_("走访登记"),
    counter=_("户"),
    help="visit",
    fields=(
        Field("visited_on", _("走访日期"), "day", required=True),
        Field("member_id", _("走访人"), "record", picks="people", hint=_("姓名或拼音首字母")),
        Field("way", _("走访方式"), "code", codes="visit_way", required=True),
        Field("outcome", _("走访结果"), "code", codes="visit_outcome", required=True),
        Field("said", _("谈话要点"), "long_text", width=40, hint=_("记事实和需要，不写评价")),
        Field("needs", _("诉求"), "long_text", width=40, hint=_("没有就空着")),
        Field("settled", _("当场解决"), "flag", hint=_("已经当场解决")),
        Field("next_on", _("约定下次"), "day", hint=_("没有约定就空着，如 12.5")),
        Field("to_event", _("转为事件"), "flag", hint=_("要接着办，记到待转事件")),
    ),
    forms=(),
)
DRAFTS = "visit"  # the place that opens a draft again


@dataclass(frozen=True, slots=True)
class VisitRecords:
    """What the form of a visit reads and writes; the record of the page is the household."""

    actor: Actor
    today: date
    card: Callable[[Any, UUID], Card]
    said: str = ""  # how the note begins

    def load(self, session: Any, record_id: UUID) -> Loaded:
        """A form filled in as far as the register knows: today, the linked member, by telephone where that is asked."""
        card = self.card(session, record_id)
        member = card.members[0][0] if card.members else None
        values = {"visited_on": self.today, "member_id": member, "way": "phone" if card.by_phone else "door"}
        values |= {"said": self.said} if self.said else {}
        return Loaded(record_id, card.label, values)

    def save(
        self, session: Any, record_id: UUID, *, values: Mapping[str, Any], children: object, version: object
    ) -> Saved:
        """Log the visit and forget its draft, in one deed."""
        given = dict(values)
        on, said, needs = given.pop("visited_on"), given.pop("said") or "", given.pop("needs") or ""
        visitor = "" if given["member_id"] else self.actor.name
        given |= {"on": on, "said": said, "needs": needs, "visitor_name": visitor}
        service.log_visit(session, self.actor, record_id, today=self.today, **given)
        self.drop_draft(session, record_id)
        return Saved(record_id, self.card(session, record_id).label, 1)

    def draft(self, session: Any, record_id: UUID) -> drafts.Draft | None:
        """This person's draft of a visit here."""
        return drafts.find(session, self.actor, register=DRAFTS, record_id=record_id)

    def keep_draft(
        self, session: Any, record_id: UUID, *, label: str, said: Mapping[str, str], at: int, version: object
    ) -> None:
        """Keep what is typed."""
        drafts.keep(session, self.actor, register=DRAFTS, record_id=record_id, label=label, said=said, at=at)

    def drop_draft(self, session: Any, record_id: UUID) -> None:
        """Forget what was typed."""
        drafts.drop(session, self.actor, register=DRAFTS, record_id=record_id)


class VisitPage(RecordPage):
    """One household's visit; `round_` are the households walked one after the other, this one among them."""

    def __init__(
        self,
        desk: Desk,
        household_id: UUID,
        *,
        card: Callable[[Any, UUID], Card],
        round_: Sequence[UUID] = (),
        fields: FormWays | None = None,
        phrases: PhraseWays | None = None,
        said: str = "",
    ) -> None:
        self._round = tuple(round_) if household_id in round_ else (household_id,)
        self._card = card
        self.past = Timeline(_("还没有走访记录。"))
        super().__init__(
            desk, FORM, household_id,
            tabs=((_("以前的走访"), self.past),),
            ways=ListWays(open=lambda other: desk.go(DRAFTS, other)),
            fields=fields,
            neighbour=self.beside if len(self._round) > 1 else None,
            source=VisitRecords(desk.actor, today(desk.clock), card, said),
        )  # fmt: skip
        self.parts.history_tab().hide()
        self.parts.back.setText(_("返回"))
        self.parts.bar.note.setText(_("填好走访结果就可以保存，其他栏都能空着"))
        for use in ("said", "needs"):
            editor = self.form.cells[use].editor
            if phrases and isinstance(editor, LongEditor):
                phrases_beside(desk, phrases, editor, use=use)
        desk.tasks.read(self, lambda session: card(session, household_id), self.show_card, key="card")

    def beside(self, household_id: UUID, by: int) -> UUID | None:
        """The household before or after in the round."""
        at = self._round.index(household_id) + by
        return self._round[at] if 0 <= at < len(self._round) else None

    def show_card(self, card: Card) -> None:
        """Say what a visitor wants to know before the door opens."""
        day = today(self.desk.clock)
        state, status, lines = card_words(card, day)
        at = self._round.index(card.id) + 1
        place = _("第 {at} 户，共 {all} 户").format(at=at, all=len(self._round)) if len(self._round) > 1 else ""
        self.show_status(state, status, " · ".join(part for part in (place, *lines) if part))
        self.past.show_entries(past_entries(card.past, day))
        self.parts.tab(_("以前的走访")).setText(_("以前的走访 {count}").format(count=len(card.past)))

    def focus_first(self) -> None:
        """Date, visitor and way are filled in: work starts at the result."""
        self.form.go_to("outcome")

    def _changed(self) -> None:
        """The buttons are there from the start: a visit is always something new."""
        super()._changed()
        self.parts.bar.show_changed(on=self.may_save, then=len(self._round) > 1)

    def save(self, *, then_next: bool = False, values: Mapping[str, Any] | None = None) -> None:
        """Without a single key pressed the form says what is missing."""
        if self.is_changed():
            super().save(then_next=then_next, values=values)
        else:
            self.form.check()

    def _saved(self, saved: Saved, changes: Any) -> None:
        self.parts.bar.show_busy(on=False)
        self.draft.saved()
        self.desk.say(_("已登记走访：{label}").format(label=saved.label), UndoToken(tx=changes.tx))
        following = self.beside(saved.id, 1) if self._then_next else None
        if following is not None:
            self.desk.go(DRAFTS, following)
        else:
            self.desk.back()


def card_words(card: Card, day: date) -> tuple[str, str, tuple[str, ...]]:
    """State, badge words and quiet lines of a household: people, member, last visit, telephone (masked)."""
    near = due(card.next_due, day)
    named = "、".join(name for _id, name in card.members)
    status = {"overdue": _("该走访了 · {words}"), "soon": _("{words}该走访"), "fine": "", "none": ""}[near.state]
    state = near.state
    if not card.members:
        state, status = "none", _("未落实联户党员")
    tenure = codes.label("tenure", card.tenure) if card.tenure else ""
    people = " · ".join(part for part in (_("{count} 人").format(count=card.people), tenure) if part)
    lines = (
        people,
        _("联户党员 {named}").format(named=named) if named else "",
        _("上次走访 {day}").format(day=card.last_visit) if card.last_visit else _("还没有走访过"),
        _("原定 {day}").format(day=card.next_due) if card.next_due else "",
        _("电话 {phone}").format(phone=show("phone", card.phone, today=day)) if card.phone else "",
        _("只打电话，不上门") if card.by_phone else "",
    )
    return state, status.format(words=near.words), tuple(line for line in lines if line)


def past_entries(past: Sequence[Past], day: date) -> list[Entry]:
    """Visits as a timeline shows them."""
    found = []
    for one in past:
        words = (one.visitor, codes.label("visit_way", one.way), codes.label("visit_outcome", one.outcome))
        head = f"{show('day', one.day, today=day)}　{' · '.join(word for word in words if word)}"
        settled = _("（已当场解决）") if one.settled else ""
        needs = _("诉求：{needs}").format(needs=one.needs) + settled if one.needs else ""
        found.append(Entry(head, tuple(line for line in (one.said, needs) if line)))
    return found


@dataclass(frozen=True, slots=True)
class Linkables:
    """The households as the linking of members reads them; all run with a session."""

    parts: Callable[[Any], Sequence[Part]]
    homes: Callable[[Any, tuple[UUID, str]], Sequence[Linkable]]
    named: Callable[[Any, tuple[UUID, ...]], Sequence[Linkable]]


def linking_ways(
    desk: Desk,
    found: Linkables,
    *,
    chosen: Callable[[], tuple[UUID, ...]],
    taken: Callable[[], None],
    to_people: Callable[[], None],
) -> LinkingWays:
    """落实联户党员: members with their load on one side, buildings, stairwells and households on the other."""
    actor, day = desk.actor, today(desk.clock)

    def read(session: Any) -> Facts:
        takers = tuple(
            Taker(load.member_id, load.name, codes.label("membership_kind", load.kind), load.door, load.households)
            for load in queries.loads(session, actor)
        )
        return Facts(takers, tuple(map(_piece, found.parts(session))))

    def link(session: Any, taker_id: UUID, ticked: Ticked, only_bare: bool) -> int:
        wanted = [home for key in ticked.parts for home in found.homes(session, key)]
        ids = [home.id for home in wanted if not (only_bare and home.contacts)]
        loose = queries.unlinked(session, ticked.leaves) if only_bare else ticked.leaves
        every = tuple(dict.fromkeys([*ids, *loose]))
        return service.assign(session, actor, every, member_id=taker_id, on=day)

    return LinkingWays(
        read=read,
        leaves=lambda session, key: [_leaf(home) for home in found.homes(session, key)],
        link=link,
        chosen=chosen,
        chosen_leaves=lambda session, ids: [_leaf(home) for home in found.named(session, ids)],
        taken=taken,
        may=bool(actor.may("contacts.assign")),
        no_takers=_("还没有登记党员。先在居民页填写党员身份，再来落实。"),
        to_takers=(_("打开居民"), to_people),
    )


def _piece(part: Part) -> Piece:
    title = _("{number}单元").format(number=part.stairwell) if part.stairwell else _("不分单元")
    words = (str(part.households), bare_words(part.unlinked))
    return Piece(
        Branch((part.building_id, part.stairwell), part.building, title, words), part.households, part.unlinked
    )


def _leaf(home: Linkable) -> Leaf:
    return Leaf(home.id, home.label, (home.contacts, "" if home.contacts else bare_words(1)), bare=not home.contacts)
