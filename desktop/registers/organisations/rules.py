"""What must be true of an organisation, and what is worth a second look."""

from collections.abc import Sequence

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.organisations.model import Organisation

LONGEST_NAME = 60


def check(organisation: Organisation) -> None:
    """UserError when the organisation cannot be kept like this."""
    if not organisation.name.strip():
        raise UserError(_("请填写单位名称，例如 县人社局。"), field="name")
    if len(organisation.name) > LONGEST_NAME:
        raise UserError(_("单位名称最多 {most} 个字，请写证照上的名称。").format(most=LONGEST_NAME), field="name")


def remind(organisation: Organisation) -> Sequence[str]:
    """Sentences of what may be saved but is to be seen to."""
    missing = not organisation.uscc and organisation.kind not in ("department", "party")
    return (_("还没有统一社会信用代码，签协议前请补上。"),) if missing else ()


def may_confirm(organisation: Organisation) -> bool:
    """Does it still wait for the county's word?"""
    return organisation.alive and organisation.state == "waiting"


def partner_kind(kind: str) -> str:
    """The type of partner that an organisation of this kind is (five types, no resident)."""
    known = {"department": "department", "institution": "department", "party": "department", "property": "property"}
    return known.get(kind, "nonprofit" if kind == "nonprofit" else "merchant")
