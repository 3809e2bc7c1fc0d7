"""What a PC and the person at it may change, by the county's own rows (SAFETY §5, SYNC §5)."""

from collections.abc import Callable
from uuid import UUID

from desktop.access.roles import STAFF, allows
from desktop.county.devices import Account
from desktop.sync.asking import LOOKUP_TABLE
from desktop.sync.conflicts import CONFLICT
from desktop.sync.hub_state import Device
from desktop.sync.protocol import Change
from desktop.sync.shape import UNIT

UNIT_TABLE = "unit"
OF_THE_COUNTY = frozenset({"unit_id", "parent_id", "level", "code", "name", "alive", "starts_on", "ends_on"})
OF_PEOPLE = frozenset({"state", "alive"})  # of a question: the rest is what the hub asked
# Tables whose rows only some roles write, with the permission that is asked.
ASKED = {"user_account": "users.manage", "unit_setting": "settings.save", "wording_version": "wording.settle"}
_USUAL = "records.edit"
Accounts = Callable[[UUID], Account | None]


def entitled(accounts: Accounts, device: Device, change: Change) -> str:
    """Why this change may not be made by who made it, "" when it may; that its row is in scope is asked elsewhere.

    A user without an account of the county writes what a member of the staff writes.
    """
    if change.table == LOOKUP_TABLE:
        return "the server itself keeps what was looked up"
    account = accounts(change.actor)
    if account is not None:
        if not account.enabled:
            return "the account was disabled"
        if account.unit_id not in device.units:
            return "the account belongs to another unit"
    role = account.role if account else STAFF
    if not allows(role, ASKED.get(change.table, _USUAL)):
        return "the role does not allow it"
    if change.table == CONFLICT and (change.op == "insert" or change.patch.keys() - OF_PEOPLE):
        return "the hub alone asks"
    if UNIT in change.patch and not _within(device, change.patch[UNIT][1]):
        return "the row goes to a unit out of reach"
    if change.table == UNIT_TABLE and (change.op == "insert" or not OF_THE_COUNTY.isdisjoint(change.patch)):
        return "the county itself keeps its units"
    return ""


def _within(device: Device, unit: object) -> bool:
    """Who hands a row over reaches both units: a community between its branches, a branch nowhere."""
    return isinstance(unit, str) and unit in {str(one) for one in device.units}
