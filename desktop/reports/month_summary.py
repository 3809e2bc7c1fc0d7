"""本月小结: one page to be read aloud at the branch meeting, in plain sentences; nobody is compared with anybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.printing.blocks import Block, Paragraph, Run, Spacer, Title
from desktop.registers.contacts.model import Visit, VisitRow
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, PersonRow, Residence
from desktop.reports import today as today_report
from desktop.reports.months import Month, month_of
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values.no_numbers import without_numbers
from desktop.values.partial_day import PartialDay

MOVED = "moved"  # residence_end_reason
MOST_NEEDS, _MOST_SAID = 6, 40  # so that the page stays one
_SIZE = 16.0  # points: read standing, at arm's length


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSummary(Subject):
    """The sentences, ready to be read: each a heading and what is said under it."""

    month: str
    branch: str
    day: str
    said: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]


def collect(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, month: PartialDay | None = None
) -> Sequence[MonthSummary]:
    """One page for the unit of this PC. UserError for a month that is still to come."""
    actor.require("households.see")
    asked = month_of(month, today)
    unit = session.get_one(Unit, actor.unit_id)
    heard, needs = _needs(session, actor, asked)
    said = (
        (_("住户"), _homes(session, actor, today)),
        (_("走访"), _visits(session, actor, asked, today)),
        (_("大家反映的事"), heard),
        (_("搬来搬走"), _moves(session, actor, asked)),
        (_("党员"), _members(session, actor)),
        *(((_("下个月"), _next_month(session, actor, asked)),) if asked.first == today.replace(day=1) else ()),
    )
    return [
        MonthSummary(
            unit_id=unit.id,
            headline=asked.words,
            month=asked.words,
            branch=unit.branch_name or unit.name,
            day=long_day(today),
            said=said,
            needs=needs,
        )
    ]


def _homes(session: Session, actor: Actor, today: date) -> str:
    facts = today_report.read(session, actor, today=today)
    said = _("到 {day}，一共 {homes} 户，已落实联户党员 {linked} 户").format(
        day=long_day(today), homes=facts.households, linked=facts.linked
    )
    return said + (_("，还有 {n} 户没有落实。").format(n=facts.unlinked) if facts.unlinked else _("，户户有人联系。"))


def _visits(session: Session, actor: Actor, month: Month, today: date) -> str:
    plan = today_report.month_plan(session, actor, today=min(month.last, today))
    counted = dict(
        session.execute(
            select(VisitRow.way, func.count())
            .where(visible(VisitRow, actor), VisitRow.visited_on.between(month.first, month.last))
            .group_by(VisitRow.way)
        ).all()
    )
    ways = [(label, counted.get(code, 0)) for code, label in codes.options("visit_way")]
    times = _("登记走访 {n} 次").format(n=sum(counted.values()))
    named = "、".join(_("{way} {n} 次").format(way=way, n=n) for way, n in ways if n)
    times += _("，其中{named}。").format(named=named) if named else "。"
    if month.last < today:  # what was planned then, the register does not know any more
        return _("见到面的有 {done} 户；").format(done=plan.done) + times
    left = plan.total - plan.done
    said = _("本月计划 {total} 户，已走 {done} 户").format(total=plan.total, done=plan.done)
    return said + (_("，还有 {left} 户；").format(left=left) if left else "；") + times


def _needs(session: Session, actor: Actor, month: Month) -> tuple[str, tuple[str, ...]]:
    """How many things were asked for, and the first few that wait, without a name or a number."""
    query = (
        select(Visit.needs, Visit.settled)
        .where(Visit.alive, visible(Visit, actor), Visit.needs != "")
        .where(Visit.visited_on.between(month.first, month.last))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
    )
    found = session.execute(query).all()
    if not found:
        return _("走访中没有记下新的诉求。"), ()
    waiting = [needs for needs, settled in found if not settled]
    said = _("记下 {n} 件，当场解决 {k} 件").format(n=len(found), k=len(found) - len(waiting))
    said += _("，还要接着办的有 {n} 件。").format(n=len(waiting)) if waiting else "。"
    alike = Counter(map(_short, waiting))
    lines = [needs + (_("（{n} 件）").format(n=n) if n > 1 else "") for needs, n in islice(alike.items(), MOST_NEEDS)]
    left = len(waiting) - sum(islice(alike.values(), MOST_NEEDS))
    if left:
        lines.append(_("还有 {n} 件没有列出，在走访记录里查看").format(n=left))
    return said, tuple(lines)


def _short(needs: str) -> str:
    plain = without_numbers(" ".join(needs.split())).rstrip("。；")
    return plain if len(plain) <= _MOST_SAID else plain[: _MOST_SAID - 1] + "…"


def _moves(session: Session, actor: Actor, month: Month) -> str:
    lived = (Residence.alive, visible(Residence, actor))
    count = select(func.count(func.distinct(Residence.person_id))).where(*lived)
    came = session.scalar(count.where(Residence.starts_on.between(month.first, month.last))) or 0
    went = session.scalar(
        count.where(Residence.ends_on.between(month.first, month.last), Residence.end_reason == MOVED)
    )
    if not came and not went:
        return _("没有登记搬来或搬走的人。")
    return _("搬来 {came} 人，搬走 {went} 人。").format(came=came, went=went or 0)


def _members(session: Session, actor: Actor) -> str:
    query = (
        select(PersonRow.membership, func.count())
        .where(visible(PersonRow, actor), PersonRow.membership.is_not(None))
        .group_by(PersonRow.membership)
    )
    counted = dict(session.execute(query).all())
    if not counted:
        return _("还没有登记党员。")
    kinds = [(label, counted.get(code, 0)) for code, label in codes.options("membership_kind")]
    named = "，".join(_("{kind} {n} 人").format(kind=kind, n=n) for kind, n in kinds if n)
    return _("登记的党员 {n} 人：{named}。").format(n=sum(counted.values()), named=named)


def _next_month(session: Session, actor: Actor, month: Month) -> str:
    coming = month.next()
    due = (
        select(func.count())
        .select_from(HouseholdRow)
        .join(Household, Household.id == HouseholdRow.id)
        .where(visible(HouseholdRow, actor), HouseholdRow.next_due.between(coming.first, coming.last))
    )
    homes = session.scalar(due) or 0
    agreed = session.scalar(due.where(HouseholdRow.agreed.is_(True))) or 0
    if not homes:
        return _("{month}没有到期要走访的住户。").format(month=coming.words)
    said = _("{month}要走访的有 {n} 户").format(month=coming.words, n=homes)
    return said + (_("，其中约好日子的 {n} 户。").format(n=agreed) if agreed else "。")


def draw(sheet: MonthSummary) -> Sequence[Block]:
    """Headings in the line, so that it reads on; one page."""
    blocks: list[Block] = [Title(_("{month}小结").format(month=sheet.month), sheet.branch, size=22)]
    for title, said in sheet.said:
        blocks += [Spacer(2.5), _spoken((Run(title + "　", "sans-bold"), Run(said)))]
        if said == dict(sheet.said)[_("大家反映的事")] and sheet.needs:
            blocks += [_spoken((Run("· " + need),)) for need in sheet.needs]  # data
    return [*blocks, Paragraph(sheet.day, face="sans", size=_SIZE, align="right", indent=0, leading=2.0)]


def _spoken(runs: tuple[str | Run, ...]) -> Paragraph:
    return Paragraph(runs, face="sans", size=_SIZE, align="left", leading=1.65)


def tell(sheet: MonthSummary) -> str:
    """The same as a message."""
    lines = [f"【{sheet.branch} {_('{month}小结').format(month=sheet.month)}】"]
    for title, said in sheet.said:
        lines.append(f"{title}：{said}")
    lines += [f"· {need}" for need in sheet.needs]  # data
    return "\n".join(lines)
