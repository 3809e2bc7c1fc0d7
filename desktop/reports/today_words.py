"""今日工作 in words: facts become rows, cards and sentences; what a button does is handed in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.reports.today import Appointment, MonthPlan, Today, Walk
from desktop.standard.drafts import Draft
from desktop.standard.todo import Todo
from desktop.ui.first_days import STEPS, FirstDays
from desktop.ui.today_rows import Card, Deed, Row, Rows, Section, View

T = TypeVar("T")
Make = Callable[[], Row]
BACKUP_LATE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the buttons of Today do; None where the person may not, or the way is not there."""

    visit_walk: Callable[[Walk], None] | None
    print_walk: Callable[[Walk], None] | None
    visit: Callable[[UUID], None] | None
    assign: Callable[[], None] | None
    check_cells: Callable[[], None]
    open_draft: Callable[[Draft], None]
    back_up: Callable[[], None] | None
    bring_in: Callable[[], None] | None
    new_household: Callable[[], None] | None
    go: Callable[[str, UUID | None], None] = lambda _place, _record_id: None
    set_plan: Callable[[], None] | None = None


_NO_HOUSEHOLDS = _("还没有住户。导入住户名单后，这里会列出要做的事。")
_NO_HOMES = _("街道、县级的电脑不存居民和住户。要办的协议、缴款、会议等事项到期时会列在这里。")


def view(
    facts: Today,
    drafts: Sequence[Draft],
    *,
    last_backup: int | None,
    today: date,
    deeds: Deeds,
    first_days: FirstDays | None = None,
    more: Sequence[Todo] = (),
    homes: bool = True,
) -> View:
    """All of the page. `last_backup` is the instant of the newest verified backup, None when there is none.

    `more` is what other registers have for today; without `homes` this level of unit never holds any.
    """
    nobody = _NO_HOUSEHOLDS if homes else _NO_HOMES
    begin = _first_days(first_days)
    groups = (("overdue", "overdue", _("已逾期")), ("today", "soon", _("今天")), ("soon", "fine", _("7 天内")))
    if not facts.households:
        dated = [Section(state, title, Rows(_more(more, when, deeds))) for when, state, title in groups]
        waiting = Section(
            "none", _("其他待办"), Rows(_more(more, "none", deeds))
        )  # partners and venues need no household
        listed = (*(section for section in dated if section.rows), *begin, *((waiting,) if waiting.rows else ()))
        if listed:
            due = sum(len(section.rows) for section in dated[:2])
            return View(listed, (), due=due, calm=nobody)
        ways = ((_("从 Excel 导入"), deeds.bring_in), (_("逐户新增"), deeds.new_household))
        able = tuple((words, act) for words, act in ways if act is not None)
        return View((), (), first_use=(nobody, able))
    sections = [
        Section(state, title, Rows((*_rows(facts, when, today, deeds), *_more(more, when, deeds))))
        for when, state, title in groups
    ]
    others = (*_standing(facts, drafts, deeds), *Rows(_more(more, "none", deeds)))
    sections.append(Section("none", _("其他待办"), others))
    due = sum(len(section.rows) for section in sections[:2])
    sections[-1:-1] = begin  # after what is due: in the first days nothing is, and they stand at the top
    calm = "" if due else _calm(facts, today)
    cards = (
        plan_card(facts.plan, deeds.set_plan),
        _linked_card(facts, deeds),
        _safety_card(facts, last_backup, today, deeds=deeds),
    )
    return View(tuple(section for section in sections if section.rows), cards, due=due, calm=calm)


def _first_days(first_days: FirstDays | None) -> tuple[Section, ...]:
    if first_days is None or not first_days.left:
        return ()
    rows = []
    for step in first_days.left:
        (title, detail), deed = STEPS[step], first_days.deeds.get(step)
        rows.append(Row(title, detail, (deed,) if deed else ()))
    return (Section("none", _("开头要办的事"), tuple(rows), aside=(_("不再显示"), first_days.dismiss), whole=True),)


def _rows(facts: Today, when: str, today: date, deeds: Deeds) -> Iterator[Make]:
    walks = [(walk.oldest, partial(_walk_row, walk, today, deeds)) for walk in facts.walks if walk.when == when]
    agreed = [(one.day, partial(_appointment_row, one, today, deeds)) for one in facts.appointments if one.when == when]
    return (make for _day, make in sorted([*walks, *agreed], key=itemgetter(0)))


def _more(more: Sequence[Todo], when: str, deeds: Deeds) -> tuple[Make, ...]:
    return tuple(partial(_todo_row, todo, deeds) for todo in more if todo.when == when)


def _todo_row(todo: Todo, deeds: Deeds) -> Row:
    return Row(todo.title, todo.detail, ((todo.deed, partial(deeds.go, todo.place, todo.record_id)),))


def _walk_row(walk: Walk, today: date, deeds: Deeds) -> Row:
    place = walk.building + (_("{number}单元").format(number=walk.stairwell) if walk.stairwell else "")
    # Not in the title: on a small screen with large text there is room for where and how many only.
    due = {"overdue": _("该走访了"), "today": _("今天该走访"), "soon": _("快到走访日")}[walk.when]
    days = (today - walk.oldest).days
    first = {
        "overdue": _("最久逾期 {days} 天").format(days=days),
        "today": "",
        "soon": _("最早 {day}").format(day=short_day(walk.oldest)),
    }[walk.when]
    named = _("联户党员 {name}").format(name=walk.contact)
    if walk.more_contacts:
        named = _("联户党员 {name} 等 {count} 位").format(name=walk.contact, count=walk.more_contacts + 1)
    offered = ((_("逐户登记"), deeds.visit_walk), (_("打印名单"), deeds.print_walk))
    return Row(
        _("{place} {count} 户").format(place=place, count=walk.households),
        " · ".join(part for part in (due, first, named) if part),
        tuple((words, _with(act, walk)) for words, act in offered if act is not None),
    )


def _with(act: Callable[[T], None], given: T) -> Callable[[], None]:
    return lambda: act(given)


def _appointment_row(one: Appointment, today: date, deeds: Deeds) -> Row:
    planned = _("原定 {day}").format(day=short_day(one.day)) if one.day < today else ""
    planned = planned or (_("约在 {day}").format(day=short_day(one.day)) if one.day > today else "")
    named = _("联户党员 {name}").format(name=one.contacts) if one.contacts else ""
    offered: tuple[Deed, ...] = ((_("登记"), _with(deeds.visit, one.household_id)),) if deeds.visit else ()
    title = _("约定走访 {door} {name}").format(door=one.door, name=one.head_name).strip()
    return Row(title, " · ".join(part for part in (planned, named) if part), offered)


def _standing(facts: Today, drafts: Sequence[Draft], deeds: Deeds) -> tuple[Row, ...]:
    rows = []
    if facts.unlinked:
        title = _("{count} 户还没有联户党员").format(count=facts.unlinked)
        go: tuple[Deed, ...] = ((_("去落实"), deeds.assign),) if deeds.assign else ()
        rows.append(Row(title, _("落实后才会排出走访日期"), go))
    if facts.waiting_cells:
        title = _("导入的名单还有 {count} 处待核对").format(count=facts.waiting_cells)
        detail = _("涉及 {count} 户，原表里的内容已保留").format(count=facts.waiting_households)
        rows.append(Row(title, detail, ((_("去核对"), deeds.check_cells),)))
    for draft in drafts:
        title = _("草稿 {label}").format(label=draft.label or _("未命名"))
        detail = _("{at:%m-%d %H:%M} 保留，还没有保存").format(at=local_time(draft.at))
        rows.append(Row(title, detail, ((_("继续填写"), _with(deeds.open_draft, draft)),)))
    return tuple(rows)


def _calm(facts: Today, today: date) -> str:
    days = [walk.oldest for walk in facts.walks] + [one.day for one in facts.appointments]
    following = min(days, default=facts.next_due)
    if following is None:
        return _("今天的事都办完了。")
    return _("今天的事都办完了。下一次走访在 {day}。").format(day=short_day(following))


def plan_card(plan: MonthPlan, set_plan: Callable[[], None] | None = None) -> Card:
    """本月走访计划: met and still to meet, in plain numbers and without a word on anybody."""
    deeds: tuple[Deed, ...] = ((_("改计划"), set_plan),) if set_plan else ()
    if not plan.total:
        return Card(_("本月走访计划"), lines=(("", _("本月没有到期的走访。")),), deeds=deeds)
    words = _("还有 {left} 户，本月还剩 {days} 天").format(left=plan.left, days=plan.days_left)
    return Card(
        _("本月走访计划"),
        str(plan.done),
        _("/ {total} 户").format(total=plan.total),
        min(1.0, plan.done / plan.total),
        lines=(("", words if plan.left else _("本月的走访都完成了")),),
        deeds=deeds,
    )


def _linked_card(facts: Today, deeds: Deeds) -> Card:
    lines = (("none", _("{count} 户未落实").format(count=facts.unlinked)),) if facts.unlinked else ()
    go: tuple[Deed, ...] = ((_("去落实"), deeds.assign),) if facts.unlinked and deeds.assign else ()
    of = _("/ {total} 户").format(total=facts.households)
    return Card(
        _("已落实联户党员"), str(facts.linked), of, lines=lines or (("fine", _("每一户都有联户党员")),), deeds=go
    )


def _safety_card(facts: Today, last_backup: int | None, today: date, *, deeds: Deeds) -> Card:
    offered: tuple[Deed, ...] = ((_("现在备份"), deeds.back_up),) if deeds.back_up else ()
    if last_backup is None:
        line = ("soon", _("还没有备份。") if facts.enrolled else _("还没有备份。数据只在这台电脑。"))
    else:
        at = local_time(last_backup)
        ago = (today - at.date()).days
        day = {0: _("今天"), 1: _("昨天")}.get(ago, short_day(at.date()))
        said = _("{day} {at:%H:%M} 已备份并校验").format(day=day, at=at)
        late = ago > BACKUP_LATE_DAYS
        line = ("soon", _("已 {days} 天没有备份").format(days=ago)) if late else ("fine", said)
    where = _("和县里交换，情况写在右上角") if facts.enrolled else _("单机使用，未与县里交换")
    return Card(_("数据安全"), lines=(line, ("", where)), deeds=offered)


def short_day(day: date) -> str:
    """11月20日."""
    return _("{day.month}月{day.day}日").format(day=day)
