"""A small invented branch in which every register has rows, and a copy of it for each test that writes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.access.actor import Actor
from desktop.access.scope import rebuild_closure
from desktop.access.unit import Unit
from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, REGISTERS
from desktop.procedures import demo, demo_county, profiles
from desktop.procedures.demo_sizes import SIZES, Size
from desktop.registers.branches import service as branches
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.store.journal import Change
from desktop.store.session import Store

TODAY = date(2026, 3, 10)
NEXT_DOOR = UUID("018f0000-0000-7000-8000-0000000000ff")


@dataclass
class Branch:
    """The open branch and a short way to its verbs."""

    desk: profiles.Desk
    store: Store
    actor: Actor

    @property
    def stranger(self) -> Actor:
        """Somebody with the same rights in the grid next door, which lies in the same file."""
        return replace(self.actor, unit_id=NEXT_DOOR, scope=frozenset({NEXT_DOOR}))

    def ask(self, question: Any, *args: Any, **given: Any) -> Any:
        """An answer to `question(session, actor, *args, **given)`."""
        with self.store.read() as session:
            return question(session, self.actor, *args, **given)

    def do(self, action: str, deed: Any, *args: Any, **given: Any) -> UUID:
        """One deed in one transaction; returns its number in the journal."""
        with self.store.write(self.actor.id, action) as session:
            deed(session, self.actor, *args, **given)
        return UUID(bytes=session.info["changes"].tx.bytes)

    def ids(self, register: Register) -> tuple[UUID, ...]:
        """Every record of the register, in its order."""
        found: tuple[UUID, ...] = self.ask(listing.ids, register, query=Query(), today=TODAY)
        return found

    def free(self, register: Register) -> UUID:
        """The first record that the rules do not keep as it is, as they keep a signed contract."""
        with self.store.read() as session:
            for key in self.ids(register):
                try:
                    if register.keep is not None:
                        register.keep(session.get_one(register.model, key))
                except UserError:
                    continue
                return key
        raise LookupError(register.name)

    def any_or_free(self, register: Register) -> UUID:
        """The same; where the rules keep every record, as the rows of a ledger, the first of them."""
        try:
            return self.free(register)
        except LookupError:
            return self.ids(register)[0]

    def rows(self, register: Register) -> tuple[listing.ListRow, ...]:
        """The first page of the list."""
        rows: tuple[listing.ListRow, ...] = self.ask(listing.page, register, query=Query(), today=TODAY).rows
        return rows

    def changes(self, tx: UUID) -> list[Change]:
        """What the journal says of a deed."""
        with self.store.read() as session:
            return list(session.query(Change).where(Change.tx == tx))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[profiles.Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRID_DEVICE_DIR", str(tmp_path_factory.mktemp("device")))
        patch.setitem(SIZES, "branch", Size(households=40, people=120, buildings=4))
        desk = demo.make(
            Profile(tmp_path_factory.mktemp("contract") / "desk"), size="branch", clock=at_noon(TODAY), derived=DERIVED
        )
    with desk.store.write(desk.actor.id, "units.init") as session:
        session.add(Unit(id=NEXT_DOOR, unit_id=NEXT_DOOR, level="grid", name="邻里网格", branch_name="邻里小区党支部"))
        session.flush()
        rebuild_closure(session)
    with desk.store.write(desk.actor.id, "branches.refresh") as session:
        said = [demo_county.standing_of(desk, desk.actor.unit_id)]
        branches.keep(session, desk.actor, said, told_at=desk.clock.now_ms())
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def branch(made: profiles.Desk) -> Branch:
    """To be read only: it is shared by every test."""
    return Branch(made, made.store, made.actor)


@pytest.fixture
def own(made: profiles.Desk, tmp_path: Path) -> Iterator[Branch]:
    """The same branch for one test alone, which may write."""
    raw = made.store.connection()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    copy = shutil.copy(made.store.path, tmp_path / "desk.db")
    store = Store(Path(copy), made.store.keys, clock=at_noon(TODAY), token=made.store.token, derived=DERIVED)
    yield Branch(made, store, made.actor)
    store.close()


@pytest.fixture(params=REGISTERS, ids=lambda register: register.name)
def register(request: pytest.FixtureRequest) -> Register:
    """Every register of the catalogue, one after the other."""
    found: Register = request.param
    return found
