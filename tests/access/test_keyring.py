"""Slots that each wrap the one data key: any right secret opens, nothing else does, and no change loses a way in."""

from base64 import b64encode
from itertools import count
from pathlib import Path
from unittest import mock

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.access import keyring as keyrings
from desktop.access.keyring import ARGON_TIME, MOST_TIME, Keyring, Opened, calibrated
from desktop.access.passwords import check_password
from desktop.base.errors import Damage, UserError

SECRET, OTHER_PC = b"d" * 32, b"e" * 32
PASSWORD = "四个 不相干 的 词语"


@pytest.fixture(scope="module")
def made() -> tuple[Opened, str]:
    return keyrings.create("p1", "王书记", PASSWORD, SECRET)


def test_the_password_opens_on_this_pc(made: tuple[Opened, str]) -> None:
    opened, _code = made
    again = keyrings.open_with_password(opened.keyring, "王书记", PASSWORD, SECRET)
    assert keyrings.same_key(opened, again)
    assert again.keys() == opened.keys()


@pytest.mark.parametrize(
    ("user", "password", "secret"),
    [("王书记", "another password", SECRET), ("李书记", PASSWORD, SECRET), ("王书记", PASSWORD, OTHER_PC)],
)
def test_a_wrong_name_password_or_pc_is_refused_in_the_same_words(
    made: tuple[Opened, str], user: str, password: str, secret: bytes
) -> None:
    with pytest.raises(UserError, match="用户名或密码不对") as told:
        keyrings.open_with_password(made[0].keyring, user, password, secret)
    assert told.value.field == "password"


def test_the_sheet_opens_anywhere_however_it_is_typed(made: tuple[Opened, str]) -> None:
    opened, code = made
    assert len(code.split("-")) == 8
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l"), f" {code} "):
        assert keyrings.same_key(opened, keyrings.open_with_sheet(opened.keyring, typed))


@given(st.text(max_size=50))
def test_no_other_code_opens(made: tuple[Opened, str], typed: str) -> None:
    with pytest.raises(UserError, match="恢复单"):
        keyrings.open_with_sheet(made[0].keyring, typed)


def test_no_key_lies_in_the_file(made: tuple[Opened, str], tmp_path: Path) -> None:
    opened, code = made
    keyrings.save(opened.keyring, tmp_path / "1", tmp_path / "2")
    data = (tmp_path / "1").read_bytes()
    keys = opened.keys()
    for secret in (opened.data_key, keys.database[:32], keys.mac, keys.backup, code.replace("-", "").encode()):
        assert secret not in data
        assert secret.hex().encode() not in data
    assert PASSWORD.encode() not in data


def test_each_use_has_a_key_of_its_own(made: tuple[Opened, str]) -> None:
    keys = made[0].keys()
    assert len({keys.database[:32], keys.mac, keys.backup, made[0].data_key}) == 4
    assert keys.database[32:] == made[0].keyring.database_salt


def test_a_new_password_takes_the_place_of_the_old_and_leaves_the_data_key(made: tuple[Opened, str]) -> None:
    opened, code = made
    changed = keyrings.with_password(opened, "王书记", "a much better one", SECRET)
    assert changed.keyring.generation == opened.keyring.generation + 1
    assert keyrings.same_key(
        opened, keyrings.open_with_password(changed.keyring, "王书记", "a much better one", SECRET)
    )
    assert keyrings.same_key(opened, keyrings.open_with_sheet(changed.keyring, code))
    with pytest.raises(UserError):
        keyrings.open_with_password(changed.keyring, "王书记", PASSWORD, SECRET)


def test_a_new_sheet_voids_the_old(made: tuple[Opened, str]) -> None:
    opened, old = made
    changed, new = keyrings.with_new_sheet(opened)
    assert keyrings.same_key(opened, keyrings.open_with_sheet(changed.keyring, new))
    with pytest.raises(UserError):
        keyrings.open_with_sheet(changed.keyring, old)


def test_a_leaver_goes_but_the_last_way_in_stays(made: tuple[Opened, str]) -> None:
    both = keyrings.with_password(made[0], "李干事", "staff have passwords", SECRET)
    left = keyrings.without_user(both, "李干事")
    assert [slot.owner for slot in left.keyring.slots if slot.kind == "password"] == ["王书记"]
    with pytest.raises(UserError, match="最后一个"):
        keyrings.without_user(left, "王书记")


@pytest.mark.parametrize("password", ["short", "123456789", "aaaaaaaaaaaa", "1234567890", "abab abab", "PASSWORD123"])
def test_a_password_that_is_guessed_is_refused(password: str) -> None:
    with pytest.raises(UserError) as told:
        check_password(password)
    assert told.value.field == "password"


@pytest.mark.parametrize("password", ["correct horse", "红 花 绿 叶", "zhe-shi-mi-ma", "今天天气很好我们去走访"])
def test_a_long_one_or_four_words_are_taken(password: str) -> None:
    check_password(password)


def test_a_stolen_slot_does_not_fit_another_user(made: tuple[Opened, str]) -> None:
    """The owner's name is bound into the wrapping."""
    import msgspec

    renamed = tuple(msgspec.structs.replace(slot, owner="李干事") for slot in made[0].keyring.slots)
    forged = msgspec.structs.replace(made[0].keyring, slots=renamed)
    with pytest.raises(UserError):
        keyrings.open_with_password(forged, "李干事", PASSWORD, SECRET)


@given(st.lists(st.sampled_from(["password", "user", "leaver", "sheet"]), max_size=8))
def test_through_any_history_the_newest_secrets_open_and_the_older_ones_do_not(deeds: list[str]) -> None:
    with mock.patch.multiple(keyrings, _password_key=_cheap):  # the hash is meant to be slow; its strength is not asked
        opened, code = keyrings.create("p1", "甲", "first password", SECRET)
        passwords, old, numbers = {"甲": "first password"}, [], count()
        for deed in deeds:
            if deed == "sheet":
                opened, code = keyrings.with_new_sheet(opened)
            elif deed == "leaver" and "乙" in passwords:
                opened = keyrings.without_user(opened, "乙")
                old.append(("乙", passwords.pop("乙")))
            else:
                user = "甲" if deed == "password" else "乙"
                old += [(user, passwords[user])] if user in passwords else []
                passwords[user] = f"password number {next(numbers)}"
                opened = keyrings.with_password(opened, user, passwords[user], SECRET)
        ring = opened.keyring
        assert keyrings.same_key(opened, keyrings.open_with_sheet(ring, code))
        for user, password in passwords.items():
            assert keyrings.same_key(opened, keyrings.open_with_password(ring, user, password, SECRET))
        for user, password in old:
            with pytest.raises(UserError):
                keyrings.open_with_password(ring, user, password, SECRET)


@pytest.mark.parametrize(("seconds", "rounds"), [(0.06, 10), (0.1, 6), (0.5, ARGON_TIME), (0.0, MOST_TIME)], ids=str)
def test_a_faster_pc_does_more_rounds_and_a_slow_one_never_too_few(seconds: float, rounds: int) -> None:
    times = iter((1.0, 1.0 + seconds))
    assert calibrated(lambda: next(times)) == rounds


def test_a_password_pays_the_whole_price_outside_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # what makes passwords cheap here
    slot, _cached = keyrings.create("a", "王书记", "四个 不相干 的 词语", SECRET)[0].keyring.slots
    assert slot.memory_kib >= 65_536
    assert slot.time >= ARGON_TIME


def _cheap(slot: keyrings.Slot, password: str, device_secret: bytes) -> bytes:
    return keyrings._stretch(password.encode() + device_secret, slot)


class TestTwoCopies:
    def saved(self, made: tuple[Opened, str], folder: Path) -> tuple[Keyring, Path, Path]:
        first, second = folder / "keyring.json", folder / "keyring.2.json"
        keyrings.save(made[0].keyring, first, second)
        return made[0].keyring, first, second

    @pytest.mark.parametrize("content", [b"", b"{", b"\x00" * 300])
    def test_either_is_enough(self, made: tuple[Opened, str], tmp_path: Path, content: bytes) -> None:
        ring, first, second = self.saved(made, tmp_path)
        first.write_bytes(content)
        assert keyrings.load(first, second) == ring
        second.write_bytes(first.read_bytes())
        with pytest.raises(Damage, match="备份恢复"):
            keyrings.load(first, second)

    def test_a_bit_that_flipped_anywhere_leaves_the_other_copy(self, made: tuple[Opened, str], tmp_path: Path) -> None:
        """A flipped slot that nobody just used would be healed over the whole copy, and the sheet open nothing."""
        ring, first, second = self.saved(made, tmp_path)
        wrapped = b64encode(ring.slots[-1].wrapped)
        flipped = first.read_bytes().replace(wrapped[:4], wrapped[:4].swapcase())
        assert flipped != first.read_bytes()
        first.write_bytes(flipped)
        assert keyrings.read(first) is None
        assert keyrings.load(first, second) == ring

    def test_a_copy_of_a_release_that_wrote_no_checksum_is_read(self, made: tuple[Opened, str], tmp_path: Path) -> None:
        first = tmp_path / "keyring.json"
        first.write_bytes(msgspec.json.encode(made[0].keyring))
        assert keyrings.read(first) == made[0].keyring

    def test_the_newer_one_counts(self, made: tuple[Opened, str], tmp_path: Path) -> None:
        """A power cut between the two writes leaves one of each generation."""
        _ring, first, second = self.saved(made, tmp_path)
        newer = keyrings.with_new_sheet(made[0])[0].keyring
        keyrings.save(newer, first, tmp_path / "lost")
        assert keyrings.load(first, second) == newer

    def test_a_disk_that_refuses_one_copy_refuses_nothing(
        self, made: tuple[Opened, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The newer copy would be in force all the same, while its user had been told that it is not."""
        _ring, first, second = self.saved(made, tmp_path)
        newer, refusing, write = keyrings.with_new_sheet(made[0])[0].keyring, {first}, keyrings.durable_write

        def written(path: Path, data: bytes) -> None:
            if path in refusing:
                raise OSError(28, "full")
            write(path, data)

        monkeypatch.setattr(keyrings, "durable_write", written)
        keyrings.keep(newer, first, second)
        assert keyrings.load(first, second) == newer
        refusing.add(second)
        newest = msgspec.structs.replace(newer, generation=newer.generation + 1)
        with pytest.raises(UserError, match="没有改成"):
            keyrings.keep(newest, first, second)
        assert keyrings.load(first, second) == newer
        with pytest.raises(
            UserError, match="新旧密码都试一次"
        ):  # its name stands, the disk did not say that it is kept
            keyrings.keep(newer, first, second)

    def test_none_is_damage(self, tmp_path: Path) -> None:
        with pytest.raises(Damage):
            keyrings.load(tmp_path / "1", tmp_path / "2")
