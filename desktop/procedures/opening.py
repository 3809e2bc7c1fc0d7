"""Opening a profile for the window: the data, and what stands at the top before any page is made."""

from dataclasses import dataclass
from typing import Any

from desktop.access.unit import Unit
from desktop.base.clock import Clock
from desktop.base.errors import Damage
from desktop.base.paths import Profile
from desktop.base.version import VERSION
from desktop.procedures import profiles
from desktop.procedures.profiles import Desk
from desktop.standard import preferences
from desktop.store.session import Derived
from desktop.ui.identity import Identity


@dataclass(frozen=True, slots=True)
class Opened:
    """An open profile, whose desk it is, and what this person chose before."""

    desk: Desk
    identity: Identity
    chosen: dict[str, Any]


def describe(desk: Desk) -> Opened:
    """Read what the window shows at its top."""
    with desk.store.read() as session:
        unit = session.get_one(Unit, desk.actor.unit_id)
        chain = " ".join([*(part for part in unit.above.split("/") if part), unit.name])
        identity = Identity(
            unit.branch_name or unit.name, chain, version=VERSION, help_phone=unit.help_phone, compound=unit.name
        )
        return Opened(desk, identity, preferences.mine(session, desk.actor))


def unlock(
    profile: Profile, *, user: str, password: str, clock: Clock, derived: tuple[Derived, ...]
) -> Opened | Damage:
    """Open with a password. Damage is handed back: the way on is the list of backups, not another try."""
    try:
        desk = profiles.open_with_password(profile, user=user, password=password, clock=clock, derived=derived)
    except Damage as damage:
        return damage
    return describe(desk)


def unlock_again(
    profile: Profile, data_key: bytes, *, user: str, clock: Clock, derived: tuple[Derived, ...]
) -> Opened | Damage:
    """Open with the data key that a PIN unwrapped; Damage as in `unlock`."""
    try:
        desk = profiles.open_again(profile, data_key, user=user, clock=clock, derived=derived)
    except Damage as damage:
        return damage
    return describe(desk)


def recover(
    profile: Profile, *, code: str, user: str, password: str, clock: Clock, derived: tuple[Derived, ...]
) -> Opened | Damage:
    """Open with the recovery sheet and set a new password; Damage as in `unlock`."""
    try:
        desk = profiles.open_with_sheet(profile, code=code, user=user, password=password, clock=clock, derived=derived)
    except Damage as damage:
        return damage
    return describe(desk)
