"""Saved filters of the invented branch, so that 我的筛选 shows what it is for."""

from desktop.base import clock as clocks
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.standard import views
from desktop.standard.list import Filter, Query, Sort

LATE = Query(filters=(Filter("next_due", values=("overdue",)),))
UNLINKED = Query(filters=(Filter("contact_names", values=("",)),))
MEMBERS = Query(filters=(Filter("membership", blank=False),), sort=(Sort("membership"),))


def fill(desk: Desk) -> None:
    """Two filters that the branch shares, and one of the secretary's own."""
    day = clocks.today(desk.clock)
    with desk.store.write(desk.actor.id, "views.share") as session:
        for register, name, query, shared in (
            ("households", _("逾期还没走"), LATE, True),
            ("households", _("没有联户党员"), UNLINKED, True),
            ("people", _("党员名单"), MEMBERS, False),
        ):
            views.keep(session, desk.actor, register, name=name, query=query, today=day, shared=shared)
