"""What must be true of a care need: a purpose, a consent, a day to look at it again (PIPL 28 to 31)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.partial_day import PartialDay

OF_AGE = 14  # PIPL 31: below it a guardian consents
LONGEST_DAYS = 366  # until it is looked at again
KEPT_DAYS = 365  # after its end, then it is to be erased
GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Everything a sealed row says. `kind`, `basis` and `end_reason` are codes; days are of Asia/Shanghai."""

    person_id: UUID
    kind: str
    since: date
    purpose: str
    basis: str
    consent_on: date
    consent_by: str = ""
    review_on: date
    note: str = ""
    ended_on: date | None = None
    end_reason: str = ""

    @property
    def open(self) -> bool:
        """Whether the need stands."""
        return self.ended_on is None


def check(care: Care, *, born: PartialDay | None, today: date) -> None:
    """UserError, with its field, for a need that may not be kept so."""
    if care.since > today:
        raise UserError(_("这一天还没有到，请核对。"), field="since")
    if care.consent_on > today:
        raise UserError(_("同意的日期还没有到。先征得同意，再登记。"), field="consent_on")
    if not care.purpose.strip():
        raise UserError(_("写明登记是为了做什么，例如：定期上门看望。"), field="purpose")
    if young(born, today) and (care.basis != GUARDIAN or not care.consent_by.strip()):
        raise UserError(_("不满 14 周岁，要由监护人同意：依据选“监护人同意”，并写上监护人姓名。"), field="consent_by")
    if care.basis == GUARDIAN and not care.consent_by.strip():
        raise UserError(_("写上同意的监护人姓名。"), field="consent_by")
    if care.open and not today < care.review_on <= today + timedelta(days=LONGEST_DAYS):
        raise UserError(_("复核日期要在今天之后、一年之内。"), field="review_on")


def check_end(care: Care, on: date, *, today: date) -> None:
    """UserError when a need cannot end on this day."""
    if not care.open:
        raise UserError(_("这一条已经结束了，没有改动。"))
    if not care.since <= on <= today:
        raise UserError(_("结束日期要在开始之后，不晚于今天。"), field="on")


def young(born: PartialDay | None, today: date) -> bool:
    """Not yet fourteen, as far as the birth date is known; of a partial date the fewest years possible."""
    return born is not None and born.age_on(today) < OF_AGE


def review(care: Care, *, lives_here: bool, today: date) -> str:
    """Why somebody should look at it again, in words; "" for nothing to do."""
    if care.ended_on is not None:
        return _("结束已满一年，请清除") if today >= care.ended_on + timedelta(days=KEPT_DAYS) else ""
    if not lives_here:
        return _("已不在本小区居住，请结束")
    return _("到了复核日期") if care.review_on <= today else ""
