"""What people do with organisations: enter one, and take the county's word for it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.organisations import rules
from desktop.registers.organisations.model import Organisation
from desktop.search.pinyin import sort_key
from desktop.values import uscc


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any
) -> Organisation:
    """Write the values that differ. UserError for a code that does not check, or that another organisation has."""
    given = dict(values)
    if "uscc" in given:
        given["uscc"] = _code(given["uscc"])
        _refuse_double(session, given["uscc"], record_id)
    if "name" in given:
        given["name"] = given["name"].strip()
        given["name_sort"] = sort_key(given["name"])
    if record_id is None:
        made = Organisation(unit_id=actor.unit_id, **given)
        session.add(made)
        return made
    record = session.get_one(Organisation, record_id)
    actor.require("organisations.save", record.unit_id)
    for name, value in given.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
    return record


def enter(session: Session, actor: Actor, **values: Any) -> Organisation:
    """A new organisation as part of another deed (an import, a first agreement); it waits for the county's word."""
    actor.require("organisations.save", actor.unit_id)
    made = save(session, actor, None, values=values, children=())
    rules.check(made)
    session.flush()
    return made


def confirm(session: Session, actor: Actor, organisation_id: UUID) -> None:
    """The county said that it is as written here."""
    record = session.get_one(Organisation, organisation_id)
    actor.require("organisations.confirm", record.unit_id)
    record.state = "confirmed"
    session.flush()


def _code(typed: str | None) -> str | None:
    if not typed:
        return None
    try:
        return uscc.parse(typed)
    except UserError as error:
        raise UserError(error.message, field="uscc") from error


def _refuse_double(session: Session, code: str | None, record_id: UUID | None) -> None:
    if code is None:
        return
    query = select(Organisation).where(Organisation.uscc == code, Organisation.alive)
    other = next((one for one in session.scalars(query) if one.id != record_id), None)
    if other is not None:
        raise UserError(
            _("“{name}”已经用了这个统一社会信用代码，没有重复登记。同一个单位请直接选用，或合并两条登记。").format(
                name=other.name
            ),
            field="uscc",
        )
