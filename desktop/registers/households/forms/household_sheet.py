"""一户一档: what is on the sheet of one household."""

from collections.abc import Sequence

from desktop import codes
from desktop.base.text import _
from desktop.printing.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Note,
    Signatures,
    Spacer,
    Table,
    Title,
    ticked,
)
from desktop.registers.households.forms.household_facts import HouseholdSheet

_SIZE, _LINE_MM = 10.0, 7.6
_MEMBERS = (
    Column(_("姓名"), 22),
    Column(_("与户主关系"), 17),
    Column(_("性别"), 11),
    Column(_("年龄"), 11),
    Column(_("证件末四位"), 17),
    Column(_("党员"), 18),
    Column(_("工作单位或学校"), weight=1.2, align="left"),
    Column(_("电话"), 27),
    Column(_("备注"), weight=1, align="left"),
)
_VISITS = (
    Column(_("日期"), 23),
    Column(_("走访人"), 20),
    Column(_("方式和结果"), 26),
    Column(_("谈话要点和诉求"), align="left"),
)
_LEAST_MEMBERS, _LEAST_VISITS = 5, 7  # with empty rows to write in


def draw(sheet: HouseholdSheet) -> Sequence[Block]:
    """One page for a usual household; what has no value is a box to fill by hand."""
    return [
        Title(_("居民家庭信息登记表"), _said_of(sheet), size=18),
        Fields(_facts(sheet), label_mm=22, line_mm=_LINE_MM, size=_SIZE),
        Fields(_more_facts(sheet), columns=3, label_mm=18, line_mm=_LINE_MM, size=_SIZE),
        Heading(_("家庭成员"), size=11),
        Table(
            _MEMBERS,
            [
                (
                    each.name,
                    each.relation,
                    each.sex,
                    each.age,
                    each.id_tail,
                    each.membership,
                    each.employer,
                    each.phone,
                    each.remark,
                )
                for each in sheet.residents
            ],
            min_rows=_LEAST_MEMBERS,
            row_mm=_LINE_MM,
            size=_SIZE,
        ),
        Heading(_("走访记录（最近 6 次，空行手写）"), size=11),
        Table(
            _VISITS,
            [(each.day, each.visitor, each.how, each.said) for each in sheet.visits],
            min_rows=_LEAST_VISITS,
            row_mm=_LINE_MM,
            size=_SIZE,
        ),
        Spacer(2),
        Fields((Field(_("诉求"), sheet.needs, span=2, lines=2),), label_mm=22, line_mm=6, size=_SIZE),
        Signatures((_("采集人"), _("居民签字"), _("告知书签收"))),
        Note(_("本表只用于联系服务，不打分、不排名。要看、要改、要删自己的信息，请找联户党员或支部。")),
    ]


def _said_of(sheet: HouseholdSheet) -> str:
    return _("一户一档　短码 {code}").format(code=sheet.code) if sheet.code else _("一户一档")


def _facts(sheet: HouseholdSheet) -> tuple[Field, ...]:
    return (
        Field(_("所在网格"), sheet.grid),
        Field(_("党支部"), sheet.branch),
        Field(_("楼栋门牌"), sheet.place),
        Field(_("联户党员"), sheet.contacts),
        Field(_("户主"), sheet.head),
        Field(_("联系电话"), sheet.phone),
        Field(_("人户状态"), _boxes("presence", sheet.presence), span=2),
        Field(_("房屋性质"), _boxes("tenure", sheet.tenure), span=2),
    )


def _more_facts(sheet: HouseholdSheet) -> tuple[Field, ...]:
    ways = (_("上门"), _("只打电话"))
    return (
        Field(_("户号"), sheet.hukou_number),
        Field(_("户口类别"), sheet.hukou_kind),
        Field(_("产权人"), sheet.owner),
        Field(_("房屋面积"), sheet.area),
        Field(_("走访方式"), ticked(ways, {ways[sheet.by_phone]})),
        Field(_("告知书"), sheet.notice),
    )


def _boxes(table: str, code: str) -> str:
    options = codes.options(table)
    return ticked([label for _code, label in options], {label for each, label in options if each == code})
