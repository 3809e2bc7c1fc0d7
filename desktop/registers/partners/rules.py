"""What must be true of partners, agreements, projects, claims and deliveries."""

from collections.abc import Sequence
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.partners.model import Agreement, Claim, Delivery, Partner, Project

RESIDENT = "resident"
SOON_DAYS = 30  # an agreement that ends within these days is told of
LONGEST_YEARS = 20  # 民法典 705: no lease, and by our own care no agreement, for longer
MOST_MINUTES = 24 * 60


def check_partner(partner: Partner) -> None:
    """UserError unless the partner is one organisation, or one resident."""
    if partner.organisation_id is not None and partner.person_id is not None:
        raise UserError(_("合伙人是一家单位或一位居民，请只选一个。"), field="person_id")
    if partner.kind == RESIDENT and partner.organisation_id is not None:
        raise UserError(_("居民个体不选单位。请选居民，没有登记的直接写姓名。"), field="organisation_id")
    if partner.kind != RESIDENT and partner.organisation_id is None:
        raise UserError(_("请从单位库选单位；单位库里没有的，先到“单位库”新增。"), field="organisation_id")
    if not partner.name.strip():
        raise UserError(_("请选居民，没有登记的直接写姓名。"), field="name")


def check_agreement(agreement: Agreement) -> None:
    """UserError when the term or the parties cannot stand."""
    if not agreement.party_a.strip():
        raise UserError(_("请填写甲方，例如 阳光花园小区党支部。"), field="party_a")
    if agreement.ends_on <= agreement.starts_on:
        raise UserError(_("到期日期要晚于起始日期。"), field="ends_on")
    if agreement.ends_on >= _years_after(agreement.starts_on, LONGEST_YEARS):
        raise UserError(_("协议期限最长 {years} 年，请核对到期日期。").format(years=LONGEST_YEARS), field="ends_on")


def check_project(project: Project) -> None:
    """UserError when a project cannot be offered like this."""
    if not project.name.strip():
        raise UserError(_("请填写项目名称，例如 幸福食堂老年助餐。"), field="name")
    if project.ends_on is not None and project.ends_on < project.starts_on:
        raise UserError(_("结束日期要不早于开始日期。"), field="on")


def check_delivery(delivery: Delivery, claim: Claim, today: date) -> None:
    """UserError for a service on a day, to a number of people or of a length that cannot be."""
    if delivery.served_on > today:
        raise UserError(_("服务日期晚于今天，请等服务以后再登记。"), field="on")
    if delivery.served_on < claim.claimed_on:
        raise UserError(_("服务日期早于认领日期 {day}，请核对。").format(day=claim.claimed_on.isoformat()), field="on")
    if delivery.served < 1:
        raise UserError(_("服务人数至少 1 人。"), field="served")
    if not 0 < delivery.minutes <= MOST_MINUTES:
        raise UserError(_("服务时长写分钟，在 1 到 {most} 之间。").format(most=MOST_MINUTES), field="minutes")


def remind(agreement: Agreement) -> Sequence[str]:
    """What may be saved but is to be seen to."""
    unsaid = [words for words, said in (
        (_("合作宗旨"), agreement.purpose), (_("甲方支持"), agreement.support), (_("乙方义务"), agreement.duties),
    ) if not said.strip()]  # fmt: skip
    return (_("还没有写：{what}，签订前请补上。").format(what="、".join(unsaid)),) if unsaid else ()


def state(agreement: Agreement, day: date, *, renewed: bool) -> str:
    """How an agreement stands on a day: a code of agreement_state. `renewed`: another that was signed goes on from it.

    The lists ask the database the same (queries.lists); a test holds them together.
    """
    if agreement.signed_on is None or agreement.signed_on > day:
        return "draft"
    if agreement.terminated_on is not None and agreement.terminated_on <= day:
        return "terminated"
    if agreement.starts_on > day:
        return "signed"
    if agreement.ends_on >= day:
        return "running"
    return "renewed" if renewed else "expired"


def is_draft(agreement: Agreement) -> bool:
    """Nothing is signed yet: only then its terms may be written."""
    return agreement.signed_on is None


def is_signed(agreement: Agreement) -> bool:
    """It was signed and not ended early: it may be renewed or terminated."""
    return agreement.signed_on is not None and agreement.terminated_on is None


def keep_signed(agreement: Agreement) -> None:
    """UserError for putting a signed agreement away: it is ended by a deed."""
    if not is_draft(agreement):
        raise UserError(_("协议 {number} 已经签订，不能删除。需要时请办理终止。").format(number=agreement.number))


def is_open(project: Project) -> bool:
    """It has no end yet."""
    return project.ends_on is None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
