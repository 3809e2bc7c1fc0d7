"""A demo may be as small as one household: what stands in it is what there is people for."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import demo
from desktop.procedures.demo_sizes import SIZES, size_of
from desktop.registers.people.model import Household
from desktop.store.check import check


@pytest.mark.parametrize("households", [1, 2, 9])
def test_any_number_of_households_makes_a_whole_demo(
    households: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRID_DEVICE_DIR", str(tmp_path / "device"))
    desk = demo.make(
        Profile(tmp_path / "desk"), size=str(households), clock=at_noon(date(2026, 11, 22)), derived=DERIVED
    )  # fmt: skip
    with desk.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Household)) == households
    assert check(desk.store).findings == ()
    desk.close()


def test_a_size_is_a_name_or_a_number() -> None:
    assert size_of("county") is SIZES["county"]
    assert (size_of("61").buildings, size_of("62").buildings, size_of("491").buildings) == (1, 2, 9)
    assert size_of("100").people == 295


@pytest.mark.parametrize("said", ["0", "-3", "village", "", "1.5", "70001", "五"])
def test_any_other_size_is_refused_with_what_may_be_written(said: str) -> None:
    with pytest.raises(UserError, match="branch、community、county，或者户数 1 到 70000"):
        size_of(said)
