"""What must be true of Party organisations and posts."""

from datetime import date, timedelta

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.party_orgs.model import PartyOrg, Post

TIERS = ("street", "community", "branch", "group", "centre")  # topmost first
SOON_DAYS = 30  # a term that ends within these days is told of

# Which posts each tier has, the leading one first; 其他职务 everywhere.
POSTS = {
    "street": ("street_secretary", "deputy", "part_time", "organiser", "publicist", "inspector", "other"),
    "community": ("committee_secretary", "deputy", "organiser", "publicist", "inspector", "part_time", "other"),
    "branch": ("secretary", "deputy", "organiser", "publicist", "inspector", "other"),
    "group": ("group_leader", "liaison", "other"),
    "centre": ("host", "other"),
}
LEADING = {tier: kinds[0] for tier, kinds in POSTS.items()}
WATCHED = frozenset({"branch", "group"})  # tiers whose missing leader is a to-do of the branch
SINGLE = frozenset({"street_secretary", "committee_secretary", "secretary", "group_leader", "host"})  # one at a time


def tier_below(tier: str) -> str | None:
    """The tier whose organisations stand directly under `tier`; None under a centre."""
    at = TIERS.index(tier) + 1
    return TIERS[at] if at < len(TIERS) else None


def check_org(org: PartyOrg) -> None:
    """UserError when the organisation cannot stand like this."""
    if not org.name.strip():
        raise UserError(_("请填写组织名称，例如 3号楼党小组。"), field="name")
    if org.starts_on is not None and org.ends_on is not None and org.ends_on < org.starts_on:
        raise UserError(_("撤销日期要不早于成立日期。"), field="on")
    if org.household_id is not None and org.tier != "centre":
        raise UserError(_("只有党员中心户落在一户人家里，其他组织不用选住户。"), field="household_id")


def check_place(org: PartyOrg, parent: PartyOrg | None) -> None:
    """UserError unless `parent` stands exactly one tier above (五级架构); only what is not held here has none."""
    wanted = TIERS.index(org.tier) - 1
    if parent is None:
        if org.tier in {"group", "centre"}:
            raise UserError(
                _("{tier}要建在上一级组织下面，请先选上一级。").format(tier=codes.label("party_tier", org.tier))
            )
        return
    if wanted < 0 or parent.tier != TIERS[wanted]:
        raise UserError(
            _("{tier}的上级应是{above}，“{name}”不是。").format(
                tier=codes.label("party_tier", org.tier),
                above=codes.label("party_tier", TIERS[wanted]) if wanted >= 0 else _("县委"),
                name=parent.name,
            )
        )


def check_kind(post: Post, org: PartyOrg | None) -> None:
    """UserError for a post that an organisation of this tier does not have."""
    if org is None:
        if not post.place_name.strip():
            raise UserError(_("请写明任职的地方，例如 两新工委办公室。"), field="place_name")
        return
    if post.kind not in POSTS[org.tier]:
        words = "、".join(codes.label("post_kind", kind) for kind in POSTS[org.tier])
        raise UserError(
            _("{tier}没有这个职务，可以选：{words}。").format(tier=codes.label("party_tier", org.tier), words=words),
            field="kind",
        )
    if post.stairwell_id is not None and post.kind != "liaison":
        raise UserError(_("只有楼道党建联络员要选单元。"), field="stairwell_id")


def check_post(post: Post) -> None:
    """UserError when the holder or the days of a post cannot stand."""
    if not post.holder_name.strip():
        raise UserError(_("请选择任职人，没有登记的人可以直接写姓名。"), field="holder_name")
    if not post.title.strip():
        raise UserError(_("请填写职务名称。"), field="title")
    if post.term_until is not None and post.term_until <= post.starts_on:
        raise UserError(_("任期届满日期要晚于任职日期。"), field="term_until")
    if post.ends_on is not None and post.ends_on < post.starts_on:
        raise UserError(_("卸任日期要不早于任职日期。"), field="on")


def is_standing(row: PartyOrg | Post, day: date) -> bool:
    """Does it stand on `day`?"""
    begun = row.starts_on is None or row.starts_on <= day
    return row.alive and begun and (row.ends_on is None or row.ends_on > day)


def may_go_on(row: PartyOrg | Post) -> bool:
    """Has it no end yet? Only then it may be ended or renewed."""
    return row.ends_on is None


def term_state(term_until: date | None, day: date) -> str:
    """How near the end of a term is on `day`: overdue, soon, fine, or none where no term was set."""
    if term_until is None:
        return "none"
    if term_until < day:
        return "overdue"
    return "soon" if term_until <= day + timedelta(days=SOON_DAYS) else "fine"
