"""缴款通知 and 催缴函: what a tenant is to pay next, and what is overdue in money and in service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import official
from desktop.printing.blocks import Block, Column, Spacer, Table
from desktop.registers.venues.forms import facts
from desktop.registers.venues.forms.facts import Facts
from desktop.registers.venues.model import Obligation
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import MINUTES, MONEY, TIMES
from desktop.registers.venues.rules.words import amount_words, both_words
from desktop.standard import wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

PAYMENT, DEMAND = "venue-payment", "venue-demand"
AHEAD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Owed:
    """What is open of one obligation."""

    obligation: Obligation
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Subject):
    """One letter; `rows` are kind, days, by when, how much."""

    title: str
    text: str
    rows: tuple[tuple[str, str, str, str], ...]
    sender: str
    day: str


def collect_payment(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, until: date | None = None
) -> Sequence[Letter]:
    """A notice for each contract with money to pay by `until`. UserError when nobody has."""
    last = until or today + timedelta(days=AHEAD_DAYS)
    made = []
    for one in facts.of_contracts(session, actor, ids):
        owed, ahead = _open(session, one, last)
        owed = [each for each in owed if each.obligation.measure == MONEY]
        if owed:
            made.append(_letter(session, one, PAYMENT, owed, ahead=ahead, today=today))
    if not made:
        raise UserError(_("所选的合同到这一天没有要缴的款项，没有缴款通知可以打印。"))
    return made


def collect_demand(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Letter]:
    """A letter for each contract with anything overdue. UserError when nothing is."""
    made = []
    for one in facts.of_contracts(session, actor, ids):
        owed, ahead = _open(session, one, today - timedelta(days=1))
        if owed:
            made.append(_letter(session, one, DEMAND, owed, ahead=ahead, today=today))
    if not made:
        raise UserError(_("所选的合同没有逾期的租金和服务，没有催缴函可以打印。"))
    return made


def _open(session: Session, one: Facts, last: date) -> tuple[list[Owed], int]:
    """What is open by the day `last`, period by period, and the 分 paid beyond other periods: nobody pays twice.

    Money that was paid ahead covers what is open in money; when it covers all, no money is asked for.
    """
    standing = parts.standings(session, one.contract.id)
    every = parts.obligations(session, one.contract.id)
    owed = [Owed(each, standing[each.id].open) for each in every if each.due_on <= last and standing[each.id].open > 0]
    money = [each for each in every if each.measure == MONEY and each.kind != "deposit"]
    ahead = -sum(min(standing[each.id].open, 0) for each in money)
    if ahead >= _sum(owed, MONEY):
        return [each for each in owed if each.obligation.measure != MONEY], 0
    return owed, ahead


def _letter(session: Session, one: Facts, form: str, owed: Sequence[Owed], *, ahead: int, today: date) -> Letter:
    words = wording.of_unit(session, one.contract.unit_id, form)
    money, times, minutes = (_sum(owed, measure) for measure in (MONEY, TIMES, MINUTES))
    money -= ahead
    rows = tuple(map(partial(_row, one), owed))
    if ahead:
        rows += ((_("前期多缴，抵扣"), "", "", amount_words(-ahead, MONEY)),)
    said = {
        **facts.values(session, one),
        "items": "{{items}}",
        "total": facts.money_words(money) if money else _("没有欠缴的款项"),
        "service": both_words(times, minutes) if times or minutes else _("没有欠做的服务"),
        "today": long_day(today),
    }
    return Letter(
        unit_id=one.contract.unit_id, headline=one.contract.number, title=wording.filled(words["title"], **said),
        text=wording.filled(words["body"], **said), rows=rows, sender=said["sender"],
        day=said["today"],
    )  # fmt: skip


def _sum(owed: Iterable[Owed], measure: str) -> int:
    return sum(each.open for each in owed if each.obligation.measure == measure)


def _row(one: Facts, owed: Owed) -> tuple[str, str, str, str]:
    each = owed.obligation
    content = next((service.content for service in one.services if service.id == each.service_id), "")
    kind = codes.label("obligation_kind", each.kind)
    what = f"{kind}：{content}" if content and not facts.is_money(each.measure) else kind
    days = _("{first} 至 {last}").format(first=each.first_on.isoformat(), last=each.last_on.isoformat())
    return what, days, each.due_on.isoformat(), amount_words(owed.open, each.measure)


def draw(sheet: Letter) -> Sequence[Block]:
    """Whom it is for, the text with the table where it says, the sender and the day for the seal."""
    columns = (
        Column(_("项目"), weight=1.2, align="left"), Column(_("期间"), 48), Column(_("期限"), 26),
        Column(_("数额"), 34, align="right"),
    )  # fmt: skip
    table = Table(columns, sheet.rows, size=12, row_mm=9)
    first, _newline, rest = sheet.text.partition("\n")
    return [
        official.title(sheet.title),
        Spacer(6),
        facts.to(first.strip()),
        *official.body(rest, {"items": (Spacer(2), table, Spacer(2))}),
        Spacer(12),
        facts.foot(sheet.sender, blanks=2),
        facts.foot(sheet.day, blanks=4),
    ]
