"""Files of a record: each once, in the order they came, out of reach when taken away or of another scope."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.registers.organisations import service as organisations
from desktop.registers.partners.service import enrolling, projects
from desktop.standard import files
from desktop.standard.files import NewFile
from desktop.values import media
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

FIRST, SECOND = (NewFile(name, media.JPEG, b"\xff\xd8\xff" + name.encode()) for name in ("一.jpg", "二.jpg"))
DELIVERIES = next(register for register in REGISTERS if register.name == "deliveries")


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


@pytest.fixture
def delivery(village: Village) -> UUID:
    me = village.actor
    with village.profile.store.write(me.id, "partners.save") as session:
        shop = organisations.enter(session, me, name="邻里超市", kind="merchant")
        partner = enrolling.enrol(session, me, organisation_id=shop.id, kind=None)
        project = projects.save(session, me, None, values={"name": "幸福食堂", "kind": "benefit"}, children={})
        session.flush()
        projects.claim(session, me, project.id, partner_id=partner.id, role="lead", on=TODAY)
        return projects.deliver(session, me, project.id, partner_id=partner.id, on=TODAY, served=20, minutes=90)


def test_a_file_is_kept_once_and_out_of_reach_when_it_was_taken_away(village: Village, delivery: UUID) -> None:
    me, store = village.actor, village.profile.store
    with store.write(me.id, "deliveries.attach") as session:
        assert files.add(session, me, DELIVERIES, delivery, files=[FIRST, SECOND, FIRST]) == 2
    with store.write(me.id, "deliveries.attach") as session:
        assert files.add(session, me, DELIVERIES, delivery, files=[SECOND]) == 0
        one, two = files.listed(session, me, DELIVERIES, delivery)
        assert (one.title, two.title, one.size) == ("一.jpg", "二.jpg", len(FIRST.data))
        assert files.content(session, me, DELIVERIES, one.id) == FIRST.data
        assert set(files.rows_of(session, delivery)) == {one.id, two.id}
        files.remove(session, me, DELIVERIES, one.id)
        assert files.listed(session, me, DELIVERIES, delivery) == (two,)
        with pytest.raises(UserError, match="已经移走"):
            files.content(session, me, DELIVERIES, one.id)


def test_files_of_others_are_neither_listed_nor_read(village: Village, delivery: UUID) -> None:
    me, store = village.actor, village.profile.store
    stranger = replace(me, scope=frozenset({uuid4()}))
    with store.write(me.id, "deliveries.attach") as session:
        files.add(session, me, DELIVERIES, delivery, files=[FIRST])
        (kept,) = files.listed(session, me, DELIVERIES, delivery)
        with pytest.raises(UserError):
            files.listed(session, stranger, DELIVERIES, delivery)
        with pytest.raises(UserError):
            files.content(session, stranger, DELIVERIES, kept.id)
