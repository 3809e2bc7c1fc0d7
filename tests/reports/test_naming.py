"""A record has a name in a sentence, also when it stands in no list any more."""

from dataclasses import replace

from desktop.catalog import REGISTERS
from desktop.registers.contacts.model import Visit
from desktop.registers.people.model import Household, Person
from desktop.reports.naming import name_of
from desktop.standard.retire import retire
from tests.factories.compound import Village
from tests.factories.profile import USER_ID

BY_NAME = {register.name: register for register in REGISTERS}


def test_a_household_in_the_list_and_out_of_it_is_called_the_same(village: Village) -> None:
    home = village.homes["1-1-301"]
    for _time in range(2):
        with village.profile.store.read() as session:
            assert name_of(session, BY_NAME["households"], session.get_one(Household, home)) == "1-1-301 周兰"
        with village.profile.store.write(USER_ID, "households.retire") as session:
            retire(session, village.actor, BY_NAME["households"], ids=[home])


def test_a_head_that_is_no_resident_is_a_name_only(village: Village) -> None:
    home = village.homes["1-1-301"]
    with village.profile.store.write(USER_ID, "households.retire") as session:
        household = session.get_one(Household, home)
        household.head_id, household.head_name, household.alive = None, "周老", False
    with village.profile.store.read() as session:
        assert name_of(session, BY_NAME["households"], session.get_one(Household, home)) == "1-1-301 周老"


def test_a_visit_put_away_is_called_by_its_door(village: Village) -> None:
    unlisted = replace(BY_NAME["visits"], listed=None)
    with village.profile.store.write(USER_ID, "visits.retire") as session:
        visit = session.query(Visit).filter(Visit.household_id == village.homes["1-1-301"]).first()
        assert visit is not None
        visit.alive = False
    with village.profile.store.read() as session:
        assert name_of(session, unlisted, session.get_one(Visit, visit.id)) == "1-1-301 周兰"


def test_whoever_is_in_no_list_is_called_by_the_own_name(village: Village) -> None:
    unlisted = replace(BY_NAME["people"], listed=None, label="label")
    with village.profile.store.read() as session:
        assert name_of(session, unlisted, session.get_one(Person, village.members["何磊"])) == "何磊"
