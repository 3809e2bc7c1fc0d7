"""What residents and households can put into other agencies' tables, by all the titles these use."""

from desktop.base.text import _
from desktop.registers.households.imports.columns import COLUMNS
from desktop.standard.filling.offers import Offer

_OURS = {column.name: column for column in COLUMNS}
_PERSON, _HEAD, _HOME = _("本人"), _("户主"), _("住房和户")
MEMBERS = 6  # as many as wide tables have room for


def _titles(*names: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The titles under which rosters bring the same fact, and some that only tables to be filled use."""
    return tuple(dict.fromkeys((*(title for name in names for title in _OURS[name].titles), *more)))


PERSON = (
    Offer("name", _("姓名"), "name", titles=_titles("name", more=("人口姓名", "本人姓名"))),
    Offer("sex", _("性别"), "code", "sex", _titles("sex", more=("性别代码",))),
    Offer("born", _("出生日期"), "partial_day", titles=_titles("born")),
    Offer("age", _("年龄"), "age", titles=("年龄", "周岁", "实足年龄")),
    Offer("id_type", _("证件种类"), "code", "id_type", ("证件类型", "证件种类", "证件名称", "证件/类型")),
    Offer("id_no", _("身份证号"), "citizen_id", titles=_titles("id", more=("证件/号码", "身份证件号码"))),
    Offer("phone", _("电话"), "phone", titles=_titles("phone")),
    Offer(
        "phone_2", _("另一个电话"), "phone",
        titles=("备用电话", "其他电话", "其它电话", "联系电话2", "电话2", "手机2", "第二电话", "备用手机"),
    ),
    Offer("relation", _("与户主关系"), "code", "relation", _titles("relation", more=("与户主关系代码",))),
    Offer("former_name", _("曾用名"), "name", titles=_titles("former_name")),
    Offer("employer", _("工作单位或学校"), titles=_titles("employer", more=("工作单位/学校", "工作单位或学校"))),
    Offer("occupation", _("职业"), titles=_titles("occupation")),
    Offer("political", _("政治面貌"), "code", "political_status", _titles("political", more=("政治面貌代码",))),
    Offer("is_party", _("党员标记"), "flag", titles=("是否党员", "是否中共党员", "党员")),
    Offer("party_kind", _("党员类别"), "code", "membership_kind", _titles("party_kind")),
    Offer("branch", _("所在党支部"), titles=_titles("branch")),
    Offer("joined_on", _("入党时间"), "partial_day", titles=_titles("joined_on")),
    Offer("hukou_number", _("户号"), titles=_titles("hukou_number")),
    Offer("hukou_kind", _("户口类别"), "code", "hukou_kind", _titles("hukou_kind")),
    Offer("hukou_address", _("户籍地址"), titles=_titles("hukou_address", more=("户籍地",))),
    Offer("presence", _("人户状态"), "code", "presence", _titles("presence")),
    Offer("person_remark", _("备注（内部记录）")),
)  # fmt: skip

HOME = (
    Offer("address", _("地址（小区加门牌）"), titles=(
        "现居地址", "现居住地址", "居住地址", "现住址", "现住地址", "家庭住址", "家庭地址", "住址", "地址", "详细地址",
        "居住地", "住房地址", "房屋地址", "现居住详细地址", "现居住地", "常住地址", "住所", "房屋坐落",
    )),
    Offer("door", _("门牌"), "door", titles=(
        "楼栋门牌", "门牌", "门牌号", "门牌号码", "楼房号", "楼栋房号", "楼号房号", "楼栋单元房号", "楼号单元房号",
        "楼门牌", "小区门牌", "居住小区门牌", "现居门牌", "楼-单元-房号", "楼栋-单元-房号", "楼栋-单元-门牌",
    )),
    Offer("compound", _("小区名称"), titles=("小区", "小区名称", "居住小区", "所在小区", "所属小区")),
    Offer("building", _("楼栋"), "part", "号楼", _titles("building")),
    Offer("stairwell", _("单元"), "part", "单元", _titles("stairwell")),
    Offer("floor", _("楼层"), "part", "层", _titles("storey")),
    Offer("room", _("房号"), "part", "室", _titles("room")),
    Offer("tenure", _("房屋性质"), "code", "tenure", _titles("tenure")),
    Offer("area", _("房屋面积"), "area", titles=_titles("area")),
    Offer("owner_name", _("产权人"), titles=_titles("owner_name")),
    Offer("home_phone", _("住户电话"), "phone", titles=_titles("home_phone")),
    Offer("people", _("户内人数"), "number", titles=(
        "家庭人口", "人口数", "人数", "户人口", "家庭人口数", "家庭人数", "常住人口", "常住人数", "户内人数", "人口",
    )),
    Offer("party_members", _("户内党员数"), "number", titles=("党员数", "党员人数", "家庭党员数", "户内党员数")),
    Offer("contacts", _("联户党员"), titles=("联户党员", "联户党员姓名", "包联党员", "联系党员", "包户党员")),
    Offer("last_visit", _("上次走访日期"), "day", titles=("上次走访", "最近走访日期", "上次走访日期", "走访日期")),
)  # fmt: skip


def _of(prefix: str, owner: str, *, titled: bool, words: tuple[str, ...]) -> tuple[Offer, ...]:
    """The facts of somebody else of the same household."""
    made = []
    for offer in PERSON:
        titles = offer.titles if titled or (not words and offer.name == "relation") else ()
        for word in words:
            named = (word, f"{word}姓名", f"{word}名字", f"{word}名称") if offer.name == "name" else ()  # data
            titles += named or tuple(f"{word}{title}" for title in offer.titles)
            titles += tuple(f"{word}/{title}" for title in offer.titles)
        name, title = f"{prefix}{offer.name}", _("{owner}：{title}").format(owner=owner, title=offer.title)
        made.append(Offer(name, title, offer.kind, offer.codes, titles, owner))
    return tuple(made)


_HEAD_WORDS = ("户主", "户代表")
MEMBER_PREFIXES = tuple(f"member{number}." for number in range(1, MEMBERS + 1))


def of_people() -> tuple[Offer, ...]:
    """What a row about one person may hold."""
    own = (Offer(o.name, o.title, o.kind, o.codes, o.titles, _PERSON) for o in PERSON)
    heads = (o for o in _of("head.", _HEAD, titled=False, words=_HEAD_WORDS) if o.name != "head.relation")
    return (*own, *_homes(), *heads)


def of_households() -> tuple[Offer, ...]:
    """What a row about one household may hold: its head, and its members side by side."""
    heads = (o for o in _of("head.", _HEAD, titled=True, words=_HEAD_WORDS) if o.name != "head.relation")
    members = (
        offer
        for number, prefix in enumerate(MEMBER_PREFIXES, 1)
        for offer in _of(prefix, _("成员 {number}").format(number=number), titled=False, words=())
    )
    return (*heads, *_homes(), *members)


def _homes() -> tuple[Offer, ...]:
    return tuple(Offer(o.name, o.title, o.kind, o.codes, o.titles, _HOME) for o in HOME)
