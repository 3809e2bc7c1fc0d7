"""What the register can put into a column of another agency's table, and where the rows come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.spec import Register

SENSITIVE = frozenset({"citizen_id", "phone"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One fact of a row; `kind` says in which forms it can be written, `titles` by which words tables ask for it.

    Kinds are those of `spec.Kind` and, besides: serial, today, words, unit, filler, part (of a door; `codes` is the
    word that people put after it: 单元).
    """

    name: str
    title: str
    kind: str = "text"
    codes: str = ""
    titles: tuple[str, ...] = ()
    section: str = ""

    @property
    def is_sensitive(self) -> bool:
        """Whether it is written in full only for a purpose that was named."""
        return self.kind in SENSITIVE


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a column is filled with: the name of an offer ("" for nothing), its form, and fixed words."""

    fact: str = ""
    form: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row to be: raw values by the names of offers, and the record that a person opens to complete it.

    `home` groups the rows of one household.
    """

    record_id: UUID
    register: str
    label: str
    facts: Mapping[str, Any]
    home: UUID | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind: one for each record of `register` that is chosen.

    `read(session, actor, ids, today)` yields them in the order of `ids`; `by_home(session, ids)` puts people behind
    their head, door by door. `member_prefixes`: the offers of a household's members begin so, the first member first.
    `unkept`: titles of columns that are never kept.
    """

    name: str
    title: str
    register: Register
    offers: tuple[Offer, ...]
    read: Callable[..., Iterator[FactRow]]
    unkept: tuple[str, ...] = ()
    by_home: Callable[[Session, Sequence[UUID]], Sequence[UUID]] | None = None
    member_prefixes: tuple[str, ...] = ()

    def offer(self, name: str) -> Offer | None:
        """The offer called `name`, of the rows or of the table itself."""
        return next((offer for offer in (*self.offers, *OF_TABLE) if offer.name == name), None)


OF_TABLE = (
    Offer("serial", _("序号"), "serial", titles=("序号", "编号", "行号", "序", "No.")),
    Offer("home_serial", _("户序号"), "serial", titles=("户序号", "户次", "户编号")),
    Offer(
        "today", _("今天的日期"), "today",
        titles=("填报日期", "填表日期", "采集日期", "登记日期", "上报日期", "填报时间", "采集时间", "登记时间"),
    ),
    Offer("unit", _("本单位名称"), "unit", titles=("填报单位", "采集单位", "所属网格", "网格", "网格名称", "所在网格")),
    Offer("filler", _("填表人（本人）"), "filler", titles=("填表人", "采集人", "填报人", "登记人", "录入人")),
    Offer("words", _("固定文字…"), "words"),
)  # fmt: skip

Read = Callable[[Session, Actor, Sequence[UUID]], Iterator[FactRow]]
