"""What a calendar shows, as plain data: one item of a day, its kind with letter and colour."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.base.text import _

Kind = Literal["visit", "agreed", "term", "bond", "partner", "venue", "jotting", "sheet"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of one day; it opens `place`, or the record `record_id` there.

    A visit stands for all households of `stairwell` (building, number) that are due on the day; `count` says how many.
    """

    day: date
    kind: Kind
    title: str
    detail: str = ""
    place: str = ""
    record_id: UUID | None = None
    stairwell: tuple[UUID, str] | None = None
    count: int = 1
    late: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """How a kind is told: a letter and a colour in the month, a word wherever there is room."""

    letter: str
    word: str
    state: str  # whose colour it has; this file is read where there is no window


KINDS: dict[Kind, Sort] = {
    "visit": Sort(_("走"), _("该走访"), "marked"),
    "agreed": Sort(_("约"), _("约定走访"), "fine"),
    "term": Sort(_("任"), _("任期届满"), "soon"),
    "bond": Sort(_("联"), _("包保联系"), "soon"),
    "partner": Sort(_("协"), _("协议到期"), "soon"),
    "venue": Sort(_("场"), _("场所换服务"), "soon"),
    "jotting": Sort(_("记"), _("随手记"), "plain"),
    "sheet": Sort(_("表"), _("该收回的表"), "none"),
}
ORDER = tuple(KINDS)
WEEKDAYS = _("一二三四五六日")


def long_words(day: date) -> str:
    """11月25日 星期三."""
    return _("{day.month}月{day.day}日 星期{week}").format(day=day, week=WEEKDAYS[day.weekday()])


def kind_words(item: Item) -> str:
    """The kind, with the square of what is late."""
    word = KINDS[item.kind].word
    return _("■ {word}").format(word=word) if item.late else word


def whole_words(item: Item) -> str:
    """Title and detail on one line."""
    return "　".join(part for part in (item.title, item.detail) if part)
