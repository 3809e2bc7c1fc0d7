"""Two records that are one: which value of each field stays, and every row that refers to the one that goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.consequences import Choice, Step
from desktop.standard.show import show
from desktop.store.record import Record, record_types, references

LEFT, RIGHT, BOTH = "left", "right", "both"
COUNTED = {
    "residence": _("居住 {n} 条"),
    "phone": _("电话 {n} 个"),
    "membership": _("党员身份 {n} 条"),
    "hukou_record": _("户籍 {n} 条"),
    "contact_link": _("联户 {n} 条"),
    "visit": _("走访 {n} 次"),
    "post": _("任职 {n} 项"),
    "party_org_member": _("党小组名册 {n} 条"),
    "partner": _("合伙人 {n} 个"),
    "partner_agreement": _("协议 {n} 份"),
    "partner_claim": _("领办项目 {n} 个"),
    "venue_contract": _("场所合同 {n} 份"),
    "bond": _("包联 {n} 条"),
}
OTHER = _("其他登记 {n} 条")


@dataclass(frozen=True, slots=True)
class Fields:
    """What becomes of the fields: `values` to be written, questions, and before → after in words."""

    values: Mapping[str, Any]
    choices: tuple[Choice, ...]
    steps: tuple[Step, ...]


def fields(
    asked: Sequence[Field],
    left: Any,
    right: Any,
    *,
    picked: Mapping[str, str],
    today: date,
    certain: Sequence[str] = (),
    joined: Sequence[str] = (),
) -> Fields:
    """A field that only one side has is taken; where both differ it is asked, with the left side proposed.

    Of `certain` nothing is proposed; texts of `joined` may be kept both.
    """
    values: dict[str, Any] = {}
    choices, steps = [], []
    for field in asked:
        mine, theirs = getattr(left, field.name), getattr(right, field.name)
        if mine == theirs or theirs in (None, ""):
            continue
        words = [show(field.kind, value, codes=field.codes, today=today) for value in (mine, theirs)]
        if mine in (None, ""):
            values[field.name] = theirs
            steps.append(Step(field.title, _("未填"), words[1]))
            continue
        options = [(LEFT, words[0]), (RIGHT, words[1])]
        if field.name in joined:
            options.append((BOTH, _("都保留")))
        proposed = "" if field.name in certain else BOTH if field.name in joined else LEFT
        choice = Choice(f"field.{field.name}", field.title, tuple(options), proposed).answered(picked)
        choices.append(choice)
        if choice.chosen in (RIGHT, BOTH):
            values[field.name] = theirs if choice.chosen == RIGHT else f"{mine}；{theirs}"
    return Fields(values, tuple(choices), tuple(steps))


def referring(table: str) -> list[tuple[type[Record], str]]:
    """Every journaled column that refers to the ids of a table, whichever register it belongs to."""
    return [(kind, name) for kind in record_types() for name, to in references(kind).items() if to == table]


def rows(session: Session, kind: type[Record], name: str, record_id: UUID) -> list[Any]:
    """The living rows of `kind` that refer to a record by the attribute `name`."""
    return list(session.scalars(select(kind).where(getattr(kind, name) == record_id, kind.alive).order_by(kind.id)))


def counted(session: Session, table: str, record_id: UUID, *, but: Sequence[str] = ()) -> str:
    """居住 2 条、电话 1 个: what refers to a record; "" for nothing. `but`: tables that are told otherwise."""
    numbers: dict[str, int] = {}
    for kind, name in referring(table):
        if kind.__tablename__ not in but:
            words = COUNTED.get(kind.__tablename__, OTHER)
            numbers[words] = numbers.get(words, 0) + len(rows(session, kind, name, record_id))
    return "、".join(words.format(n=n) for words, n in numbers.items() if n)


def hand_over(session: Session, table: str, *, old: UUID, new: UUID) -> None:
    """Let every living row that refers to `old` refer to `new`."""
    for kind, name in referring(table):
        for row in rows(session, kind, name, old):
            setattr(row, name, new)
    session.flush()
