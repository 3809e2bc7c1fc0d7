"""Months as the papers of a branch speak of them: from the first day to the last, in Shanghai."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.base.clock import SHANGHAI
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.partial_day import PartialDay


@dataclass(frozen=True, slots=True)
class Month:
    """`first` and `last` are days; the words are 2026年11月."""

    first: date

    @property
    def last(self) -> date:
        """The last day."""
        return self.next().first - timedelta(days=1)

    @property
    def words(self) -> str:
        """2026年11月."""
        return _("{year}年{month}月").format(year=self.first.year, month=self.first.month)

    def next(self) -> "Month":
        """The month after."""
        return Month((self.first + timedelta(days=31)).replace(day=1))

    def instants(self) -> tuple[int, int]:
        """The first instant of the month and that of the next one, in milliseconds UTC."""
        return _midnight(self.first), _midnight(self.next().first)


def month_of(asked: PartialDay | None, today: date) -> Month:
    """The month that was asked for, else that of `today`. UserError when no month, or one still to come, was asked."""
    if asked is None:
        return Month(today.replace(day=1))
    if asked.month is None:
        raise UserError(_("请写到月，例如 2026-11，没有打印。"), field="month")
    if asked.first().replace(day=1) > today:
        raise UserError(_("这个月还没有到，没有打印。请改写月份。"), field="month")
    return Month(asked.first().replace(day=1))


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp() * 1000)
