"""What must be true of a person, and what is worth a second look."""

import pytest

from desktop.base.errors import UserError
from desktop.registers.people import rules
from desktop.registers.people.model import Person
from desktop.values.partial_day import PartialDay

NUMBER = "11010519491231002X"  # a woman born on 31 December 1949


def test_a_person_has_a_name() -> None:
    with pytest.raises(UserError) as refusal:
        rules.check(Person(name=""))
    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    ("born", "died", "stands"),
    [
        (PartialDay(1949, 12, 31), PartialDay(2026, 3, 5), True),
        (PartialDay(1949), PartialDay(1949), True),  # what is not known may well be right
        (PartialDay(1949, 12, 31), PartialDay(1949, 12), True),
        (PartialDay(1949, 12, 31), PartialDay(1949, 11, 30), False),
    ],
)
def test_nobody_dies_before_being_born(born: PartialDay, died: PartialDay, stands: bool) -> None:
    person = Person(name="周兰", born=born, died_on=died)
    if stands:
        rules.check(person)
        return
    with pytest.raises(UserError) as refusal:
        rules.check(person)
    assert refusal.value.field == "died_on"


@pytest.mark.parametrize(
    ("born", "sex", "words"),
    [
        (PartialDay(1949, 12, 31), "2", []),
        (PartialDay(1949), "2", []),  # a year alone cannot disagree
        (None, None, []),
        (PartialDay(1949, 12, 30), "2", ["出生日期"]),
        (PartialDay(1949, 12, 31), "1", ["性别"]),
        (PartialDay(1950, 1, 1), "1", ["出生日期", "性别"]),
    ],
)
def test_a_number_that_disagrees_is_told_and_never_corrected(
    born: PartialDay | None, sex: str | None, words: list[str]
) -> None:
    person = Person(name="周兰", id_no=NUMBER, born=born, sex=sex)
    said = rules.remind(person)
    assert [any(word in sentence for sentence in said) for word in words] == [True] * len(words)
    assert len(said) == len(words)
    assert (person.born, person.sex) == (born, sex)


def test_without_a_number_there_is_nothing_to_compare() -> None:
    assert rules.remind(Person(name="周兰", born=PartialDay(1949), sex="1")) == []
