"""The ways into an open profile: passwords, a second holder, the recovery sheet; each change is noted."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.access import keyring as keyrings
from desktop.access.keyring import Opened
from desktop.access.unit import KeyChange, User
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.registers.units.forms.declared import RECOVERY_SHEET
from desktop.standard import looks

Result = TypeVar("Result")
MANAGE = "users.manage"


def change_password(desk: Desk, *, old: str, new: str) -> None:
    """Rewrap the data key for the signed-in user; of the database only the note of it is written."""
    keyrings.open_with_password(desk.opened.keyring, desk.actor.name, old, desk.device.secret)
    opened = keyrings.with_password(desk.opened, desk.actor.name, new, desk.device.secret)
    with desk.store.write(desk.actor.id, "users.password") as session:
        _note(session, desk, "password", owner=desk.actor.name)
    _keep(desk, opened)


def add_user(desk: Desk, *, name: str, role: str, password: str, holder: bool = False) -> UUID:
    """Let another person sign in on this PC; a `holder` keeps a password for the day when others are lost."""
    desk.actor.require(MANAGE)
    name = name.strip()
    with desk.store.read() as session:
        if not name or session.scalars(_active(name)).first() is not None:
            raise UserError(_("这个名字空着或已经有人用了，没有添加。请换一个写法，如加上职务。"), field="name")
    opened = keyrings.with_password(desk.opened, name, password, desk.device.secret)
    user_id = uuid7()
    with desk.store.write(desk.actor.id, MANAGE) as session:
        session.add(User(id=user_id, unit_id=desk.actor.unit_id, name=name, role=role))
        _note(session, desk, "holder" if holder else "user", owner=name)
    _keep(desk, opened)
    return user_id


def remove_user(desk: Desk, *, name: str) -> None:
    """A leaver's slot goes; the person's name stays in the history."""
    desk.actor.require(MANAGE)
    opened = keyrings.without_user(desk.opened, name)
    with desk.store.write(desk.actor.id, MANAGE) as session:
        user = session.scalars(_active(name)).one()
        user.active, user.granted = False, None
        _note(session, desk, "removed", owner=name)
    _keep(desk, opened)


def reset_password(desk: Desk, *, name: str, password: str) -> None:
    """A new password for somebody who forgot theirs; the administrator sets it and hands it over."""
    desk.actor.require(MANAGE)
    opened = keyrings.with_password(desk.opened, name, password, desk.device.secret)
    with desk.store.write(desk.actor.id, MANAGE) as session:
        if session.scalars(_active(name)).first() is None:
            raise UserError(_("没有叫这个名字的用户，或已停用。请核对用户名。"))
        _note(session, desk, "reset", owner=name)
    _keep(desk, opened)


def new_sheet(desk: Desk) -> str:
    """A new recovery code; the sheet printed before no longer opens."""
    return replace_sheet(desk, lambda code: code)


def replace_sheet(desk: Desk, hand_out: Callable[[str], Result]) -> Result:
    """Hand a new recovery code out (print it), and only when that went well let it take the place of the old one."""
    desk.actor.require(MANAGE)
    opened, code = keyrings.with_new_sheet(desk.opened)
    made_at = desk.clock.now_ms()  # before it is printed: the print is of this sheet
    handed = hand_out(code)
    with desk.store.write(desk.actor.id, MANAGE) as session:
        _note(session, desk, "sheet", at=made_at)
    _keep(desk, opened)
    return handed


def try_sheet(desk: Desk, code: str) -> bool:
    """Does the printed sheet open this very profile?"""
    return keyrings.same_key(desk.opened, keyrings.open_with_sheet(desk.opened.keyring, code))


def note_tried(desk: Desk) -> None:
    """Log that the sheet was tried: one that was copied by hand exists as well as a printed one."""
    with desk.store.write(desk.actor.id, "users.tried_sheet") as session:
        looks.log(session, desk.actor, kind="tried", what=RECOVERY_SHEET.title, at=desk.clock.now_ms())


def _active(name: str) -> Select[Any]:
    return select(User).where(User.name == name, User.alive, User.active)


def _note(session: Session, desk: Desk, what: str, *, owner: str = "", at: int | None = None) -> None:
    at = desk.clock.now_ms() if at is None else at
    session.add(KeyChange(unit_id=desk.actor.unit_id, what=what, owner=owner, at=at))


def _keep(desk: Desk, opened: Opened) -> None:
    keyrings.keep(opened.keyring, *desk.profile.keyrings)
    desk.opened = opened
