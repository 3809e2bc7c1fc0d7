"""A profile knows its files, and a disk that would spoil a database is recognised before anything is written."""

from pathlib import Path

import pytest

from desktop.base import own_disk, paths
from desktop.base.errors import UserError


def test_a_profile_may_lie_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    profile = paths.profile_at("desk")
    profile.make()
    assert profile.folder == tmp_path / "desk"
    assert {path.parent for path in (profile.database, profile.lock, profile.settings, *profile.keyrings)} == {
        profile.folder
    }
    assert profile.backups.is_dir()
    assert profile.log.is_dir()


def test_two_profiles_have_two_names_and_the_usual_one_keeps_its_own(tmp_path: Path) -> None:
    usual, first, second = (
        paths.profile_at(),
        paths.profile_at(str(tmp_path / "a")),
        paths.profile_at(str(tmp_path / "b")),
    )
    assert usual.name == "default"
    assert len({usual.name, first.name, second.name}) == 3
    assert first.name == paths.profile_at(str(tmp_path / "b" / ".." / "a")).name


def test_the_secret_of_the_machine_lies_outside_every_profile(device_folder: Path) -> None:
    assert paths.device_folder() == device_folder
    assert not paths.device_folder({}).is_relative_to(paths.default_folder())


def test_windows_keeps_the_secret_beside_the_data_and_not_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There platformdirs has one folder for data and for settings."""
    monkeypatch.setattr(paths.platformdirs, "user_config_dir", lambda app, appauthor: str(tmp_path / app))
    monkeypatch.setattr(paths.platformdirs, "user_data_dir", lambda app, appauthor: str(tmp_path / app))
    assert paths.device_folder({}) == tmp_path / "grid-branch-desk-device"
    assert not paths.device_folder({}).is_relative_to(paths.default_folder())


def test_windows_does_not_tell_large_letters_from_small_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upper, lower = paths.profile_at(str(tmp_path / "Desk")), paths.profile_at(str(tmp_path / "desk"))
    assert upper.name != lower.name
    monkeypatch.setattr(paths.os.path, "normcase", lambda path: str(path).lower())
    assert upper.name == lower.name


def test_a_link_into_a_mirrored_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "坚果云").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "坚果云", target_is_directory=True)
    with pytest.raises(UserError, match="网盘"):
        own_disk.require_own_disk(tmp_path / "desk" / "data")


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - 街道办", "坚果云", "Google Drive", "WPS云盘"])
def test_a_folder_that_a_cloud_program_mirrors_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="网盘"):
        own_disk.require_own_disk(tmp_path / name / "desk")


@pytest.mark.parametrize("mark", own_disk.MARKS)
def test_the_mark_of_a_cloud_program_is_enough(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).write_text("")
    assert own_disk.is_mirrored(tmp_path / "desk")


def test_windows_tells_where_its_cloud_lies(tmp_path: Path) -> None:
    assert own_disk.is_mirrored(tmp_path / "desk", {"OneDriveCommercial": str(tmp_path)})
    assert not own_disk.is_mirrored(tmp_path / "desk", {"OneDriveCommercial": "", "HOME": str(tmp_path)})


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_mount_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/x /mnt/our\\040share {kind} rw 0 0\n")
    assert "网络共享" in (own_disk.warning(Path("/mnt/our share/desk"), environ={}, mounts=mounts) or "")
    assert own_disk.warning(Path("/mnt/our shared things"), environ={}, mounts=mounts) is None


def test_a_share_or_a_network_drive_of_windows_is_recognised() -> None:
    assert own_disk.is_share(r"\\server\share\desk")
    assert own_disk.is_share(r"\\?\UNC\server\share\desk")
    assert not own_disk.is_share(r"\\?\C:\desk", drive_type={"C:\\": 3}.__getitem__)
    assert own_disk.is_share(r"Z:\desk", drive_type={"Z:\\": own_disk.REMOTE_DRIVE}.__getitem__)
    assert not own_disk.is_share(r"C:\desk", drive_type={"C:\\": 3}.__getitem__)
    assert own_disk.windows_drive_type("Z:\\") != own_disk.REMOTE_DRIVE


def test_an_ordinary_folder_is_accepted_even_where_mounts_are_unknown(tmp_path: Path) -> None:
    own_disk.require_own_disk(tmp_path / "desk")
    assert not own_disk.is_share(str(tmp_path), mounts=tmp_path / "missing")
