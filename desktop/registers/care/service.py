"""What people do with care needs: keep the register or not, save, end, and forget for good."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.sealing import seal
from desktop.access.unit import User
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.care import queries, rules
from desktop.registers.care.model import CareDraft, CareNeed
from desktop.registers.care.rules import Care
from desktop.registers.people.model import Person
from desktop.standard import looks, unit_settings
from desktop.standard.looks import CARE
from desktop.store.deed import LOST, Deed
from desktop.store.journal import Change

NAME = "care"


def switch_on(session: Session, actor: Actor, *, purpose: str) -> None:
    """Keep the register from now on, for a purpose; who switches it on is given it, nobody else."""
    actor.require("care.manage", actor.unit_id)
    if len(purpose.strip()) < 4:
        raise UserError(_("写明为了做什么，例如：安排定期上门看望。"), field="purpose")
    unit_settings.put(session, actor, queries.ON, value={"purpose": purpose.strip()})
    give(session, actor, actor.id, on=True)
    _visit_again(session, actor)


def switch_off(session: Session, actor: Actor) -> None:
    """Stop: nobody sees the register, no visit follows from it; the sealed rows stay until they are erased."""
    actor.require("care.manage", actor.unit_id)
    unit_settings.put(session, actor, queries.ON, value=None)
    for one in queries.given(session, actor):
        if one.given:
            give(session, actor, one.id, on=False)
    _visit_again(session, actor)


def give(session: Session, actor: Actor, user_id: UUID, *, on: bool) -> None:
    """Give the register to one user by name, or take it away; in force when they sign in next."""
    actor.require("care.manage", actor.unit_id)
    user = session.scalars(select(User).where(User.id == user_id, User.alive, visible(User, actor))).one()
    names = set((user.granted or "").split()) - {NAME} | ({NAME} if on else set())
    user.granted = " ".join(sorted(names)) or None
    session.flush()


def save(
    session: Session, actor: Actor, care_id: UUID | None, *, values: Mapping[str, Any], today: date
) -> UUID:  # fmt: skip
    """Write a new need or a changed one; `values` are those of the form, all of them."""
    queries.require_on(session, actor, "care.save")
    person = session.get(Person, values["person_id"]) if values.get("person_id") else None
    if person is None or not person.alive or person.unit_id not in actor.scope:
        raise UserError(_("从居民里选一位。"), field="person_id")
    old = queries.opened(session, actor, care_id) if care_id is not None else None
    given = {name: values.get(name) for name in _TYPED} | {name: values.get(name) or "" for name in _WORDS}
    care = Care(
        **given, ended_on=old.ended_on if old else None, end_reason=old.end_reason if old else "",
    )  # fmt: skip
    rules.check(care, born=person.born, today=today)
    row = session.get_one(CareNeed, care_id) if care_id is not None else CareNeed(unit_id=actor.unit_id, sealed=None)
    _write(session, row, care)
    return row.id


_TYPED = ("person_id", "kind", "since", "consent_on", "review_on")
_WORDS = ("purpose", "basis", "consent_by", "note")


def _write(session: Session, row: CareNeed, care: Care) -> None:
    row.person_key = queries.person_key(session, care.person_id)
    row.sealed = queries.sealed(session, row.id, care)
    session.add(row)
    session.flush()


def end(session: Session, actor: Actor, care_id: UUID, *, on: date, reason: str, today: date) -> None:
    """The need stands no more: no visit follows from it, and a year later it is to be erased."""
    queries.require_on(session, actor, "care.save")
    care = queries.opened(session, actor, care_id)
    rules.check_end(care, on, today=today)
    _write(session, session.get_one(CareNeed, care_id), replace(care, ended_on=on, end_reason=reason))


def withdraw(session: Session, actor: Actor, care_id: UUID) -> None:
    """Consent is withdrawn, or the year is over: the sealed bytes go, here and in the journal, for good."""
    queries.require_on(session, actor, "care.save")
    care = queries.opened(session, actor, care_id)
    _touch(session, queries.households(session, {care.person_id}))
    row = session.get_one(CareNeed, care_id)
    row.person_key, row.sealed, row.alive = b"", None, False
    session.execute(delete(CareDraft).where(CareDraft.record_key == queries.draft_key(care_id)))
    session.flush()
    # The journal keeps its chain (it covers only an HMAC of a patch), and loses what the patches said.
    session.execute(update(Change).where(Change.row_id == care_id).values(patch=None, salt=None))


def log_look(session: Session, actor: Actor, *, at: int, care_id: UUID | None = None) -> None:
    """Somebody looked: at the list, or at one need. The log names the register and nobody in it."""
    queries.require_on(session, actor, "care.see")
    looks.log(session, actor, kind="reveal", what=CARE, at=at, record_id=care_id)


def keep_draft(
    session: Session, actor: Actor, record_id: UUID | None, *, said: Mapping[str, str], at: int, version: UUID | None
) -> None:
    """Keep what is typed, sealed, replacing what was kept before."""
    data = seal(queries.key_of(session), msgspec.json.encode(dict(said)), bound=queries.draft_bound(actor))
    session.merge(
        CareDraft(user_id=actor.id, record_key=queries.draft_key(record_id), sealed=data, version=version, at=at)
    )
    session.flush()


def drop_draft(session: Session, actor: Actor, record_id: UUID | None) -> None:
    """Forget what was typed."""
    row = session.get(CareDraft, (actor.id, queries.draft_key(record_id)))
    if row is not None:
        session.delete(row)
        session.flush()


def _visit_again(session: Session, actor: Actor) -> None:
    """The day of the next visit may differ for everybody with a need."""
    query = select(CareNeed.id).where(CareNeed.alive, visible(CareNeed, actor))
    _touch(session, queries.households_of(session, session.scalars(query)))


def _touch(session: Session, household_ids: set[UUID]) -> None:
    deed: Deed = session.info["deed"]
    for household_id in household_ids:
        deed.touch("household", household_id, (LOST,))
