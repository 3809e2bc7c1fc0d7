"""One record at a glance, in words and masked: what the preview beside a list says of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.spec import Field, Register
from desktop.standard.load import label_of, load, record_in_scope
from desktop.standard.show import show


@dataclass(frozen=True, slots=True)
class Glance:
    """A record: what it is called, how it stands, its filled fields as (title, words), and rows under a heading."""

    title: str
    state: str = "none"
    status: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()


def glance(
    session: Session,
    actor: Actor,
    register: Register,
    record_id: UUID,
    *,
    today: date,
    catalog: Iterable[Register] = (),
) -> Glance:
    """The fields and child rows of a record that hold anything."""
    found = load(session, actor, register, record_id)
    by_name = {each.name: each for each in catalog}

    def told(field: Field, value: Any) -> str:
        if field.kind != "record" or value is None:
            return show(field.kind, value, codes=field.codes, today=today)
        return _named(session, actor, by_name.get(field.picks), value)

    def words(fields: Sequence[Field], values: Mapping[str, Any]) -> list[tuple[str, str]]:
        said = [(field.title, told(field, values.get(field.name))) for field in fields]
        return [(title, text) for title, text in said if text]

    rows = []
    for child in register.children:
        each = [words(child.fields, line.values) for line in found.children[child.name]]
        lines = tuple(" · ".join(text for _title, text in said) for said in each if said)
        if lines:
            rows.append((child.title, lines))
    return Glance(found.label, facts=tuple(words(register.fields, found.values)), rows=tuple(rows))


def _named(session: Session, actor: Actor, register: Register | None, record_id: UUID) -> str:
    """What another record is called; "" for one outside the scope."""
    if register is None:
        return ""
    try:
        return label_of(session, register, record_in_scope(session, actor, register, record_id))
    except UserError:
        return ""
