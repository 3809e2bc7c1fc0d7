"""An open profile with every derived table, and a few households that live in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.catalog import DERIVED, REGISTERS
from desktop.standard.load import Line
from desktop.standard.save import Saved, save
from tests.factories.profile import Profile, make_profile

BY_NAME = {register.name: register for register in REGISTERS}


@dataclass
class Desk:
    """The profile with the verbs as a screen uses them: one deed, one transaction."""

    profile: Profile

    def save(self, register: str, record_id: UUID | None = None, **said: Any) -> Saved:
        """Save as the signed-in user; `members` are the lines of a household, `version` what the form was loaded at."""
        children = {name: said.pop(name) for name in ("members", "phones") if name in said}
        version = said.pop("version", None)
        actor = said.pop("actor", self.profile.actor)
        with self.profile.store.write(actor.id, f"{register}.save") as session:
            return save(
                session, actor, BY_NAME[register], record_id, values=said, children=children, version=version
            )  # fmt: skip

    def household(self, door: str, head: str, *members: str) -> UUID:
        """A household behind `door` with its head and others."""
        lines = [Line(None, {"name": name, "relation": "20"}) for name in members]
        return self.save("households", door=door, head_name=head, members=lines).id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_profile(tmp_path, derived=DERIVED)
    yield Desk(made)
    made.close()
