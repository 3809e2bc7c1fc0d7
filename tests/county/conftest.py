"""A county's office on an encrypted file, and PCs that are enrolled at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

import desktop.catalog  # noqa: F401 - maps every table
from desktop.base.clock import FixedClock, at_noon
from desktop.base.ids import uuid7
from desktop.county import codes, tree, work
from desktop.county.office import Office
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from desktop.sync import enrol, wire
from desktop.sync.key_pair import OwnKeys
from desktop.sync.protocol import Change, Request, Response
from tests.factories.profile import TODAY

TREE = [
    ("county", "42", "某县", ""),
    ("street", "4201", "某街道", "42"),
    ("community", "420101", "东社区", "4201"),
    ("community", "420102", "西社区", "4201"),
    ("grid", "42010101", "阳光花园", "420101"),
    ("grid", "42010102", "月光花园", "420101"),
    ("grid", "42010201", "星光花园", "420102"),
]


@dataclass
class Pc:
    """A PC that says what a test says; its changes follow each other on one chain."""

    office: Office
    keys: OwnKeys
    unit: UUID
    actor: UUID
    chain: UUID = field(default_factory=uuid7)
    n: int = 0
    tip: bytes = b""

    def change(
        self, table: str, row: UUID, *, op: str = "insert", actor: UUID | None = None, **patch: object
    ) -> Change:
        """The next change of this PC: new values by field; an update gives [old, new]."""
        said = patch if op == "update" else {name: [None, value] for name, value in patch.items()}
        digest = uuid7().bytes * 2
        self.n += 1
        made = Change(
            uuid7(), self.chain, self.n, self.tip, digest, uuid7(), 0, table, row, op, said, dict.fromkeys(said, 0),
            actor or self.actor, 0, "",
        )  # fmt: skip
        self.tip = digest
        return made

    def person(self, name: str, unit: UUID | None = None) -> Change:
        """Somebody is registered here."""
        values = {"unit_id": str(unit or self.unit), "alive": True, "name": name}
        return self.change("compound", uuid7(), **values, address="")

    def ask(self, *changes: Change, cursor: int = 0, scope: bytes = b"") -> Request:
        """A request with these changes."""
        return Request(self.keys.id, cursor, changes, scope=scope)

    def send(self, request: Request) -> Response:
        """It goes to the office, signed."""
        body = wire.packed(request)
        return self.office.sync(self.keys.id, body, wire.sign(self.keys, wire.SYNC_PATH, body))


def unit_of(office: Office, code: str) -> tree.Unit:
    with office.transaction() as connection:
        return tree.of_code(connection, code)


def code_for(office: Office, unit: str, role: str = "secretary", *, note: str = "") -> str:
    with work.deed(office) as connection:
        return codes.make(connection, tree.of_code(connection, unit), role, note=note, at=office.clock.now_ms())[0]


def claim_of(keys: OwnKeys, code: str, actor: UUID | None = None) -> enrol.Claim:
    said = enrol.Claim(enrol.found_by(code), keys.id, keys.public().to_bytes(), actor or uuid7(), "王书记", "PC-1")
    return enrol.proved(enrol.proof_key(code), said)


def enrolled(office: Office, unit: str, role: str = "secretary") -> Pc:
    """A PC of this unit."""
    keys, code = OwnKeys.new(uuid7()), code_for(office, unit, role)
    claim = claim_of(keys, code)
    grant = office.enrol(claim)
    return Pc(office, keys, grant.unit, claim.actor)


@pytest.fixture
def clock() -> FixedClock:
    return at_noon(TODAY)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """The office of a small county."""
    opened = open_office(Place(tmp_path / "county"), clock, shape=shape(), rule=row_rule)
    work.grown(opened, TREE)
    yield opened
    opened.engine.dispose()
