"""A backup is one only when it was reopened, checked and compared; putting one back is all or nothing."""

import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from desktop.base.errors import Damage, UserError
from desktop.registers.people.model import Person
from desktop.store import backup
from desktop.store.backup import Backup
from desktop.store.check import check
from desktop.store.session import Keys, Store
from tests.factories.profile import KEYS, TOKEN, UNIT_ID, USER_ID, Profile


def add(profile: Profile, name: str) -> None:
    with profile.store.write(USER_ID, "people.save") as session:
        session.add(Person(unit_id=UNIT_ID, name=name))


def names(store: Store) -> list[str]:
    with store.read() as session:
        return sorted(person.name for person in session.query(Person))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keyring.json").write_bytes(b'{"the": "keys"}')
    return tmp_path / "backups"


def made(profile: Profile, folder: Path) -> Backup:
    return backup.make(
        profile.store, folder.with_name("keyring.json"), folder, profile="p1", clock=profile.clock
    )  # fmt: skip


def put_back(path: Path, profile: Profile, keys: Keys = KEYS) -> Store:
    profile.close()
    home = profile.store.path
    backup.put_back(path, keys, database=home, keyrings=(home.with_name("keyring.json"),))
    return Store(home, KEYS, clock=profile.clock, token=TOKEN)


def test_what_lies_in_the_bin_is_kept_but_not_counted(profile: Profile, folder: Path) -> None:
    add(profile, "林𬭎")
    add(profile, "单志刚")
    with profile.store.write(USER_ID, "people.retire") as session:
        row = session.query(Person).filter(Person.name == "单志刚").one()
        row.alive = False
    assert made(profile, folder).rows["person"] == 1


def test_a_backup_holds_what_stood_and_brings_it_back(profile: Profile, folder: Path) -> None:
    add(profile, "林𬭎")
    one = made(profile, folder)
    assert one.rows["person"] == 1
    assert [path.name for path in folder.iterdir()] == [one.path.name] == ["backup-20260310-120000.gridbackup"]
    add(profile, "单志刚")
    store = put_back(one.path, profile)
    assert names(store) == ["林𬭎"]
    assert check(store).findings == ()
    store.close()
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["backups", "desk.db", "keyring.json"]


def test_a_backup_while_somebody_writes_is_compared_with_the_same_moment(profile: Profile, folder: Path) -> None:
    add(profile, "林𬭎")
    with (
        mock.patch.object(backup, "_row_hash", side_effect=[({"person": 1}, "a"), ({"person": 2}, "b")]),
        pytest.raises(Damage, match="没有作为备份保存"),
    ):
        made(profile, folder)
    assert list(folder.iterdir()) == []


def test_two_backups_of_one_second_stand_beside_each_other(profile: Profile, folder: Path) -> None:
    files = [made(profile, folder).path for _each in range(3)]
    assert len(set(files)) == 3
    assert {one.path for one in backup.listed(folder)} == set(files)


def test_the_list_of_backups_has_the_newest_first_and_only_whole_ones(profile: Profile, folder: Path) -> None:
    first = made(profile, folder)
    profile.clock.pass_time(days=1)
    second = made(profile, folder)
    (folder / "backup-torn.gridbackup").write_bytes(first.path.read_bytes()[:200])
    (folder / "notes.txt").write_text("x", "utf-8")
    assert [one.path for one in backup.listed(folder)] == [second.path, first.path]
    backup.thin(folder, keep=1)
    assert [one.path for one in backup.listed(folder)] == [second.path]


def test_thinning_does_not_ask_the_clock(profile: Profile, folder: Path) -> None:
    """A clock that jumped back must not make today's backup the oldest to go."""
    made(profile, folder)
    profile.clock.pass_time(days=-400)
    made(profile, folder)
    backup.thin(folder)
    assert len(backup.listed(folder)) == 2


def damaged(path: Path, member: str, content: bytes) -> Path:
    bad = path.with_name(f"bad-{member}")
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(bad, "w") as target:
        for name in good.namelist():
            target.writestr(name, content if name == member else good.read(name))
    return bad


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("desk.db", b"not it"),
        ("manifest.json", b"not json"),
        ("manifest.json", b'{"profile": "p1"}'),
        ("keyring.json", b"another"),
    ],
)
def test_a_changed_backup_is_refused_and_what_stands_stays(
    profile: Profile, folder: Path, member: str, content: bytes
) -> None:
    one = made(profile, folder)
    add(profile, "单志刚")
    with pytest.raises(Damage, match="现有数据没有受影响"):
        put_back(damaged(one.path, member, content), profile)
    store = Store(profile.store.path, KEYS, clock=profile.clock, token=TOKEN)
    assert names(store) == ["单志刚"]
    store.close()


def test_another_profiles_backup_is_refused(profile: Profile, folder: Path) -> None:
    one = made(profile, folder)
    with pytest.raises(Damage, match="封签对不上"):
        put_back(one.path, profile, Keys(database=KEYS.database, mac=KEYS.mac, backup=b"z" * 32, care=KEYS.care))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"x" * 100])
def test_what_is_no_backup_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.gridbackup"
    path.write_bytes(content)
    with pytest.raises(Damage, match="不是完整的备份"):
        backup.keyring_in(path)


def test_a_backup_whose_rows_are_not_its_manifests_is_refused(profile: Profile, folder: Path) -> None:
    one = made(profile, folder)
    with (
        mock.patch.object(backup, "_proven", return_value=({}, "other", "0001")),
        pytest.raises(Damage, match="清单对不上"),
    ):
        put_back(one.path, profile)


def flipped(data: bytearray) -> bytes:
    data[len(data) // 2] ^= 1
    return bytes(data)


def cut(data: bytearray) -> bytes:
    return bytes(data[: 4096 * 12])


@pytest.mark.parametrize("tear", [flipped, cut])
def test_a_torn_copy_is_never_named_a_backup(
    profile: Profile, folder: Path, tear: Callable[[bytearray], bytes]
) -> None:
    whole = backup._copy

    def torn(store: Store, draft: Path) -> None:
        whole(store, draft)
        draft.write_bytes(tear(bytearray(draft.read_bytes())))

    add(profile, "林𬭎")
    with mock.patch.object(backup, "_copy", torn), pytest.raises(Damage):
        made(profile, folder)
    assert list(folder.iterdir()) == []


def test_a_copy_that_cannot_even_be_read_through_is_damage(profile: Profile, folder: Path) -> None:
    broken = sqlcipher.DatabaseError("database disk image is malformed")
    with mock.patch.object(backup, "_read_through", side_effect=broken), pytest.raises(Damage, match="没有使用它"):
        made(profile, folder)
    assert list(folder.iterdir()) == []


def test_data_that_is_damaged_itself_is_not_called_well(profile: Profile, folder: Path) -> None:
    add(profile, "林𬭎")
    profile.close()
    data = bytearray(profile.store.path.read_bytes())
    data[len(data) // 8192 * 4096 + 100] ^= 0x55  # in a page of the middle: it still opens
    profile.store.path.write_bytes(data)
    with pytest.raises(Damage, match="正在用的数据有损坏的地方"):
        made(profile, folder)
    assert list(folder.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(profile: Profile, folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(UserError, match="备份没有写成"):
        made(profile, folder)


def test_a_disk_that_refuses_leaves_nothing_half_written(profile: Profile, folder: Path) -> None:
    with (
        mock.patch.object(backup, "durable_write", side_effect=OSError(28, "full")),
        pytest.raises(UserError, match="备份没有写成"),
    ):
        made(profile, folder)
    assert list(folder.iterdir()) == []
    one = made(profile, folder)
    with (
        mock.patch.object(backup, "durable_write", side_effect=OSError(28, "full")),
        pytest.raises(UserError, match="恢复没有完成"),
    ):
        put_back(one.path, profile)
    assert profile.store.path.exists()


def test_a_disk_that_refuses_even_to_remove_hides_nothing(profile: Profile, folder: Path) -> None:
    with mock.patch.object(backup, "remove", side_effect=OSError(30, "read-only")):
        assert made(profile, folder).path.exists()
        with (
            mock.patch.object(backup, "durable_write", side_effect=OSError(30, "read-only")),
            pytest.raises(UserError, match="备份没有写成"),
        ):
            made(profile, folder)


def test_a_backup_is_never_held_in_memory_whole(profile: Profile, folder: Path) -> None:
    with closing(profile.store.connection()) as bare:
        bare.execute("CREATE TABLE padding (said BLOB)")
        bare.execute("INSERT INTO padding VALUES (zeroblob(6000000))")
    tracemalloc.start()
    one = made(profile, folder)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert one.path.stat().st_size > 6_000_000 > most
