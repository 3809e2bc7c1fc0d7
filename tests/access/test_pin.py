"""A PIN opens a locked desk while the program runs, and after five wrong ones only the password does."""

import pytest

from desktop.access.passwords import is_pin
from desktop.access.pin import TRIES, PinVault, make
from desktop.base.errors import UserError

KEY = b"d" * 32
PIN = "380472"


@pytest.fixture
def vault() -> PinVault:
    made = PinVault()
    made.keep("王书记", make(PIN), KEY)
    return made


def test_the_right_digits_give_the_data_key(vault: PinVault) -> None:
    assert vault.has("王书记")
    assert not vault.has("李主任")
    assert vault.open("王书记", PIN) == KEY


def test_five_wrong_ones_end_it(vault: PinVault) -> None:
    said = []
    for _try in range(TRIES):
        with pytest.raises(UserError) as refused:
            vault.open("王书记", "000001")
        said.append(refused.value.message)
    assert "还可以试 4 次" in said[0]
    assert "请用密码打开" in said[-1]
    assert not vault.has("王书记")


def test_a_right_one_between_starts_the_count_anew(vault: PinVault) -> None:
    for _try in range(TRIES - 1):
        with pytest.raises(UserError):
            vault.open("王书记", "000001")
    assert vault.open("王书记", PIN) == KEY
    with pytest.raises(UserError, match="4 次"):
        vault.open("王书记", "000001")


def test_the_key_lies_wrapped_and_is_forgotten_on_demand(vault: PinVault) -> None:
    kept = vault._kept["王书记"]
    assert KEY not in kept.wrapped
    vault.drop("王书记")
    vault.drop("王书记")
    assert not vault.has("王书记")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６", "111111", "121212", "123456"])
def test_what_is_tried_first_is_no_pin(typed: str) -> None:
    with pytest.raises(UserError):
        make(typed)


def test_six_plain_digits_are_told_from_a_password() -> None:
    assert is_pin(PIN)
    assert not is_pin("four words are enough")
