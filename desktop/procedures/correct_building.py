"""A household registered behind the wrong door goes behind the right one, as if it had always been there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import arriving, dwelt
from desktop.registers.buildings.model import Dwelling
from desktop.registers.buildings.service import ensure_dwelling
from desktop.registers.people.model import Household
from desktop.registers.people.service import assign
from desktop.standard.consequences import NOTHING, Choice, Consequences, Step, answer, require_answers
from desktop.values import area
from desktop.values import door as doors

FACTS, ALONG, STAY = "facts", "along", "stay"
OF_DOOR: tuple[str, ...] = ("tenure", "area", "owner_name")


@dataclass(frozen=True, slots=True)
class _Plan:
    home: Household
    wrong: Dwelling
    right: Dwelling | None  # None: a door that will be made
    said: str
    choices: tuple[Choice, ...]


def foresee(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    door: str | None = None,
) -> Consequences:
    """What the correction will bring about; nothing is written."""
    home = dwelt.household(session, actor, household_id, "households.correct_building")
    verb = _("更正门牌")
    if not (door or "").strip():
        said = _("只用来更正登记错的楼栋或门牌，住进日期不变。真的搬了家，请办“搬出”。")
        return Consequences(verb, (said,))
    made = _plan(session, actor, home, door or "", picked)
    lived = dwelt.members(session, home.id)
    lines = [_("{n} 人、联户党员和走访记录都跟着改到 {door}，住进日期不变。").format(n=len(lived), door=made.said)]
    if made.right is None:
        lines.append(_("小区里还没有 {door}，将新建这个门牌。").format(door=made.said))
    else:
        there = dwelt.behind(session, made.right.id)
        if there:
            names = "、".join(dwelt.label(session, other) for other in there)
            lines.append(_("{door} 已登记 {names}，更正后这扇门里有 {n} 户。").format(
                door=made.said, names=names, n=len(there) + 1
            ))  # fmt: skip
    if not dwelt.behind(session, made.wrong.id, but=(home.id,)):
        lines.append(_("{door} 更正后没有住户。").format(door=made.wrong.door))
    steps = [Step(_("门牌"), made.wrong.door, made.said)]
    if answer(made.choices, FACTS) == ALONG:
        steps.append(Step(_("房屋资料"), made.wrong.door, made.said))
    return Consequences(_("更正为 {door}").format(door=made.said), tuple(lines), tuple(steps), made.choices)


def do(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    door: str,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    home = dwelt.household(session, actor, household_id, "households.correct_building")
    made = _plan(session, actor, home, door, picked)
    require_answers(made.choices)
    right = made.right or ensure_dwelling(session, made.wrong.unit_id, doors.parse(door))
    home.dwelling_id = right.id
    if answer(made.choices, FACTS) == ALONG:
        assign(right, {name: getattr(made.wrong, name) for name in OF_DOOR})
        assign(made.wrong, {"tenure": None, "area": None, "owner_name": ""})
    session.flush()
    return _("已更正：{label}，原登记 {door}").format(label=dwelt.label(session, home), door=made.wrong.door)


def _plan(session: Session, actor: Actor, home: Household, door: str, picked: Mapping[str, str]) -> _Plan:
    wrong = dwelt.door_of(session, home)
    parsed = doors.parse(door)  # its own refusal says how a door is written
    right = arriving.destination(session, actor, door).door
    if parsed.normal == wrong.door:
        raise UserError(_("这就是现在登记的门牌，没有改动。"), field="door")
    choices = []
    facts = [_fact(wrong, name) for name in OF_DOOR if getattr(wrong, name)]
    if facts:
        told = "、".join(facts)
        options = (
            (ALONG, _("跟着改到 {door}").format(door=parsed.normal)),
            (STAY, _("留在 {door}").format(door=wrong.door)),
        )
        taken = right is not None and any(getattr(right, name) for name in OF_DOOR)
        choice = Choice(FACTS, _("房屋资料（{told}）").format(told=told), options, "" if taken else ALONG)
        choices.append(choice.answered(picked))
    return _Plan(home, wrong, right, parsed.normal, tuple(choices))


def _fact(dwelling: Dwelling, name: str) -> str:
    if name == "tenure":
        return codes.label("tenure", dwelling.tenure or "")
    if name == "area":
        return _("{n} 平方米").format(n=area.show(dwelling.area or 0))
    return _("产权人 {name}").format(name=dwelling.owner_name)
