"""The file of the oldest released program, brought up to the schema of this one."""

from pathlib import Path

from sqlalchemy import func, select

from desktop.base.clock import at_noon
from desktop.catalog import DERIVED
from desktop.registers.households.model import HouseholdRow
from desktop.store import backup, migrate
from desktop.store.check import check
from desktop.store.session import Store
from tests.factories.compound import HOMES
from tests.factories.profile import KEYS, TODAY, TOKEN, USER_ID

RELEASED = Path(__file__).resolve().parents[1] / "migrations" / "released" / "0001.gridbackup"
DEED, FILE = "migrate", "desk.db"


def lay(folder: Path) -> None:
    """The released file in a new `folder`."""
    folder.mkdir()
    backup.put_back(RELEASED, KEYS, database=folder / FILE, keyrings=[])


def bring_up(folder: Path) -> None:
    """The steps that opening takes over an older file."""
    store = opened(folder)
    try:
        if store.needs_upgrade():
            store.upgrade()
        if store.derived_of() < int(migrate.head()):
            store.derive_anew(USER_ID)
    finally:
        store.close()


def opened(folder: Path) -> Store:
    """The store over the file; the caller closes it."""
    return Store(folder / FILE, KEYS, clock=at_noon(TODAY), token=TOKEN, derived=DERIVED)


def wrong(folder: Path) -> str:
    """What is not as it was in a file that is up to date; empty when all is well."""
    store = opened(folder)
    try:
        with store.read() as session:
            homes = session.scalar(select(func.count()).select_from(HouseholdRow))
        findings = check(store).findings
    finally:
        store.close()
    if homes != len(HOMES):
        return f"{homes} households of {len(HOMES)}"
    return findings[0].sentence if findings else ""
