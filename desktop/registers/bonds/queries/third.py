"""The third link, member → household, in figures: read from `contacts`, entered nowhere else."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Dwelling
from desktop.registers.contacts.model import ContactLink
from desktop.registers.contacts.queries import STANDING
from desktop.registers.people.model import Household

IN_SERVICE = "in_service"


@dataclass(frozen=True, slots=True)
class Third:
    """Households in all and those with a member; members by kind of link. Figures, no names."""

    households: int
    linked: int
    in_service: int
    resident: int

    @property
    def words(self) -> str:
        """One sentence."""
        said = _("在职包户党员 {a} 名、小区直联党员 {b} 名，联系 {linked} 户，共 {households} 户，").format(
            a=self.in_service, b=self.resident, linked=self.linked, households=self.households
        )
        left = self.households - self.linked
        return said + (_("还有 {n} 户没有联户党员").format(n=left) if left else _("每户都有联户党员"))


def figures(session: Session, actor: Actor, *, compound_id: UUID | None = None) -> Third:
    """Of one compound, or of everything in the scope."""
    homes = select(Household.id).where(visible(Household, actor), Household.alive, Household.ended_on.is_(None))
    if compound_id is not None:
        homes = (
            homes.join(Dwelling, Dwelling.id == Household.dwelling_id)
            .join(Building, Building.id == Dwelling.building_id)
            .where(Building.compound_id == compound_id)
        )
    links = select(ContactLink).where(STANDING, ContactLink.household_id.in_(homes))
    members = func.count(ContactLink.member_id.distinct())
    kinds = links.with_only_columns(ContactLink.kind, members).group_by(ContactLink.kind)
    by_kind: dict[str, int] = dict(session.execute(kinds).all())
    linked = links.with_only_columns(func.count(ContactLink.household_id.distinct()))
    return Third(
        households=_count(session, homes), linked=session.scalar(linked) or 0,
        in_service=by_kind.get(IN_SERVICE, 0),
        resident=sum(count for kind, count in by_kind.items() if kind != IN_SERVICE),
    )  # fmt: skip


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0
