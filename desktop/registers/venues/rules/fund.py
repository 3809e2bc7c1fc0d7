"""租金反哺: what came in and was spent day by day, and that the balance is never below zero."""

from collections.abc import Iterable
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Notice, Spending
from desktop.values import money

Move = tuple[date, int]  # day, 分: income above zero, spending below


def balance(moves: Iterable[Move], on: date) -> int:
    """What is left at the end of a day."""
    return sum(amount for day, amount in moves if day <= on)


def lowest(moves: Iterable[Move], since: date) -> int:
    """The lowest balance at the end of any day from `since` on."""
    kept = list(moves)
    by_day = _by_day(move for move in kept if move[0] > since)
    found = running = balance(kept, since)
    for day in sorted(by_day):
        running += by_day[day]
        found = min(found, running)
    return found


def worsened(moves: Iterable[Move], by: Iterable[Move]) -> bool:
    """Is the balance below zero at the end of a day, and lower there for `by`, which is among the moves?"""
    all_, ours = _by_day(moves), _by_day(by)
    left = lowered = 0
    for day in sorted({*all_, *ours}):
        left, lowered = left + all_.get(day, 0), lowered + ours.get(day, 0)
        if left < 0 and lowered < 0:
            return True
    return False


def _by_day(moves: Iterable[Move]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, amount in moves:
        found[day] = found.get(day, 0) + amount
    return found


def require(moves: Iterable[Move], *, on: date, less: int) -> None:
    """UserError when `less` 分 fewer from the day `on` on would leave the fund below zero on any day."""
    left = lowest(moves, on)
    if left < less:
        raise UserError(
            _("租金结余不够：{day} 起最少时结余 {left} 元，这一笔是 {less} 元。没有登记，请先核对收支。").format(
                day=on.isoformat(), left=money.show(left), less=money.show(less)
            ),
            field="amount",
        )


def check_spending(spending: Spending) -> None:
    """UserError for a spending that says too little."""
    if not spending.content.strip():
        raise UserError(_("请写明钱花在什么上，例如 更换活动室灯具。"), field="content")
    if not spending.decided_at.strip():
        raise UserError(_("请写明在哪次会议上议定，例如 2026年3月居民代表会议。"), field="decided_at")
    if spending.decided_on > spending.spent_on:
        raise UserError(_("要先议定再支出：议定日期晚于支出日期。"), field="decided_on")
    if not spending.amount:
        raise UserError(_("支出金额要大于 0。"), field="amount")


def check_notice(notice: Notice) -> None:
    """UserError for a notice of no days, or posted before they were over."""
    if notice.last_on < notice.first_on:
        raise UserError(_("公示期间的截止日期早于开始日期。"), field="last_on")
    if notice.posted_on < notice.last_on:
        raise UserError(_("公示日期要不早于公示期间的最后一天。"), field="posted_on")
