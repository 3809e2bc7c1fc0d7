"""What the Party tree brings to 今日工作: posts that nobody holds, terms that have ended or end soon."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.party_orgs.queries.standing import standing
from desktop.registers.people.model import Person, Residence
from desktop.registers.people.queries import CURRENT
from desktop.standard.show import SOON_DAYS
from desktop.standard.todo import Todo, due_when

SECRETARY = rules.LEADING["branch"]


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """Terms by their last day, 30 days ahead; those beyond the week and vacancies, for which no day is named, apart."""
    return (*_left(session, actor, today), *_terms(session, actor, today), *_vacancies(session, actor, today))


def _left(session: Session, actor: Actor, today: date) -> list[Todo]:
    """Secretaries of the branch who died, or moved out of the compound, while the post goes on in their name."""
    lived = select(Residence.id).where(Residence.person_id == Person.id, Residence.alive)
    here = lived.where(CURRENT).exists()
    query = (
        select(Post.id, Post.holder_name, PartyOrg.name, Person.died_on)
        .join(Person, Person.id == Post.person_id)
        .join(PartyOrg, PartyOrg.id == Post.org_id)
        .where(Post.kind == SECRETARY, standing(Post, today), visible(Post, actor))
        .where(or_(Person.died_on.is_not(None), lived.exists() & ~here))
        .order_by(Post.id)
    )
    found = []
    for key, holder, name, died in session.execute(query):
        title = _("{holder}已故，{name}支部书记空缺") if died else _("{holder}已搬出，还登记为{name}支部书记")
        words = _("请报上级党组织研究接任人选，再办理卸任")
        found.append(Todo("none", title.format(holder=holder, name=name), words, _("打开任职"), "posts", key))
    return found


def _vacancies(session: Session, actor: Actor, today: date) -> list[Todo]:
    held = select(Post.id).where(
        Post.org_id == PartyOrg.id, Post.kind.in_(rules.LEADING.values()), standing(Post, today)
    )
    query = (
        select(PartyOrg.id, PartyOrg.name, PartyOrg.tier)
        .where(standing(PartyOrg, today), visible(PartyOrg, actor), PartyOrg.tier.in_(rules.WATCHED), ~held.exists())
        .order_by(PartyOrg.tier, PartyOrg.sort)
    )
    found = []
    for key, name, tier in session.execute(query):
        title = _("{name}还没有{post}").format(name=name, post=codes.label("post_kind", rules.LEADING[tier]))
        found.append(Todo("none", title, _("请落实人选"), _("打开组织架构"), "party_orgs", key))
    return found


def _terms(session: Session, actor: Actor, today: date) -> list[Todo]:
    near = today + timedelta(days=rules.SOON_DAYS)
    query: Any = (
        select(Post.id, Post.title, Post.holder_name, Post.place_name, Post.term_until, PartyOrg.name)
        .outerjoin(PartyOrg, PartyOrg.id == Post.org_id)
        .where(standing(Post, today), visible(Post, actor), Post.term_until <= near)
        .order_by(Post.term_until, Post.id)
    )
    found = []
    for key, title, holder, place, until, name in session.execute(query):
        words = _("任期已于 {day} 届满，请办理连任或卸任") if until < today else _("任期到 {day}，请准备换届")
        said = _("{holder} {place}{title}").format(holder=holder, place=name or place, title=title)
        when = due_when(until, today) if until <= today + timedelta(days=SOON_DAYS) else "none"
        found.append(Todo(when, said, words.format(day=until.isoformat()), _("打开任职"), "posts", key, until))
    return found
