"""What must be true of venues and contracts, and how a contract stands on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract, ContractService, RentStep, Venue
from desktop.registers.venues.rules.periods import add_months

LONGEST_YEARS = 20  # 民法典 705: what goes beyond is void
SOON_DAYS = 30  # a contract that ends within these days is told of
MOST_MONEY = 999_999_999_999  # 分: 9,999,999,999.99 元


def check_venue(venue: Venue) -> None:
    """UserError for a venue without a name."""
    if not venue.name.strip():
        raise UserError(_("请填写场所名称，例如 一楼东厅。"), field="name")


def check_contract(contract: Contract) -> None:
    """UserError when the term, the parties or the sums cannot stand."""
    if not contract.party_a.strip():
        raise UserError(_("请填写甲方，例如 阳光社区居民委员会。"), field="party_a")
    if contract.ends_on <= contract.starts_on:
        raise UserError(_("到期日期要晚于起始日期。"), field="ends_on")
    if contract.ends_on >= add_months(contract.starts_on, 12 * LONGEST_YEARS):
        raise UserError(_("租期最长 {years} 年，请核对到期日期。").format(years=LONGEST_YEARS), field="ends_on")
    if contract.counts_from is not None and not contract.starts_on <= contract.counts_from <= contract.ends_on:
        raise UserError(_("计租周期的起点要在租期以内；空着就从起始日期算。"), field="counts_from")
    for name, title in (("rent", _("租金")), ("deposit", _("押金"))):
        if not 0 <= getattr(contract, name) <= MOST_MONEY:
            raise UserError(_("{title}要在 0 到 9,999,999,999.99 元之间。").format(title=title), field=name)
    if not 0 <= contract.due_days <= 366:
        raise UserError(_("缴款期限写每期开始后的天数，在 0 到 366 之间。"), field="due_days")


def check_steps(contract: Contract, steps: Iterable[RentStep]) -> None:
    """UserError for a step outside the term, two on one day, or a sum that cannot be."""
    seen: set[date] = set()
    for step in steps:
        if not contract.starts_on < step.since <= contract.ends_on:
            raise UserError(_("租金调整从 {day} 起，不在租期以内，请核对。").format(day=step.since.isoformat()))
        if step.since in seen:
            raise UserError(_("{day} 有两次租金调整，请留一次。").format(day=step.since.isoformat()))
        if not 0 <= step.rent <= MOST_MONEY:
            raise UserError(_("调整后的租金要在 0 到 9,999,999,999.99 元之间。"))
        seen.add(step.since)


def check_services(services: Iterable[ContractService]) -> None:
    """UserError for a service of no amount."""
    for service in services:
        if not service.content.strip():
            raise UserError(_("请写明抵租的服务内容，例如 每周免费理发。"))
        if not 0 < service.amount <= 9_999 or service.price < 0:
            raise UserError(_("“{what}”每期的数量要在 1 到 9999 之间，折算价不能小于 0。").format(what=service.content))


def remind(contract: Contract) -> Sequence[str]:
    """What may be saved but is to be seen to."""
    return () if contract.witness.strip() else (_("还没有写见证的社区党组织，签订前请补上。"),)


def state(contract: Contract, day: date, *, renewed: bool) -> str:
    """How a contract stands on a day: a code of agreement_state. `renewed`: another that was signed goes on from it.

    The lists ask the database the same (queries.lists); a test holds them together.
    """
    if contract.signed_on is None or contract.signed_on > day:
        return "draft"
    if contract.terminated_on is not None and contract.terminated_on <= day:
        return "terminated"
    if contract.starts_on > day:
        return "signed"
    if contract.ends_on >= day:
        return "running"
    return "renewed" if renewed else "expired"


def is_draft(contract: Contract) -> bool:
    """Nothing is signed yet: only then its terms may be written."""
    return contract.signed_on is None


def is_signed(contract: Contract) -> bool:
    """It was signed, whether it still stands or not: arrears survive the end."""
    return contract.signed_on is not None


def may_end(contract: Contract) -> bool:
    """It was signed and not ended early."""
    return contract.signed_on is not None and contract.terminated_on is None


def may_leave(contract: Contract) -> bool:
    """It was signed and the venue was not handed back yet."""
    return contract.signed_on is not None and contract.left_on is None


def keep_signed(contract: Contract) -> None:
    """UserError for putting a signed contract away: it is ended by a deed."""
    if not is_draft(contract):
        raise UserError(_("合同 {number} 已经签订，不能删除。需要时请办理提前终止。").format(number=contract.number))


def keep_rows(_row: object) -> None:
    """UserError always: no row of the ledger is put away."""
    raise UserError(_("账上的记录不能删除，什么也没有改。写错的请办理“冲正”，两笔都留在账上。"))
