"""租住附表: the sheet that goes with a household which rents its home."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Field, Fields, Heading, Note, Signatures, Table, Title
from desktop.registers.households.forms.household_facts import HouseholdSheet
from desktop.registers.households.forms.household_facts import collect as households

LET = "let"  # tenure
_COLUMNS = (
    Column(_("姓名"), 28),
    Column(_("与承租人关系"), 28),
    Column(_("性别"), 12),
    Column(_("年龄"), 12),
    Column(_("证件末四位"), 24),
    Column(_("联系电话"), 32),
    Column(_("工作单位或学校"), align="left"),
)
_LEAST_ROWS = 6


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[HouseholdSheet]:
    """A sheet for each household that rents. One chosen by itself is printed whatever is registered of its home."""
    found = households(session, actor, ids, today=today)
    rented = found if len(found) == 1 else [sheet for sheet in found if sheet.tenure == LET]
    if not rented:
        raise UserError(_("所选的住户里没有登记为出租的房屋，没有打印。请先在住户里填写房屋性质。"))
    return rented


def draw(sheet: HouseholdSheet) -> Sequence[Block]:
    """What the register knows is printed; landlord's telephone and lease are filled in by hand."""
    return [
        Title(_("租住附表"), _("附在《居民家庭信息登记表》后"), size=18),
        Fields(
            (
                Field(_("楼栋门牌"), sheet.place),
                Field(_("房屋面积"), sheet.area),
                Field(_("房东"), sheet.owner),
                Field(_("房东电话")),
                Field(_("承租人"), sheet.head),
                Field(_("联系电话"), sheet.phone),
                Field(_("租期开始"), _("　　　　年　　月　　日")),
                Field(_("租期结束"), _("　　　　年　　月　　日")),
            ),
            line_mm=10,
        ),
        Heading(_("同住的人")),
        Table(
            _COLUMNS,
            [
                (each.name, each.relation, each.sex, each.age, each.id_tail, each.phone, each.employer)
                for each in sheet.residents
            ],
            min_rows=_LEAST_ROWS,
            row_mm=10,
        ),
        Note(_("只用于联系服务。租期变动、搬走时，请告诉联户党员更新。")),
        Signatures((_("承租人"), _("采集人"))),
    ]
