"""What must be true of a bond, and when it falls due."""

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.bonds.model import Bond, BondContact

LEADER, UNIT = "leader", "unit"
USUAL_DAYS = 90  # as often as a household is visited when nobody says otherwise
MOST_DAYS = 366


def check(bond: Bond) -> None:
    """UserError when a bond cannot stand like this."""
    if bond.kind == UNIT and bond.organisation_id is None:
        raise UserError(_("请从单位库选包保单位；单位库里没有的，先到“单位库”新增。"), field="organisation_id")
    if not bond.name.strip():
        raise UserError(_("请填写包联领导的姓名。"), field="name")
    if not bond.place.strip():
        raise UserError(_("请填写包联的社区或小区，例如 阳光社区。"), field="place")
    if not 0 < bond.cadence_days <= MOST_DAYS:
        raise UserError(_("联系周期写天数，在 1 到 {most} 之间。").format(most=MOST_DAYS), field="cadence_days")
    if bond.ends_on is not None and bond.ends_on < bond.starts_on:
        raise UserError(_("结束日期要不早于起始日期。"), field="on")


def check_contact(contact: BondContact, bond: Bond, today: date) -> None:
    """UserError for a day on which the bond did not stand, or that has still to come; and without a word on it."""
    if contact.held_on > today:
        raise UserError(_("日期晚于今天，请等做过以后再登记。"), field="on")
    if contact.held_on < bond.starts_on or (bond.ends_on is not None and contact.held_on >= bond.ends_on):
        raise UserError(_("这一天不在包联期限内，请核对日期。"), field="on")
    if not contact.what.strip():
        raise UserError(_("请写一句做了什么，例如 协调修好东门路灯。"), field="what")


def remind(bond: Bond) -> Sequence[str]:
    """What may be saved but is to be seen to."""
    return () if bond.duties.strip() else (_("还没有写包联职责，印手册前请补上。"),)


def is_open(bond: Bond) -> bool:
    """It has no end yet."""
    return bond.ends_on is None


def due_on(starts_on: date, cadence_days: int, last: date | None) -> date:
    """The day by which somebody is to come again. The list asks the database the same; a test holds them together."""
    return (last or starts_on) + timedelta(days=cadence_days)
