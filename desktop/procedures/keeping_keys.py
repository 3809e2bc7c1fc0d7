"""What the settings show of the users and keys of an open profile, and the deeds behind their buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access import pin
from desktop.access.pin import Pin, PinVault
from desktop.access.unit import User
from desktop.base.clock import local_time
from desktop.procedures import keys
from desktop.procedures.profiles import Desk
from desktop.reports import keys as report

PIN = "pin"  # the preference of a user: {"salt": hex, "key": hex}


@dataclass(frozen=True, slots=True)
class UserRow:
    """One who may sign in."""

    name: str
    role: str
    self: bool


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What opens the data, a sentence each; whether that is enough; the newest changes: when, what, whose."""

    words: tuple[str, ...]
    safe: bool
    changes: tuple[tuple[str, str, str], ...]


class KeyKeeping:
    """The deeds over one open profile; `vault` holds the wrapped keys of this run of the program."""

    def __init__(self, desk: Desk, vault: PinVault) -> None:
        self._desk, self._vault = desk, vault

    def users(self, session: Session) -> tuple[UserRow, ...]:
        """Who may sign in here."""
        rows = session.scalars(select(User).where(User.alive, User.active).order_by(User.id))
        return tuple(UserRow(row.name, codes.label("role", row.role), row.id == self._desk.actor.id) for row in rows)

    def roles(self) -> Sequence[tuple[str, str]]:
        """(code, word) of each role."""
        return codes.options("role")

    def facts(self, session: Session) -> KeyFacts:
        """Who and what can open the data of this PC."""
        ways = report.read(session, self._desk.actor)
        rows = report.changes(session, self._desk.actor)
        changes = tuple(
            (f"{local_time(row.at):%Y-%m-%d %H:%M}", codes.label("key_change", row.what), row.owner) for row in rows
        )
        return KeyFacts(report.words(ways), ways.safe, changes)

    def add_user(self, name: str, role: str, password: str, *, holder: bool = False) -> None:
        """Let another person sign in on this PC; a `holder` keeps a password for the day when others are lost."""
        keys.add_user(self._desk, name=name, role=role, password=password, holder=holder)

    def remove_user(self, name: str) -> None:
        """A leaver can no longer sign in; the name stays in the history."""
        keys.remove_user(self._desk, name=name)
        self._vault.drop(name)

    def reset_password(self, name: str, password: str) -> None:
        """A new password for somebody who forgot theirs."""
        keys.reset_password(self._desk, name=name, password=password)
        self._vault.drop(name)

    def change_password(self, old: str, new: str) -> None:
        """Another password for who is signed in."""
        keys.change_password(self._desk, old=old, new=new)

    def new_code(self) -> str:
        """A new recovery code, to be printed; the sheet before no longer opens."""
        return keys.new_sheet(self._desk)

    def set_pin(self, typed: str) -> dict[str, str]:
        """Let six digits open the desk while the program runs; returns what the person's settings keep of it."""
        made = pin.make(typed)
        self._vault.keep(self._desk.actor.name, made, self._desk.opened.data_key)
        return {"salt": made.salt.hex(), "key": made.key.hex()}

    def drop_pin(self) -> None:
        """Only the password opens from now on."""
        self._vault.drop(self._desk.actor.name)


def remember(vault: PinVault, desk: Desk, chosen: Any) -> None:
    """After a sign-in by password: wrap the data key for the PIN that this person chose, if any."""
    if isinstance(chosen, dict) and {"salt", "key"} <= chosen.keys():
        kept = Pin(bytes.fromhex(chosen["salt"]), bytes.fromhex(chosen["key"]))
        vault.keep(desk.actor.name, kept, desk.opened.data_key)
