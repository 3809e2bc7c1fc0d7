"""The households that a Party member stands for, when the member leaves: kept or ended, asked or ended for certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.procedures import dwelt
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Household, Person
from desktop.standard.consequences import Choice, Step

KEEP, END = "keep", "end"


@dataclass(frozen=True, slots=True)
class MemberLinks:
    """Planned, not done: which links end, and what is still asked."""

    ended: tuple[ContactLink, ...]
    choices: tuple[Choice, ...]
    steps: tuple[Step, ...]


def plan(
    session: Session, members: Sequence[Person], *, picked: Mapping[str, str], certain: bool = False
) -> MemberLinks:
    """The links that these members have. `certain`: they end without a question, as after a death."""
    ended: list[ContactLink] = []
    choices, steps = [], []
    for member in members:
        found = [link for link, _member in dwelt.links(session, member_id=member.id)]
        if not found:
            continue
        count = len(found)
        said = END
        if not certain:
            options = ((END, _("结束联系 {n} 户").format(n=count)), (KEEP, _("仍联系 {n} 户").format(n=count)))
            title = _("{name} 联系的住户").format(name=member.name)
            choice = Choice(f"links.{member.id}", title, options).answered(picked)
            choices.append(choice)
            said = choice.chosen
        if said == END:
            ended += found
            for link in found:
                home = session.get_one(Household, link.household_id)
                title = _("{label} 的联户党员").format(label=dwelt.label(session, home))
                steps.append(Step(title, member.name, _("结束联系，待重新落实")))
    return MemberLinks(tuple(ended), tuple(choices), tuple(steps))


def carry_out(made: MemberLinks, *, on: date, reason: str) -> None:
    """Write it; `reason` is a link_end_reason."""
    dwelt.end_links(made.ended, on=on, reason=reason)
