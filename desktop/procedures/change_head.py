"""Another head of household, with everybody's relation recomputed after GB/T 4761."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt, headship
from desktop.procedures.headship import Headship, Lived
from desktop.registers.people.model import Household
from desktop.standard.consequences import NOTHING, Choice, Consequences, Step, require_answers

HEAD_CHOICE = "head"


def foresee(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> Consequences:
    """What the change will bring about; nothing is written."""
    home, _lived, choice, made = _plan(session, actor, household_id, picked)
    verb = _("变更户主")
    if made is None:
        return Consequences(verb, (_("请选定新户主，其他人与户主的关系随之重算。"),), choices=(choice,))
    first = Step(_("户主"), dwelt.head_name(session, home), made.head.name)
    asked = len(made.choices)
    said = _("{n} 人与户主的关系随之改写。").format(n=len(made.steps))
    more = (_("有 {n} 人的关系推算不出来，请逐个选定；不清楚可选“暂不填”。").format(n=asked),) if asked else ()
    return Consequences(
        _("变更户主为 {name}").format(name=made.head.name), (said, *more), (first, *made.steps), (choice, *made.choices)
    )


def do(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    home, lived, choice, made = _plan(session, actor, household_id, picked)
    require_answers((choice, *(made.choices if made else ())))
    assert made is not None
    headship.install(session, home, made, lived)
    return _("已办理：{label} 的户主改为 {name}").format(label=dwelt.door_of(session, home).door, name=made.head.name)


def _plan(
    session: Session, actor: Actor, household_id: UUID, picked: Mapping[str, str]
) -> tuple[Household, Lived, Choice, Headship | None]:
    home = dwelt.household(session, actor, household_id, "households.change_head")
    lived = dwelt.members(session, home.id)
    others = [(place, who) for place, who in lived if who.id != home.head_id]
    if not others:
        raise UserError(_("这一户没有另外的人可做户主。请先登记成员。"))
    options = tuple((str(who.id), f"{who.name}（{headship.word(place.relation)}）") for place, who in others)
    choice = Choice(HEAD_CHOICE, _("新户主"), options).answered(picked)
    head = next((who for _place, who in others if str(who.id) == choice.chosen), None)
    if head is None:
        return home, lived, choice, None
    return home, lived, choice, headship.follow(lived, home.head_id, head, staying=lived, picked=picked)
