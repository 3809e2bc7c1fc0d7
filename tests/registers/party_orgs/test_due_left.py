"""A branch secretary who moves out or dies comes to 今日工作 while the post goes on in that name."""

from datetime import date

from sqlalchemy import select

from desktop.registers.party_orgs.queries.due import todos
from desktop.registers.people.model import Person, Residence
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY
from tests.registers.party_orgs.conftest import BRANCH, Branch


def said(branch: Branch, name: str) -> list[str]:
    """What Today says of somebody."""
    return [todo.title for todo in branch.ask(todos, TODAY) if name in todo.title]


def test_a_secretary_who_moves_out_or_dies_is_told_of(branch: Branch) -> None:
    with branch.village.profile.store.read() as session:
        person = session.scalars(
            select(Person).join(Residence, Residence.person_id == Person.id).order_by(Person.id)
        ).first()
    assert person is not None
    branch.village.members[person.name] = person.id
    branch.member(person.name)
    branch.appoint(BRANCH, "secretary", person.name, date(2024, 1, 1))
    assert said(branch, person.name) == []
    with branch.village.profile.store.write(branch.village.actor.id, "households.move_out") as session:
        for row in session.scalars(select(Residence).where(Residence.person_id == person.id)):
            row.ends_on = TODAY
    assert said(branch, person.name) == [f"{person.name}已搬出，还登记为{BRANCH}支部书记"]
    with branch.village.profile.store.write(branch.village.actor.id, "people.pass_away") as session:
        session.get_one(Person, person.id).died_on = PartialDay.of(TODAY)
    assert said(branch, person.name) == [f"{person.name}已故，{BRANCH}支部书记空缺"]
