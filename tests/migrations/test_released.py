"""What a released program wrote is opened, backed up and brought up to date by this one, and nothing of it is lost."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop import catalog
from desktop.base.clock import at_noon
from desktop.registers.contacts.model import VisitRow
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import PersonRow
from desktop.store import backup, migrate
from desktop.store.check import check
from desktop.store.session import Store
from tests.factories.compound import HOMES
from tests.factories.profile import KEYS, TODAY, TOKEN, USER_ID

RELEASED = sorted((Path(__file__).parent / "released").glob("*.gridbackup"))


@pytest.mark.parametrize("made", RELEASED, ids=lambda path: path.stem)
def test_a_released_backup_is_restored_and_brought_up_to_date(made: Path, tmp_path: Path) -> None:
    database, clock = tmp_path / "desk.db", at_noon(TODAY)
    manifest = backup.put_back(made, KEYS, database=database, keyrings=[tmp_path / "keyring.json"])
    assert manifest.schema == made.stem
    store = Store(database, KEYS, clock=clock, token=TOKEN, derived=catalog.DERIVED)
    assert store.needs_upgrade()
    before = backup.make(store, tmp_path / "keyring.json", tmp_path / "backups", profile="tests", clock=clock)
    assert before.rows["household"] == len(HOMES)
    again = backup.put_back(before.path, KEYS, database=tmp_path / "again.db", keyrings=[])
    assert again.schema == made.stem
    store.upgrade()
    with store.read() as session:
        assert migrate.revision(session.connection()) == migrate.head()
        assert session.scalar(select(func.count()).select_from(HouseholdRow)) == len(HOMES)
        assert session.scalar(select(func.count()).select_from(PersonRow).where(PersonRow.name == "周兰")) == 1
    assert check(store).findings == ()
    assert store.derived_of() == 0
    store.derive_anew(USER_ID)
    assert store.derived_of() == int(migrate.head())
    with store.read() as session:  # columns that came later know what they say of earlier visits
        assert session.scalar(select(func.count()).where(VisitRow.has_words.is_(None))) == 0
    with store.write(USER_ID, "households.save") as session:  # and work goes on
        session.execute(select(1))
    after = backup.make(store, tmp_path / "keyring.json", tmp_path / "backups", profile="tests", clock=clock)
    assert after.rows["household"] == before.rows["household"]
    store.close()
