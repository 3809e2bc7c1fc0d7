"""Sentences that are written again and again: shipped ones, those of the branch, and one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.store.record import Record
from desktop.store.types import Id

LONGEST = 60  # characters


class Phrase(Record):
    """One sentence for one kind of text (code table phrase_use): of whoever wrote it, or `shared` by the unit."""

    __tablename__ = "phrase"
    use: Mapped[str]
    text: Mapped[str]
    shared: Mapped[bool] = mapped_column(default=True)
    owner_id: Mapped[UUID | None] = mapped_column(Id)  # None for one that was shipped
    shipped: Mapped[str] = mapped_column(default="")  # the code of the shipped sentence that it took the place of


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence to choose, and whose it is: own, shared or shipped."""

    text: str
    whose: str


def choices(session: Session, actor: Actor, *, use: str) -> tuple[Choice, ...]:
    """One's own sentences, then those of the branch, then the shipped ones unless the branch keeps its own of them."""
    query = (
        select(Phrase)
        .where(visible(Phrase, actor), Phrase.alive, Phrase.use == use)
        .where(or_(Phrase.shared, Phrase.owner_id == actor.id))
        .order_by(Phrase.shared, Phrase.id)
    )
    kept = session.scalars(query).all()
    made = [Choice(phrase.text, "shared" if phrase.shared else "own") for phrase in kept]
    if not any(phrase.shipped for phrase in kept):
        made += [Choice(text, "shipped") for _code, text in _shipped(use)]
    return tuple(dict.fromkeys(made))


def check(phrase: Phrase) -> None:
    """UserError for a sentence that is too long to be read in a menu."""
    if len(phrase.text) > LONGEST:
        raise UserError(_("常用语最多 {most} 个字，长的内容请写在走访记录里。").format(most=LONGEST), field="text")


def save(session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any) -> Phrase:
    """Write a sentence; a new one belongs to whoever wrote it."""
    if record_id is None:
        phrase = Phrase(unit_id=actor.unit_id, owner_id=actor.id, **values)
        session.add(phrase)
        return phrase
    phrase = session.get_one(Phrase, record_id)
    for name, value in values.items():
        setattr(phrase, name, value)
    return phrase


def adopt(session: Session, actor: Actor) -> int:
    """Make the shipped sentences the branch's own, to be changed and put away; how many were added."""
    actor.require("phrases.save")
    have = set(session.scalars(select(Phrase.shipped).where(visible(Phrase, actor), Phrase.alive)))
    added = 0
    for use, _label in codes.options("phrase_use"):
        for code, text in _shipped(use):
            if code not in have:
                session.add(Phrase(unit_id=actor.unit_id, use=use, text=text, shipped=code))
                added += 1
    session.flush()
    return added


def _shipped(use: str) -> tuple[tuple[str, str], ...]:
    return codes.options(f"phrase_{use}")
