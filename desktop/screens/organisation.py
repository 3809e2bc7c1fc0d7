"""组织队伍: the Party tree, its groups, members and posts as of any day, and the territory."""

from uuid import UUID

from desktop.base.text import _
from desktop.screens.ways import Ways
from desktop.ui.as_of import AsOf
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import standard_place

GROUP = _("组织队伍")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it; all but the territory look at one shared day."""
    as_of = AsOf(ways.day, ways.desk.tasks)
    return (
        (
            "party_orgs.see",
            Place(
                "party_orgs", _("组织架构"), "network", GROUP, lambda _desk: tree(ways, as_of),
                record=lambda _desk, key: tree(ways, as_of, key),
            ),
        ),
        (
            "party_orgs.see",
            Place("groups", _("楼栋党小组"), "building-2", GROUP, lambda _desk: group_list(ways, as_of)),
        ),
        ("members.see", Place("members", _("党员"), "users", GROUP, lambda _desk: members(ways, as_of))),
        (
            "posts.see",
            Place(
                "posts", _("任职"), "list-checks", GROUP, lambda _desk: posts(ways, as_of),
                record=lambda _desk, key: post(ways, as_of, key),
            ),
        ),
        ("units.see", standard_place(ways.desk, "units")),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area: none of its own, its papers stand with those of all registers."""
    return ()


def tree(ways: Ways, as_of: AsOf, chosen: UUID | None = None) -> Page:
    """组织架构, opened at an organisation."""
    from desktop.registers.party_orgs.screen.org_page import OrgPage  # late, each: once it is opened
    from desktop.ui.dated_list import dated_ways

    register = ways.desk.register("party_orgs")
    return OrgPage(ways.desk, register, as_of, ways=dated_ways(ways.desk, register, as_of), chosen=chosen)


def group_list(ways: Ways, as_of: AsOf) -> Page:
    """楼栋党小组; a group opens in the tree."""
    from desktop.registers.party_orgs.screen.group_list import groups  # late, each: once it is opened
    from desktop.reports.party_groups import linked
    from desktop.ui.dated_list import DatedList, dated_ways

    desk = ways.desk
    register = groups(desk.register("party_orgs"), linked)
    opened = dated_ways(desk, register, as_of, open_=lambda key: desk.go("party_orgs", key))
    return DatedList(desk, register, as_of, ways=opened)


def members(ways: Ways, as_of: AsOf) -> Page:
    """党员; a member opens as a resident."""
    from desktop.ui.dated_list import DatedList, dated_ways  # late: once it is opened

    desk = ways.desk
    register = desk.register("members")
    opened = dated_ways(desk, register, as_of, open_=lambda key: desk.go("people", key))
    return DatedList(desk, register, as_of, ways=opened)


def posts(ways: Ways, as_of: AsOf) -> Page:
    """任职, here and outside this tree."""
    from desktop.registers.party_orgs.screen.deeds import Deeds  # late, each: once it is opened
    from desktop.ui.dated_list import DatedList, dated_ways

    desk = ways.desk
    register = desk.register("posts")
    pages: list[DatedList] = []

    def new() -> None:
        if pages and as_of.is_today:
            Deeds(pages[0], desk).appoint_anywhere()

    may = desk.actor.may("posts.appoint")
    opened = dated_ways(desk, register, as_of, open_=lambda key: desk.go("posts", key), new=new if may else None)
    pages.append(DatedList(desk, register, as_of, ways=opened))
    return pages[0]


def post(ways: Ways, as_of: AsOf, post_id: UUID) -> Page:
    """One post."""
    from desktop.registers.party_orgs.screen.post_page import PostPage  # late, each: once it is opened
    from desktop.ui.dated_list import dated_ways

    register = ways.desk.register("posts")
    return PostPage(ways.desk, post_id, as_of, ways=dated_ways(ways.desk, register, as_of))
