"""Organisations, posts and Party members, declared as three lists that answer for any day."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.party_orgs.forms.declared import ORG_CHART, POST_LIST
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post
from desktop.registers.party_orgs.queries import lists, standing
from desktop.registers.party_orgs.rules import check_post, may_go_on
from desktop.registers.people.model import Person
from desktop.spec import Action, Column, Field, Register, Words

if TYPE_CHECKING:
    from desktop.registers.party_orgs.service import orgs, posts, rolls
else:  # loaded once a deed is done
    orgs, posts, rolls = late("desktop.registers.party_orgs.service", "orgs", "posts", "rolls")

GROUP = _("组织队伍")
ON = Field("on", _("日期"), "day", required=True)
KIND = Field("kind", _("职务"), "code", codes="post_kind", required=True)
TERM = Field("term_until", _("任期届满"), "day", hint=_("没有任期就空着"))
BASIS = Field("basis", _("任命依据"), hint=_("例如 选举结果批复的文号"), width=30)
HOLDER = Field("person_id", _("任职人"), "record", picks="people", hint=_("姓名或拼音首字母"))
HOLDER_NAME = Field("holder_name", _("未登记的人"), "name", hint=_("不是本小区居民时写姓名"))

PARTY_ORGS = Register(
    name="party_orgs",
    title=_("组织架构"),
    model=PartyOrg,
    counter=_("个"),
    order=("tier_sort", "sort"),
    columns=(
        Column("name", _("组织"), 14, sort=("sort",), frozen=True),
        Column("tier", _("层级"), 8, "code", codes="party_tier", sort=("tier_sort", "sort"), choices=True),
        Column("parent", _("上级"), 14, choices=True),
        Column("leader", _("负责人"), 8, "name"),
        Column("liaisons", _("楼道联络员"), 14),
        Column("buildings", _("楼栋"), 12),
        Column("members", _("成员"), 5, "number"),
        Column("households", _("联系户数"), 7, "number"),
        Column("centres", _("党员中心户"), 16),
        Column("starts_on", _("成立日期"), 10, "day", shown=False),
        Column("remark", _("备注"), 14, shown=False),
    ),
    fields=(
        Field("name", _("组织名称"), required=True, width=30),
        Field("tier", _("层级"), "code", codes="party_tier", read_only=True),
        Field("parent_id", _("上级组织"), "record", picks="party_orgs", read_only=True),
        Field("household_id", _("中心户"), "record", picks="households", read_only=True),
        Field("starts_on", _("成立日期"), "day", read_only=True),
        Field("ends_on", _("撤销日期"), "day", read_only=True),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    actions=(
        Action(
            "found", _("新建下级组织"), orgs.found, allowed=may_go_on,
            asks=(Field("name", _("组织名称"), required=True), ON), icon="plus",
        ),
        Action(
            "make_centre", _("设党员中心户"), orgs.make_centre, allowed=may_go_on,
            asks=(Field("household_id", _("住户"), "record", picks="households", required=True), ON), icon="house",
        ),
        Action(
            "add_member", _("编入成员"), rolls.add_member, allowed=may_go_on,
            asks=(Field("person_id", _("党员"), "record", picks="people", required=True), ON), icon="user-plus",
        ),
        Action(
            "remove_member", _("移出成员"), rolls.remove_member, allowed=may_go_on,
            asks=(Field("person_id", _("党员"), "record", picks="people", required=True), ON), icon="log-out",
        ),
        Action("cover", _("划分楼栋"), rolls.cover, allowed=may_go_on, icon="building-2"),
        Action("end", _("撤销组织"), orgs.end, allowed=may_go_on, asks=(ON,), icon="x"),
    ),
    words=(
        Words(
            PartyOrgBuilding, _("负责的楼栋"),
            (
                Field("building_id", _("楼栋"), "record", picks="buildings"),
                Field("starts_on", _("负责开始"), "day"),
                Field("ends_on", _("负责结束"), "day"),
            ),
        ),
        Words(
            PartyOrgMember, _("党小组成员"),
            (
                Field("person_id", _("成员"), "record", picks="people"),
                Field("starts_on", _("编入日期"), "day"),
                Field("ends_on", _("移出日期"), "day"),
            ),
        ),
    ),
    related=standing.rows_of_org,
    forms=(ORG_CHART,),
    icon="network",
    group=GROUP,
    editable=False,
)  # fmt: skip

POSTS = Register(
    name="posts",
    title=_("任职"),
    model=Post,
    label="label",
    counter=_("项"),
    order=("tier_sort", "place_sort", "kind_sort", "stairwell"),
    columns=(
        Column("place", _("组织"), 14, sort=("tier_sort", "place_sort", "kind_sort"), choices=True, frozen=True),
        Column("title", _("职务"), 10, sort=("kind_sort", "place_sort"), choices=True),
        Column("holder_name", _("任职人"), 8, "name", sort=("holder_sort",)),
        Column("stairwell", _("单元"), 8),
        Column("starts_on", _("任职日期"), 10, "day"),
        Column("term_until", _("任期届满"), 11, "due"),
        Column("basis", _("任命依据"), 16, field="basis"),
        Column("kind", _("职务类别"), 10, "code", codes="post_kind", choices=True, shown=False),
        Column("tier", _("层级"), 8, "code", codes="party_tier", choices=True, shown=False),
    ),
    fields=(
        Field("title", _("职务名称"), required=True),
        Field("kind", _("职务"), "code", codes="post_kind", read_only=True),
        Field("org_id", _("组织"), "record", picks="party_orgs", read_only=True),
        Field("place_name", _("其他任职地方"), read_only=True),
        Field("person_id", _("任职人"), "record", picks="people", read_only=True),
        Field("holder_name", _("任职人姓名"), "name", read_only=True),
        Field("starts_on", _("任职日期"), "day", read_only=True, section=_("任期")),
        replace(TERM, bulk=True),  # one election decides them for many posts
        Field("ends_on", _("卸任日期"), "day", read_only=True),
        Field("end_reason", _("卸任原因"), "code", codes="post_end_reason", read_only=True),
        replace(BASIS, bulk=True),
    ),
    actions=(
        Action(
            "reappoint", _("办理连任"), posts.reappoint, allowed=may_go_on,
            asks=(
                Field("on", _("连任日期"), "day", required=True),
                Field("term_until", _("新任期届满"), "day", required=True),
                BASIS,
            ),
            icon="refresh-cw",
        ),
        Action(
            "end_post", _("办理卸任"), posts.end_post, allowed=may_go_on,
            asks=(
                Field("on", _("卸任日期"), "day", required=True),
                Field("reason", _("卸任原因"), "code", codes="post_end_reason", required=True),
            ),
            icon="log-out",
        ),
    ),
    check=check_post,
    dated=lists.post_rows,
    forms=(POST_LIST,),
    icon="list-checks",
    group=GROUP,
)  # fmt: skip

MEMBERS = Register(
    name="members",
    title=_("党员"),
    model=Person,
    counter=_("人"),
    order=("name_sort",),
    columns=(
        Column("name", _("姓名"), 7, "name", sort=("name_sort",), frozen=True),
        Column("kind", _("党员类别"), 12, "code", codes="membership_kind", choices=True),
        Column("group", _("党小组"), 11, choices=True),
        Column("posts", _("职务"), 10),
        Column("branch_name", _("所在党支部"), 10, choices=True),
        Column("joined_on", _("入党时间"), 7, "partial_day"),
        Column("door", _("门牌"), 7, "door", sort=("door_sort",)),
        Column("phone", _("电话"), 9, "phone"),
        Column("starts_on", _("登记日期"), 10, "day", shown=False),
    ),
    dated=lists.member_rows,
    icon="users",
    group=GROUP,
    editable=False,
)
