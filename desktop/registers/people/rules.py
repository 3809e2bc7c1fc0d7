"""What must be true of a person, and what is worth a second look."""

from collections.abc import Sequence

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.people.model import Person
from desktop.values import citizen_id


def check(person: Person) -> None:
    """UserError when the person cannot be kept like this."""
    if not person.name:
        raise UserError(_("请填写姓名。"), field="name")
    if person.died_on is not None and person.born is not None and person.died_on.last() < person.born.first():
        raise UserError(_("去世日期要晚于出生日期。"), field="died_on")


def remind(person: Person) -> Sequence[str]:
    """Sentences of what may be saved but does not fit together: a finding, never an automatic correction."""
    found = []
    if person.id_no:
        if person.born is not None and person.born.is_full and person.born.first() != citizen_id.birth(person.id_no):
            found.append(_("出生日期与身份证号不一致，请核对证件。"))
        if person.sex in {"1", "2"} and person.sex != str(citizen_id.sex(person.id_no)):
            found.append(_("性别与身份证号不一致，请核对证件。"))
    return found
