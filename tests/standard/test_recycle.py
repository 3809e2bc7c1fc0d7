"""The recycle bin lists what was put away by hand within ninety days, and gives each back in one deed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from desktop.access.actor import Actor
from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.registers.people.model import Household, Person, Phone
from desktop.reports.naming import name_of
from desktop.spec import Register
from desktop.standard import recycle
from desktop.standard.load import load
from desktop.standard.recycle import Binned
from desktop.standard.retire import retire
from desktop.standard.save import save
from desktop.standard.undo import undo
from tests.factories.compound import Village, make_compound
from tests.factories.plans import plans
from tests.factories.profile import UNIT_ID, USER_ID

BY_NAME = {register.name: register for register in REGISTERS}
DOOR = "1-1-301"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def put_away(village: Village, name: str, record_id: UUID) -> UUID:
    with village.profile.store.write(USER_ID, f"{name}.retire") as session:
        retire(session, village.actor, BY_NAME[name], ids=[record_id])
    tx: UUID = session.info["changes"].tx
    return tx


def binned(village: Village) -> tuple[Binned, ...]:
    now = village.profile.clock.now_ms()
    with village.profile.store.read() as session:
        return recycle.binned(session, village.actor, catalog=REGISTERS, named=name_of, now_ms=now)


def put_back(village: Village, one: Binned, register: Register | None = None, actor: Actor | None = None) -> int:
    with village.profile.store.write(USER_ID, f"{one.register}.put_back") as session:
        return recycle.put_back(session, actor or village.actor, register or BY_NAME[one.register], one)


def test_what_was_put_away_is_listed_with_its_name(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    (one,) = binned(village)
    assert (one.title, one.label, one.by, one.days_left) == ("住户", "1-1-301 周兰", "王书记", 90)


def test_what_was_put_away_is_not_written_into(village: Village) -> None:
    home = village.homes[DOOR]

    def write() -> None:
        with village.profile.store.write(USER_ID, "households.save") as session:
            save(session, village.actor, BY_NAME["households"], home, values={"remark": "门铃坏了"})

    def gone() -> bool:
        with village.profile.store.read() as session:
            return load(session, village.actor, BY_NAME["households"], home).gone

    put_away(village, "households", home)
    with pytest.raises(UserError, match="已不在册，没有保存"):
        write()
    assert gone()
    put_back(village, binned(village)[0])
    write()
    assert not gone()


def test_the_newest_stands_first_and_registers_of_one_table_do_not_list_it_twice(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    village.profile.clock.pass_time(days=1)
    put_away(village, "people", village.members["何磊"])
    assert [(one.title, one.label) for one in binned(village)] == [("居民", "何磊"), ("住户", "1-1-301 周兰")]


def test_after_ninety_days_it_is_history(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    village.profile.clock.pass_time(days=90)
    assert [one.days_left for one in binned(village)] == [0]
    village.profile.clock.pass_time(days=1)
    assert binned(village) == ()


def test_it_comes_back_in_one_deed_that_can_be_undone(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    (one,) = binned(village)
    with village.profile.store.write(USER_ID, "households.put_back") as session:
        assert recycle.put_back(session, village.actor, BY_NAME["households"], one) == 1
    assert binned(village) == ()
    with village.profile.store.write(USER_ID, "journal.undo") as back:
        undo(back, village.actor, tx=session.info["changes"].tx)
    assert [found.id for found in binned(village)] == [one.id]


def test_what_hangs_on_it_and_went_with_it_comes_back_with_it(village: Village) -> None:
    person = village.members["何磊"]
    with village.profile.store.write(USER_ID, "people.retire") as session:
        retire(session, village.actor, BY_NAME["people"], ids=[person, village.members["周兰"]])
        for phone in session.query(Phone).filter(Phone.person_id == person):
            phone.alive = False
    one = next(found for found in binned(village) if found.label == "何磊")
    assert put_back(village, one) == 2
    with village.profile.store.read() as session:
        assert session.query(Phone).filter(Phone.person_id == person).one().alive
        assert not session.get_one(Person, village.members["周兰"]).alive


def test_what_was_taken_back_or_merged_is_not_in_the_bin(village: Village) -> None:
    tx = put_away(village, "households", village.homes[DOOR])
    with village.profile.store.write(USER_ID, "journal.undo") as session:
        undo(session, village.actor, tx=tx)
    with village.profile.store.write(USER_ID, "people.merge") as session:
        session.get_one(Person, village.members["何磊"]).alive = False
    assert binned(village) == ()


def test_twice_is_told(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    (one,) = binned(village)
    put_back(village, one)
    with pytest.raises(UserError, match="已经不在回收站里"):
        put_back(village, one)


def test_a_rule_that_forbids_it_is_asked(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    (one,) = binned(village)

    def refuse(_record: object) -> None:
        raise UserError("门牌已有别的住户")

    with pytest.raises(UserError, match="门牌已有别的住户"):
        put_back(village, one, replace(BY_NAME["households"], check=refuse))
    with village.profile.store.read() as session:
        assert not session.get_one(Household, one.id).alive


def test_a_register_without_rules_needs_none(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    (one,) = binned(village)
    assert put_back(village, one, replace(BY_NAME["households"], check=None)) == 1


def test_only_what_may_be_seen_and_given_back(village: Village) -> None:
    put_away(village, "households", village.homes[DOOR])
    (one,) = binned(village)
    nobody = Actor(USER_ID, "外人", "", UNIT_ID, frozenset({UNIT_ID}))
    with village.profile.store.read() as session:
        assert recycle.binned(session, nobody, catalog=REGISTERS, named=name_of, now_ms=one.at) == ()
    reader = Actor(USER_ID, "看的人", READER, UNIT_ID, frozenset({UNIT_ID}))
    with pytest.raises(UserError, match="没有做这一步的权限"):
        put_back(village, one, actor=reader)


def test_the_bin_is_found_without_reading_the_journal(village: Village) -> None:
    with village.profile.store.read() as session:
        asked = partial(recycle.binned, session, village.actor, catalog=REGISTERS, named=name_of, now_ms=0)
        (plan,) = plans(session, asked)
    assert plan.splitlines()[0] == "SEARCH journal USING INDEX ix_journal_put_away (at>?)"
