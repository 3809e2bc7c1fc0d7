"""Clocks, ids and refusals that everything else stands on."""

from datetime import date
from uuid import UUID

import pytest

from desktop.base.clock import FixedClock, SystemClock, at_noon, local_time, today
from desktop.base.errors import Damage, UserError
from desktop.base.ids import id_of, place_id, uuid7

COMPOUND = UUID("01890000-0000-7000-8000-000000000001")


def test_a_day_begins_at_midnight_in_shanghai() -> None:
    clock = at_noon(date(2026, 11, 22))
    clock.pass_time(seconds=12 * 3600 - 1)
    assert today(clock) == date(2026, 11, 22)
    clock.pass_time(seconds=1)
    assert today(clock) == date(2026, 11, 23)
    clock.pass_time(days=30)
    assert today(clock) == date(2026, 12, 23)


def test_an_instant_is_shown_as_the_wall_clock_there() -> None:
    assert local_time(0).isoformat() == "1970-01-01T08:00:00+08:00"


def test_the_clock_of_the_machine_moves_forward() -> None:
    clock = SystemClock()
    first = clock.now_ms()
    assert clock.now_ms() >= first > FixedClock(0).now_ms()


def test_ids_rise_and_are_of_version_7() -> None:
    made = [uuid7() for _number in range(5000)]
    assert made == sorted(set(made))
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {"specified in RFC 4122"}


def test_two_machines_name_the_same_door_alike() -> None:
    assert place_id(COMPOUND, "3-2-501") == place_id(UUID(int=COMPOUND.int), "3-2-501") != place_id(COMPOUND, "3-2-502")


@pytest.mark.parametrize(("kind", "code"), [(UserError, 2), (Damage, 3)])
def test_a_refusal_carries_its_sentence_field_and_exit_code(kind: type[UserError], code: int) -> None:
    refusal = kind("面积要填数字。", field="area")
    assert (str(refusal), refusal.message, refusal.field, refusal.exit_code) == (
        "面积要填数字。",
        "面积要填数字。",
        "area",
        code,
    )


def test_an_id_out_of_sixteen_bytes_is_the_id_that_they_are_of() -> None:
    made = uuid7()
    assert id_of(made.bytes) == made
    assert (hash(id_of(made.bytes)), str(id_of(made.bytes)), id_of(made.bytes).version) == (hash(made), str(made), 7)
    with pytest.raises(ValueError, match="16 bytes"):
        id_of(b"short")
