"""The Party's posts, group rolls and centre households that end with a person or a household."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgMember, Post

REASONS = {"moved": "moved", "died": "died", "mistake": "mistake"}  # residence_end_reason: post_end_reason


class PartyTies:
    """As `ties.Tie` asks for it."""

    def told(self, session: Session, people: Sequence[UUID], homes: Sequence[UUID]) -> Sequence[str]:
        """任职“支部书记”将空缺."""
        centres = _standing(session, PartyOrg, PartyOrg.household_id.in_(homes))
        ended = {org.id for org in centres}
        posts = _standing(session, Post, Post.person_id.in_(people))
        lost = [post for post in posts if post.org_id not in ended]
        said = [_("{name} 的任职“{title}”将空缺。").format(name=post.holder_name, title=post.title) for post in lost]
        rolls = _standing(session, PartyOrgMember, PartyOrgMember.person_id.in_(people))
        if rolls:
            said.append(_("党小组名册里的 {n} 条随之结束。").format(n=len(rolls)))
        return (*said, *(_("党员中心户“{name}”随之结束。").format(name=org.name) for org in centres))

    def end(self, session: Session, people: Sequence[UUID], homes: Sequence[UUID], *, on: date, reason: str) -> None:
        """End them on the day."""
        for post in _standing(session, Post, Post.person_id.in_(people)):
            post.ends_on, post.end_reason = max(on, post.starts_on), REASONS.get(reason, "other")
        for row in _standing(session, PartyOrgMember, PartyOrgMember.person_id.in_(people)):
            row.ends_on = max(on, row.starts_on)
        for org in _standing(session, PartyOrg, PartyOrg.household_id.in_(homes)):
            org.ends_on = max(on, org.starts_on) if org.starts_on else on
            for post in _standing(session, Post, Post.org_id == org.id):
                post.ends_on, post.end_reason = max(on, post.starts_on), "org_ended"
        session.flush()


def _standing(session: Session, kind: Any, which: Any) -> list[Any]:
    """Rows without an end, the oldest first."""
    return list(session.scalars(select(kind).where(kind.alive, kind.ends_on.is_(None), which).order_by(kind.id)))
