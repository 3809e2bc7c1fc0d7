"""What a list says about itself: how many rows, and why there are none."""

from datetime import date

from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.list import Counts, Query
from desktop.ui.chips import words


def counted(counts: Counts, query: Query, counter: str) -> str:
    """共 491 户 · 筛选后 28 户."""
    said = _("共 {all:,} {counter}").format(all=counts.all, counter=counter)
    if not (query.text or query.filters):
        return said
    return _("{all} · 筛选后 {count:,} {counter}").format(all=said, count=counts.filtered, counter=counter)


def nothing(query: Query, register: Register) -> str:
    """Why there is no row: nothing found, no match, or nothing there yet."""
    if query.text and not query.filters:
        hint = _("也可以试试姓名、房号或电话后四位。") if register.indexed else _("也可以少打几个字。")
        return _("没有找到“{text}”。{hint}").format(text=query.text, hint=hint)
    conditions = len(query.filters) + bool(query.text)
    if conditions:
        return _("没有符合这 {count} 个条件的{title}。").format(count=conditions, title=register.title)
    return _("还没有{title}。").format(title=register.title)


def filter_text(query: Query, register: Register, today: date) -> str:
    """The conditions in one line, for the head of a printed list."""
    columns = {column.name: column for column in register.columns}
    said = [words(condition, columns[condition.column], today) for condition in query.filters]
    return _("；").join([_("查找：{text}").format(text=query.text), *said] if query.text else said)


def order_text(query: Query, register: Register) -> str:
    """The order in words: 按户主、人口（倒序）排."""
    titles = {column.name: column.title for column in register.columns}
    keys = [
        _("{title}（倒序）").format(title=titles[sort.column]) if sort.descending else titles[sort.column]
        for sort in query.sort
    ]
    return _("按{keys}排").format(keys=_("、").join(keys)) if keys else ""


def no_right(register: Register) -> str:
    """Who can open this list to the person signed in."""
    return _("这个帐号不能查看{title}。需要时请支部书记开通。").format(title=register.title)
