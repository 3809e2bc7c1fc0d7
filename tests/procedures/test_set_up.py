"""A folder is set up whole or not at all, and what a cut-off set-up left keeps nobody from beginning again."""

from pathlib import Path

import pytest

from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import profiles, set_up
from desktop.procedures.profiles import Desk
from tests.factories.profile import TODAY

PASSWORD = "四个 不相干 的 词语"


def make(profile: Profile) -> Desk:
    return profiles.create(
        profile, unit="阳光花园", user="王书记", password=PASSWORD, clock=at_noon(TODAY), derived=DERIVED
    )


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "desk")


def test_a_set_up_that_was_cut_off_is_begun_again_and_its_files_are_kept(profile: Profile) -> None:
    profile.make()
    for path in (profile.begun, profile.database, profile.log_ahead, profile.keyrings[0]):
        path.write_bytes(b"half")
    assert not profile.is_set_up
    with pytest.raises(UserError, match="还没有数据"):
        profiles.read_keyring(profile)
    make(profile).close()
    assert profile.is_set_up
    assert not profile.begun.exists()
    (aside,) = profile.backups.glob("replaced-*")
    assert {path.name for path in aside.iterdir()} == {"desk.db", "desk.db-wal", "keyring.json"}
    profiles.open_with_password(
        profile, user="王书记", password=PASSWORD, clock=at_noon(TODAY), derived=DERIVED
    ).close()
    with pytest.raises(UserError, match="已经有一份数据"):
        make(profile)


def test_where_the_disk_refuses_nothing_stands_afterwards(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(set_up, "durable_write", full)
        with pytest.raises(UserError, match="没有建立：磁盘写不进去"):
            make(profile)
    with monkeypatch.context() as patch:
        patch.setattr(set_up, "durable_remove", full)
        with pytest.raises(UserError, match="没有建立：磁盘写不进去"):
            make(profile)
    assert not profile.is_set_up
    assert not any(path.is_file() for path in profile.folder.iterdir())
    make(profile).close()


def test_a_backup_put_back_where_a_set_up_was_cut_off_is_a_desk(profile: Profile, tmp_path: Path) -> None:
    desk = make(profile)
    made = profiles.back_up(desk, tmp_path)
    desk.close()
    profile.begun.write_bytes(b"")
    words = {"user": "王书记", "password": PASSWORD}
    profiles.restore(profile, made.path, clock=at_noon(TODAY), derived=DERIVED, **words).close()
    assert profile.is_set_up
