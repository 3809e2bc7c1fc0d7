"""Numbers of contracts: final when they are given, and unique though every PC gives them alone.

A number reads unit, kind, year, letter of the PC, serial: 阳光花园网格-合-2026-A-0001. The serial runs by kind and year
on one PC and is never given twice, not even when the deed is taken back. The letter belongs to the line of changes of
the PC (its chain): a copied disk goes on with a letter of its own. Where PCs never exchange, the county settles it.
"""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.unit_settings import PERMISSION
from desktop.store.journal import Chain
from desktop.store.record import Row
from desktop.store.types import Id

_LETTERS = "ABCDEFGHJKLMNPQRTUWXY"  # those that are not taken for figures: the alphabet of GB 32100


class NumberSeries(Row):
    """The last serial given on this PC, by kind, year and letter."""

    __tablename__ = "number_series"
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class NumberLetter(Row):
    """The letter of a line of changes."""

    __tablename__ = "number_letter"
    chain: Mapped[UUID] = mapped_column(Id, primary_key=True)
    letter: Mapped[str]


def take(session: Session, actor: Actor, kind: str, *, year: int) -> str:
    """The next number of a kind (one or two characters, such as 合), in the open deed."""
    unit, letter = session.get_one(Unit, actor.unit_id), letter_of(session)
    series = session.get(NumberSeries, (kind, year, letter))
    if series is None:
        series = NumberSeries(kind=kind, year=year, letter=letter, last=0)
        session.add(series)
    series.last += 1
    session.flush()
    return f"{unit.code or unit.name}-{kind}-{year}-{letter}-{series.last:04}"


def letter_of(session: Session) -> str:
    """The letter of this PC; the first one that no other line of changes in this file has, when it has none yet."""
    chain: Chain = session.info["chain"]
    known = session.get(NumberLetter, chain.id)
    if known is None:
        given = session.scalar(select(func.count()).select_from(NumberLetter)) or 0
        taken = set(session.scalars(select(NumberLetter.letter)))
        known = NumberLetter(chain=chain.id, letter=next(one for one in _names(given) if one not in taken))
        session.add(known)
        session.flush()
    return known.letter


def settle_letter(session: Session, actor: Actor, letter: str) -> None:
    """Give this PC the letter that the county says; numbers given before stand. UserError for what is no letter."""
    actor.require(PERMISSION, actor.unit_id)
    wanted = letter.strip().upper()
    if not wanted or any(one not in _LETTERS for one in wanted) or len(wanted) > 2:
        raise UserError(_("编号用的字母写一两个大写字母（不用 I、O、S、V、Z），例如 B。"), field="letter")
    letter_of(session)
    session.get_one(NumberLetter, session.info["chain"].id).letter = wanted
    session.flush()


def _names(known: int) -> list[str]:
    """More letters than `known` lines can have taken: A to Y, then AA to YY."""
    two = [first + second for first in _LETTERS for second in _LETTERS]
    return [*_LETTERS, *two][: known + 1 + len(_LETTERS)]
