"""The sign-in page knows the names before anything is open, and nothing else."""

from pathlib import Path

from desktop.base.names import names_in
from desktop.base.paths import Profile

RING = b'{"profile":"x","generation":1,"slots":[{"kind":"password","owner":"%s"},{"kind":"recovery","owner":""}]}'


def test_the_names_of_those_with_a_password(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.keyrings[0].write_bytes(RING % "王书记".encode())
    assert names_in(profile) == ("王书记",)


def test_the_second_copy_serves_when_the_first_is_torn(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.keyrings[0].write_bytes(b"{")
    profile.keyrings[1].write_bytes(RING % b"Li")
    assert names_in(profile) == ("Li",)


def test_nobody_where_nothing_can_be_read(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.keyrings[0].write_bytes(b"\xff\xfe")
    assert names_in(profile) == ()
