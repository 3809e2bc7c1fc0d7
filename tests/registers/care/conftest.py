"""A compound whose secretary keeps the register of care needs, with one need of one person."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.access.actor import Actor
from desktop.access.roles import STAFF
from desktop.registers.care import service
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

PURPOSE = "安排定期上门看望"
NOTE = "夜里不便下楼"


@dataclass
class Carers:
    """`keeper` was given the register; `other` is the same person without it."""

    village: Village
    keeper: Actor
    other: Actor

    def write(self, action: str, deed: Any, *args: Any, actor: Actor | None = None, **more: Any) -> Any:
        """One deed; returns its result and remembers its tx."""
        with self.village.profile.store.write((actor or self.keeper).id, action) as session:
            result = deed(session, actor or self.keeper, *args, **more)
        self.tx = session.info["changes"].tx
        return result

    def read(self, query: Any, *args: Any, actor: Actor | None = None, **more: Any) -> Any:
        """What a query of an actor answers."""
        with self.village.profile.store.read() as session:
            return query(session, actor or self.keeper, *args, **more)

    def person(self, name: str) -> UUID:
        """The id behind a name."""
        return self.village.members[name]

    def save(self, name: str = "周兰", care_id: UUID | None = None, **other: Any) -> UUID:
        """A need of somebody, as the form gives it."""
        made: UUID = self.write(
            "care.save", service.save, care_id, values=need(self.person(name), **other), today=TODAY
        )
        return made


def need(person_id: UUID, **other: Any) -> dict[str, Any]:
    """The values of the form."""
    usual = {
        "person_id": person_id, "kind": "alone", "since": TODAY - timedelta(days=40), "purpose": PURPOSE,
        "basis": "self", "consent_on": TODAY - timedelta(days=40), "consent_by": "", "note": NOTE,
        "review_on": date(2026, 9, 1),
    }  # fmt: skip
    return usual | other


@pytest.fixture
def off(tmp_path: Path) -> Iterator[Carers]:
    """As set up: nobody keeps the register."""
    village = make_compound(tmp_path)
    actor = village.actor
    yield Carers(village, replace(actor, granted=frozenset({"care"})), actor)
    village.profile.close()


@pytest.fixture
def carers(off: Carers) -> Carers:
    """The register is kept."""
    off.write("care.manage", service.switch_on, purpose=PURPOSE, actor=off.other)
    return off


@pytest.fixture
def staff(carers: Carers) -> Actor:
    """A colleague to whom nothing was given."""
    return replace(carers.other, role=STAFF)
