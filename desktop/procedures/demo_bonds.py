"""Bonds of the invented branch: two leaders for the community, a unit that came and one that is awaited."""

from datetime import timedelta

from desktop.base import clock as clocks
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.registers.bonds import service
from desktop.registers.organisations import service as organisations

_DUTIES = _("每季度到社区走访一次，听取意见\n协调解决社区反映的难题\n指导社区党组织抓好网格服务")
_UNIT_DUTIES = _("组织在职党员到小区报到服务\n每季度至少办一件实事\n参加小区志愿服务和文明创建")
_LEADERS = (
    (_("陈志远"), _("县委常委、组织部部长"), 300, ((80, "visit", _("走访社区，了解老旧小区改造意见")),
                                                   (21, "meeting", _("现场协调阳光花园北门路灯改造")))),
    (_("周明慧"), _("县政府副县长"), 180, ((110, "visit", _("走访独居老人较多的楼栋，商量助餐点")),)),
)  # fmt: skip
_UNITS = (
    (_("县自然资源局"), _("赵立新"), "13000004412", 260,
     ((95, "join", _("15 名党员参加小区清洁日")), (30, "help", _("帮助测绘停车位，新划 26 个")))),
    (_("县融媒体中心"), _("孙晓彤"), "13000004413", 200, ((120, "visit", _("上门了解文化活动需求")),)),
)  # fmt: skip


def fill(desk: Desk) -> None:
    """Write them, one deed each, as people would have done it."""
    actor, today = desk.actor, clocks.today(desk.clock)
    with desk.store.write(actor.id, "bonds.save") as session:
        made = []
        for name, post, begun, done in _LEADERS:
            session.info["deed"].next_tx()
            bond = service.enter(
                session, actor, kind="leader", name=name, post=post, duties=_DUTIES,
                starts_on=today - timedelta(days=begun),
            )  # fmt: skip
            made.append((bond.id, done))
        for name, head, phone, begun, done in _UNITS:
            session.info["deed"].next_tx()
            unit = organisations.enter(session, actor, name=name, kind="department", head_name=head, phone=phone)
            session.info["deed"].next_tx()
            bond = service.enter(
                session, actor, kind="unit", organisation_id=unit.id, duties=_UNIT_DUTIES,
                starts_on=today - timedelta(days=begun),
            )  # fmt: skip
            made.append((bond.id, done))
        for bond_id, done in made:
            for ago, kind, what in done:
                session.info["deed"].next_tx()
                service.log(session, actor, bond_id, on=today - timedelta(days=ago), kind=kind, what=what)
