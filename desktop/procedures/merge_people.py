"""One person registered twice becomes one: field by field, with the dated rows of both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt, leaving, merging, same_person
from desktop.procedures.leaving import Leaving
from desktop.procedures.merging import BOTH, Fields
from desktop.registers.people.model import Household, Membership, Person, Residence
from desktop.registers.people.service import assign, membership_of
from desktop.spec import Field
from desktop.standard.consequences import NOTHING, Choice, Consequences, answer, require_answers
from desktop.standard.show import show
from desktop.values import citizen_id

HOME, PARTY = "home", "membership"
FIELDS = (
    Field("name", _("姓名")),
    Field("former_name", _("曾用名")),
    Field("id_no", _("证件末四位"), "citizen_id"),
    Field("sex", _("性别"), "code", codes="sex"),
    Field("born", _("出生日期"), "partial_day"),
    Field("employer", _("工作单位或学校")),
    Field("occupation", _("职业或职务")),
    Field("notice_version", _("告知书版本")),
    Field("notice_on", _("告知日期"), "day"),
    Field("consent", _("同意事项"), "code", codes="consent_kind"),
    Field("next_of_kin", _("家属联系人")),
    Field("remark", _("备注")),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    keep: Person
    gone: Person
    fields: Fields
    left: tuple[tuple[str, Person, Leaving], ...]  # the homes that turn out to be wrong
    choices: tuple[Choice, ...]
    sentences: tuple[str, ...]


def foresee(
    session: Session,
    actor: Actor,
    person_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    other_id: UUID | None = None,
) -> Consequences:
    """What merging will bring about; nothing is written. The person of `person_id` is kept."""
    keep = dwelt.person(session, actor, person_id, "people.merge")
    if other_id is None:
        said = _("保留 {one}。请选定与 {name} 是同一个人的另一条登记。")
        return Consequences(_("合并居民"), (said.format(one=named(session, keep, today), name=keep.name),))
    made = _plan(session, actor, keep, other_id=other_id, today=today, picked=picked)
    said = _("保留 {one}，并入 {other}；并入的一条移出居民列表，随时可以撤销。").format(
        one=named(session, keep, today), other=named(session, made.gone, today)
    )
    counted = merging.counted(session, "person", made.gone.id, but=("household",))
    more = (_("一并归到保留的一条：{counted}。").format(counted=counted),) if counted else ()
    steps = (*made.fields.steps, *(step for _at, _who, one in made.left for step in one.steps))
    verb = _("把 2 条合并为 {name}").format(name=made.fields.values.get("name", keep.name))
    return Consequences(verb, (said, *more, *made.sentences), steps, made.choices)


def do(
    session: Session,
    actor: Actor,
    person_id: UUID,
    *,
    today: date,
    other_id: UUID,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    keep = dwelt.person(session, actor, person_id, "people.merge")
    made = _plan(session, actor, keep, other_id=other_id, today=today, picked=picked)
    require_answers(made.choices)
    gone = made.gone
    for at, _who, one in made.left:
        leaving.carry_out(session, one, on=today, reason="mistake", ending="mistake", at=at)
    same_person.join_rows(session, keep, gone, kept_membership=answer(made.choices, PARTY))
    merging.hand_over(session, "person", old=gone.id, new=keep.id)
    same_person.settle_homes(session, keep)
    values = dict(made.fields.values)
    if "id_no" in values:
        values["id_type"] = citizen_id.kind(values["id_no"])
    assign(keep, values)
    gone.alive, gone.merged_into = False, keep.id
    session.flush()
    return _("已合并：{name} 的 2 条登记合为 1 条").format(name=keep.name)


def named(session: Session, person: Person, today: date) -> str:
    """A person told from a namesake: 周兰（1-1-301，46 岁，证件末四位 0029）."""
    homes = dwelt.homes_of(session, person.id)
    facts = [dwelt.door_of(session, homes[0][1]).door] if homes else []
    if person.born is not None:
        facts.append(_("{age} 岁").format(age=show("age", person.born, today=today)))
    if person.id_no:
        facts.append(_("证件末四位 {tail}").format(tail=citizen_id.tail(person.id_no)))
    return f"{person.name}（{'，'.join(facts)}）" if facts else person.name


def _plan(
    session: Session, actor: Actor, keep: Person, *, other_id: UUID, today: date, picked: Mapping[str, str]
) -> _Plan:
    if other_id == keep.id:
        raise UserError(_("选的是同一条登记，不用合并。"), field="other_id")
    gone = dwelt.person(session, actor, other_id, "people.merge")
    found = merging.fields(FIELDS, keep, gone, picked=picked, today=today, certain=("id_no",), joined=("remark",))
    choices = [*found.choices]
    said: list[str] = []
    left: tuple[tuple[str, Person, Leaving], ...] = ()
    homes = _homes_apart(session, keep, gone)
    if homes:
        options = tuple(
            (str(home.id), _("住在 {label}").format(label=dwelt.label(session, home))) for *_who, home in homes
        )
        choice = Choice(HOME, _("现在住在"), (*options, (BOTH, _("几处都住")))).answered(picked)
        choices.append(choice)
        if choice.chosen not in ("", BOTH):
            wrong = [(who, home) for who, _place, home in homes if str(home.id) != choice.chosen]
            left = tuple(
                (f"{at}.", who, leaving.plan(session, home, {who.id}, picked=picked, at=f"{at}."))
                for at, (who, home) in enumerate(wrong)
            )
            choices += [asked for _at, _who, one in left for asked in one.choices]
            said += [line for _at, _who, one in left for line in one.sentences]
    mine, theirs = membership_of(session, keep.id), membership_of(session, gone.id)
    if mine and theirs and mine.kind != theirs.kind:
        choices.append(_ask_membership(mine, theirs, today).answered(picked))
    return _Plan(keep, gone, found, left, tuple(choices), tuple(said))


def _homes_apart(session: Session, keep: Person, gone: Person) -> list[tuple[Person, Residence, Household]]:
    """Where they live, when both live somewhere and not in the same household."""
    mine, theirs = dwelt.homes_of(session, keep.id), dwelt.homes_of(session, gone.id)
    shared = {home.id for _place, home in mine} & {home.id for _place, home in theirs}
    if not mine or not theirs or shared:
        return []
    return [(keep, *pair) for pair in mine] + [(gone, *pair) for pair in theirs]


def _ask_membership(mine: Membership, theirs: Membership, today: date) -> Choice:
    words = [show("code", one.kind, codes="membership_kind", today=today) for one in (mine, theirs)]
    return Choice(PARTY, _("党员身份"), ((merging.LEFT, words[0]), (merging.RIGHT, words[1])))
