"""A branch with two groups in the small compound, and the people who hold its posts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.party_orgs.service import orgs, own, posts, rolls
from desktop.registers.people.model import Membership
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY, UNIT_ID

FOUNDED = TODAY - timedelta(days=300)


@dataclass
class Branch:
    """The open compound, the organisations by name, and a short way to do a deed."""

    village: Village
    orgs: dict[str, UUID] = field(default_factory=dict)

    def do(self, action: str, deed: Any, *args: Any, **given: Any) -> Any:
        """One deed in one transaction; the organisations are read anew."""
        store, actor = self.village.profile.store, self.village.actor
        with store.write(actor.id, action) as session:
            done = deed(session, actor, *args, **given)
        self.last = session.info["changes"]
        with store.read() as session:
            self.orgs = {name: key for key, name in session.execute(select(PartyOrg.id, PartyOrg.name))}
        return done

    def ask(self, question: Any, *args: Any, **given: Any) -> Any:
        """An answer to a question of the register."""
        with self.village.profile.store.read() as session:
            return question(session, self.village.actor, *args, **given)

    def person(self, name: str) -> UUID:
        """The person called so."""
        return self.village.members[name]

    def member(self, name: str, kind: str = "branch") -> UUID:
        """Make a resident a Party member."""
        with self.village.profile.store.write(self.village.actor.id, "people.save") as session:
            session.add(Membership(unit_id=UNIT_ID, person_id=self.person(name), kind=kind))
        return self.person(name)

    def post(self, post_id: UUID) -> Post:
        """A post as it is stored."""
        with self.village.profile.store.read() as session:
            return session.get_one(Post, post_id)

    def appoint(self, org: str, kind: str, name: str, on: date = FOUNDED, **given: Any) -> UUID:
        """Give a person a post."""
        made = self.do("posts.appoint", posts.appoint, self.orgs[org], kind=kind, on=on,
                       person_id=self.person(name), **given)  # fmt: skip
        return made.id


BRANCH, FIRST, SECOND = "第一网格党支部", "1号楼党小组", "2号楼党小组"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


@pytest.fixture
def branch(village: Village) -> Branch:
    """The branch with a group for each building; 胡强 and 刘丽 are members without a home here."""
    made = Branch(village)
    made.do("party_orgs.found", own.found_own)
    for name in (FIRST, SECOND):
        made.do("party_orgs.found", orgs.found, made.orgs[BRANCH], name=name, on=FOUNDED)
    made.do("party_orgs.cover", rolls.cover, made.orgs[FIRST], building_ids=[village.buildings["1"]], on=FOUNDED)
    return made
