"""The papers of the Party tree, by name: what they read and draw is loaded once one is printed."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Field, Form

if TYPE_CHECKING:
    from desktop.registers.party_orgs.forms import org_chart, rosters
    from desktop.registers.party_orgs.queries.lists import Linked
else:
    org_chart, rosters = late("desktop.registers.party_orgs.forms", "org_chart", "rosters")

AS_OF = Field("on", _("截至日期"), "day", hint=_("空着就是今天"))

ORG_CHART = Form(
    "org-chart", _("五级架构图"), org_chart.collect, org_chart.draw, paper="A3", landscape=True, asks=(AS_OF,)
)
POST_LIST = Form("post-list", _("任职一览"), rosters.collect_posts, rosters.draw_posts, asks=(AS_OF,))


def group_roster(linked: "Linked") -> Form:
    """The roster of groups; `linked` counts the households, which links know."""
    return Form(
        "group-roster",
        _("楼栋党小组与中心户名册"),
        partial(rosters.collect_groups, linked=linked),
        rosters.draw_groups,
        landscape=True,
        asks=(AS_OF,),
    )
