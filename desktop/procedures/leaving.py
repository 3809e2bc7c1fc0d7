"""What follows in a household when people leave it: its head, its links, its end, and the empty dwelling."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt, headship
from desktop.procedures.headship import Headship, Lived
from desktop.registers.contacts.model import ContactLink
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, Person
from desktop.standard.consequences import Choice, Step, answer

HEAD_CHOICE, VACATE = "head", "vacate"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Planned, not done. `ends`: nobody is left; `headship` is None while the head stays or is still asked for."""

    home: Household
    going: Lived
    staying: Lived
    ends: bool
    headship: Headship | None
    links: tuple[ContactLink, ...]
    choices: tuple[Choice, ...]
    steps: tuple[Step, ...]
    sentences: tuple[str, ...]


def plan(
    session: Session, home: Household, going: Collection[UUID], *, picked: Mapping[str, str], at: str = ""
) -> Leaving:
    """What will follow. `at` goes before the names of the questions where a deed plans more than one household.

    A household without registered people ends too when all of nobody leaves it.
    """
    lived = dwelt.members(session, home.id)
    leaving = [pair for pair in lived if pair[1].id in going]
    staying = [pair for pair in lived if pair[1].id not in going]
    made = Leaving(home, leaving, staying, not staying, None, (), (), (), ())
    return _ending(session, made, picked, at) if made.ends else _heading(session, made, picked, at)


def _ending(session: Session, made: Leaving, picked: Mapping[str, str], at: str) -> Leaving:
    home = made.home
    label = dwelt.label(session, home)
    said = [_("{label} 这一户随之结束，资料和历史都保留。").format(label=label)]
    row = session.get(HouseholdRow, home.id)
    if row is not None and row.next_due is not None:
        said.append(_("不再提醒走访这一户（原定 {day} 前走访）。").format(day=row.next_due))
    links = dwelt.links(session, household_id=home.id)
    steps = [Step(_("联户党员 {name}").format(name=member.name), _("联系中"), _("结束联系")) for _link, member in links]
    asked = ask_vacant(session, home, picked, at=at)
    choices = (asked,) if asked else ()
    return replace(
        made, links=tuple(link for link, _member in links), choices=choices, steps=tuple(steps),
        sentences=tuple(said),
    )  # fmt: skip


def ask_vacant(session: Session, home: Household, picked: Mapping[str, str], *, at: str = "") -> Choice | None:
    """The question whether a dwelling that empties with this household is vacant; None where others live there."""
    door = dwelt.door_of(session, home)
    if door.tenure == "vacant" or dwelt.behind(session, door.id, but=(home.id,)):
        return None
    keep = _("仍为{was}").format(was=codes.label("tenure", door.tenure)) if door.tenure else _("不填")
    title = _("{door} 没有人住了，房屋性质").format(door=door.door)
    return Choice(at + VACATE, title, (("vacant", _("改为空置")), ("keep", keep)), "vacant").answered(picked)


def vacate(session: Session, home: Household, choices: Sequence[Choice], *, at: str = "") -> None:
    """Write the answer to `ask_vacant`."""
    if answer(choices, at + VACATE) == "vacant":
        dwelt.door_of(session, home).tenure = "vacant"


def _heading(session: Session, made: Leaving, picked: Mapping[str, str], at: str) -> Leaving:
    label = dwelt.label(session, made.home)
    said = _("{label} 还有 {n} 人：{names}").format(
        label=label, n=len(made.staying), names=dwelt.names([person for _home, person in made.staying])
    )
    if all(person.id != made.home.head_id for _home, person in made.going):
        return replace(made, sentences=(said,))
    title = _("{label} 由谁做户主").format(label=label)
    choice, head = headship.ask_head(made.staying, picked, name=at + HEAD_CHOICE, title=title)
    choices = (choice,) if choice else ()
    if head is None:
        return replace(made, choices=choices, sentences=(said,))
    everybody = (*made.going, *made.staying)
    found = headship.follow(everybody, made.home.head_id, head, staying=made.staying, picked=picked)
    first = Step(_("户主"), dwelt.head_name(session, made.home), head.name)
    return replace(
        made, headship=found, choices=(*choices, *found.choices), steps=(first, *found.steps), sentences=(said,)
    )


def carry_out(
    session: Session,
    made: Leaving,
    *,
    on: date,
    reason: str,
    moved_to: str = "",
    ending: str = "moved",
    at: str = "",
    link_reason: str = "household_moved",
) -> None:
    """Write it; the reasons are codes of residence_end_reason, household_end_reason and link_end_reason."""
    for home, _person in made.going:
        home.ends_on, home.end_reason, home.moved_to = on, reason, moved_to or None
    if made.ends:
        made.home.ended_on, made.home.end_reason = on, ending
        dwelt.end_links(made.links, on=on, reason=link_reason)
        vacate(session, made.home, made.choices, at=at)
    elif made.headship is not None:
        headship.install(session, made.home, made.headship, made.staying)
    session.flush()


def chosen(lived: Lived, ticked: Collection[UUID] | None, *, what: str) -> list[Person]:
    """The people ticked, all of them at first; UserError when nobody is and there are some."""
    going = [person for _home, person in lived if ticked is None or person.id in ticked]
    if lived and not going:
        raise UserError(_("请勾选{what}的人。").format(what=what), field="ticked")
    return going
