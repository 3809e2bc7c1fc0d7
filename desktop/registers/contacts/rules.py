"""When a household is due for a visit, and who may be its contact."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.contacts.model import ContactLink, Visit

VISIT_EVERY_DAYS = 90  # MISSION, words: defaults, configurable
FIRST_VISIT_DAYS = 30  # after a link
CARE_DAYS = 30  # where more was agreed upon; the reason is nowhere here
KEPT_YEARS = 2  # MISSION, what it is not: notes of visits are kept two years
MET = frozenset({"home"})  # outcomes that count as a visit; a closed door does not


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a unit visits, in days; the names are the keys of its settings."""

    visit_days: int = VISIT_EVERY_DAYS
    first_visit_days: int = FIRST_VISIT_DAYS
    care_days: int = CARE_DAYS


USUAL = Cadence()


def next_due(
    *,
    linked_on: date | None,
    last_met: date | None,
    appointed_on: date | None,
    every_days: int | None,
    cadence: Cadence = USUAL,
    care_since: date | None = None,
) -> date | None:
    """The day by which the branch owes a visit; None while no member is linked (R2 is a standing to-do, not a date).

    `every_days` is what the household asked for, None for the cadence of the unit; from `care_since` on it is visited
    at least every `care_days`. Nobody is late on the day that a need is entered: it would be unfair to the member, and
    tell everybody of the need.
    """
    if appointed_on is not None and (last_met is None or appointed_on > last_met):
        return appointed_on
    if linked_on is None:
        return None
    due = linked_on + timedelta(days=cadence.first_visit_days)
    if last_met is not None:
        again = last_met + timedelta(days=every_days or cadence.visit_days)
        due = min(due, again) if last_met < linked_on else again
    if care_since is not None:
        due = min(due, max(care_since, last_met or care_since) + timedelta(days=cadence.care_days))
    return due


def check_link(link: ContactLink) -> None:
    """UserError when the dates of a link cannot stand."""
    if link.ends_on is not None and link.ends_on < link.starts_on:
        raise UserError(_("结束日期要不早于开始日期。"), field="ends_on")


def check_visit(visit: Visit, today: date) -> None:
    """UserError for a visit that cannot have been."""
    if visit.visited_on > today:
        raise UserError(_("走访日期还没有到，请核对；约定的日子填在“约定下次”。"), field="visited_on")
    if visit.next_on is not None and visit.next_on <= visit.visited_on:
        raise UserError(_("约定下次要晚于这次走访的日期。"), field="next_on")


def is_marked(visit: Visit) -> bool:
    """Whether the visit waits to become an event."""
    return bool(visit.to_event)


def check_sheet_day(on: date, printed_on: date) -> None:
    """UserError when a visit would lie before the printing of the sheet that it was written on."""
    if on < printed_on:
        raise UserError(
            _("这张表是 {day} 打印的，走访日期不会比它早，请核对。").format(day=printed_on), field="visited_on"
        )


def words_end(today: date) -> date:
    """The last day whose notes have been kept long enough: two years ago; 28 February where there was no 29th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year - KEPT_YEARS, today.month, day)
