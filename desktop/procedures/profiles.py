"""Making, opening, backing up and restoring a profile; what the window and the command line both start with."""

import contextlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

import msgspec

from desktop.access import keyring as keyrings
from desktop.access.actor import Actor
from desktop.access.device import Device, device_for
from desktop.access.keyring import Keyring, Opened
from desktop.access.passwords import check_password
from desktop.access.roles import SECRETARY
from desktop.access.scope import actor_for, rebuild_closure
from desktop.access.unit import KeyChange, Unit, User
from desktop.base.clock import Clock
from desktop.base.errors import Damage, UserError
from desktop.base.files import durable_remove
from desktop.base.ids import uuid7
from desktop.base.paths import Profile, device_folder
from desktop.base.text import _
from desktop.registers.buildings.model import Compound
from desktop.registers.party_orgs.service.own import first_orgs
from desktop.standard import code_lists, wording_moving
from desktop.store import backup, guard, migrate
from desktop.store.backup import Backup
from desktop.store.session import Derived, Store

LONGEST_NAME = 50  # of a unit or a user, in characters


@dataclass(slots=True)
class Desk:
    """An open profile and who works at it."""

    profile: Profile
    store: Store
    actor: Actor
    opened: Opened
    device: Device
    clock: Clock
    recovery_code: str = ""  # only right after the profile was made, to be printed once
    notes: tuple[str, ...] = field(default=())

    def close(self) -> None:
        """Let go of the file, and of the data key: a locked desk keeps none."""
        self.store.close()
        self.opened = replace(self.opened, data_key=b"")


def create(
    profile: Profile,
    *,
    unit: str,
    user: str,
    password: str,
    clock: Clock,
    derived: tuple[Derived, ...],
    above: str = "",
    branch: str = "",
    compound: str = "",
) -> Desk:
    """Set a profile up: keys, database, one grid without parent, its compound, and the secretary."""
    if profile.is_set_up:
        raise UserError(_("这个文件夹里已经有一份数据，没有改动它。请换一个文件夹，或直接打开。"))
    if not unit.strip() or not user.strip():
        raise UserError(_("请填写小区（网格）名称和书记姓名。"), field="unit" if not unit.strip() else "user")
    for where, name in (("unit", unit), ("user", user)):
        if len(name.strip()) > LONGEST_NAME or len(name.strip().splitlines()) > 1:  # it heads every page and paper
            sentence = _("小区（网格）名称和书记姓名都写在一行里，各不超过 {n} 个字。没有建立，请改短后再试。")
            raise UserError(sentence.format(n=LONGEST_NAME), field=where)
    check_password(password)
    from desktop.procedures.set_up import whole_or_not  # late: once in the life of a desk

    with whole_or_not(profile, clock), contextlib.ExitStack() as unless_made:
        name = uuid4().hex
        device = device_for(device_folder(), name)
        opened, code = keyrings.create(name, user.strip(), password, device.secret)
        store = Store(
            profile.database, opened.keys(), clock=clock, token=device.token_hash(profile.folder), derived=derived
        )
        unless_made.callback(store.close)
        store.upgrade()
        keyrings.save(opened.keyring, *profile.keyrings)
        _first_rows(store, unit=unit.strip(), user=user.strip(), above=above, branch=branch, compound=compound)
        with store.read() as session:
            actor = actor_for(session, user.strip())
            code_lists.load(session, actor.unit_id)
        store.derive_anew(actor.id)
        unless_made.pop_all()
    return Desk(profile, store, actor, opened, device, clock, recovery_code=code)


def _first_rows(store: Store, *, unit: str, user: str, above: str, branch: str, compound: str) -> None:
    unit_id, user_id = uuid7(), uuid7()
    with store.write(user_id, "units.init") as session:
        grid = Unit(id=unit_id, unit_id=unit_id, level="grid", name=unit, above=above, branch_name=branch)
        session.add(grid)
        session.add(User(id=user_id, unit_id=unit_id, name=user, role=SECRETARY))
        session.add(Compound(unit_id=unit_id, name=compound or unit))
        session.add(KeyChange(unit_id=unit_id, what="sheet", at=store.clock.now_ms()))
        session.flush()
        rebuild_closure(session)
        first_orgs(session, grid)  # a new secretary is not met by an empty Party tree


def read_keyring(profile: Profile) -> Keyring:
    """The keyring of a profile; UserError when nothing was set up here, Damage when it cannot be read."""
    if not profile.is_set_up:
        raise UserError(_("这个文件夹里还没有数据。请先建立：打开程序按向导做，或用 init 命令。"))
    return keyrings.load(*profile.keyrings)


def open_with_password(
    profile: Profile, *, user: str, password: str, clock: Clock, derived: tuple[Derived, ...]
) -> Desk:
    """Open with a user's password; an older schema is brought up, after a backup."""
    keyring = read_keyring(profile)
    device = device_for(device_folder(), keyring.profile)
    opened = keyrings.open_with_password(keyring, user, password, device.secret)
    return _open(profile, opened, device, user=user, clock=clock, derived=derived)


def open_with_sheet(
    profile: Profile, *, code: str, user: str, password: str, clock: Clock, derived: tuple[Derived, ...]
) -> Desk:
    """Open with the recovery sheet and give `user` a new password."""
    keyring = read_keyring(profile)
    device = device_for(device_folder(), keyring.profile)
    opened = keyrings.with_password(keyrings.open_with_sheet(keyring, code), user, password, device.secret)
    desk = _open(profile, opened, device, user=user, clock=clock, derived=derived)
    with desk.store.write(desk.actor.id, "users.password") as session:
        session.add(KeyChange(unit_id=desk.actor.unit_id, what="recovered", owner=user, at=clock.now_ms()))
    keyrings.keep(opened.keyring, *profile.keyrings)
    return desk


def open_again(profile: Profile, data_key: bytes, *, user: str, clock: Clock, derived: tuple[Derived, ...]) -> Desk:
    """Open with the data key that a PIN unwrapped; UserError when `user` has no password here any more."""
    keyring = read_keyring(profile)
    if not any((slot.kind, slot.owner) == ("password", user) for slot in keyring.slots):
        raise UserError(_("没有叫这个名字的用户，或已停用。请核对用户名。"))
    device = device_for(device_folder(), keyring.profile)
    return _open(profile, Opened(data_key, keyring), device, user=user, clock=clock, derived=derived)


def _open(
    profile: Profile, opened: Opened, device: Device, *, user: str, clock: Clock, derived: tuple[Derived, ...]
) -> Desk:
    if not profile.database.exists():
        raise Damage(_("数据库文件不见了，没有新建空的。请从备份恢复。"))
    token = device.token_hash(profile.folder)
    store = Store(profile.database, opened.keys(), clock=clock, token=token, derived=derived)
    try:
        if store.needs_upgrade():
            backup.make(store, profile.keyrings[0], profile.backups, profile=opened.keyring.profile, clock=clock)
            store.upgrade()
            from desktop.sync.desk_store import place_laid_up  # late: it is needed once a release

            place_laid_up(store)
        with store.read() as session:
            if guard.missing_guards(session.connection()):
                raise Damage(_("数据库的保护规则缺失，程序没有打开它。请从备份恢复。"))
            actor = actor_for(session, user)
        if store.derived_of() < int(migrate.head()):
            store.derive_anew(actor.id)
        wording_moving.move(store, actor)
        with store.read() as session:
            code_lists.load(session, actor.unit_id)
    except BaseException:
        store.close()
        raise
    _heal(profile, opened.keyring)
    return Desk(profile, store, actor, opened, device, clock)


def _heal(profile: Profile, keyring: Keyring) -> None:
    """Write a copy of the keys that is lost or torn anew, while the other is whole."""
    if any(keyrings.read(path) != keyring for path in profile.keyrings):
        with contextlib.suppress(OSError):  # a full disk keeps nobody from reading
            keyrings.save(keyring, *profile.keyrings)


def back_up(desk: Desk, folder: Path | None = None) -> Backup:
    """A verified backup, into the profile's own folder unless another is given."""
    made = backup.make(
        desk.store, desk.profile.keyrings[0], folder or desk.profile.backups,
        profile=desk.opened.keyring.profile, clock=desk.clock,
    )  # fmt: skip
    if folder is None:
        backup.thin(desk.profile.backups)
    return made


def backup_due(desk: Desk) -> bool:
    """Has no backup been made in the last 24 hours? Asked on close."""
    newest = next(iter(backup.listed(desk.profile.backups)), None)
    return newest is None or abs(desk.clock.now_ms() - newest.at) > 24 * 3600 * 1000


def restore(
    profile: Profile,
    path: Path,
    *,
    user: str,
    password: str,
    clock: Clock,
    derived: tuple[Derived, ...],
    code: str = "",
) -> Desk:
    """Put a backup in place of what stands, which is backed up first when it still opens."""
    keyring = keyring_of_backup(path)
    device = device_for(device_folder(), keyring.profile)
    if code:
        opened = keyrings.with_password(keyrings.open_with_sheet(keyring, code), user, password, device.secret)
    else:
        opened = keyrings.open_with_password(keyring, user, password, device.secret)
    profile.make()
    _back_up_standing(profile, user=user, password=password, clock=clock)
    backup.put_back(path, opened.keys(), database=profile.database, keyrings=profile.keyrings)
    durable_remove(profile.begun)
    if code:
        keyrings.keep(opened.keyring, *profile.keyrings)
    desk = _open(profile, opened, device, user=user, clock=clock, derived=derived)
    with desk.store.write(desk.actor.id, "settings.restore") as session:
        desk.store.rebuild_derived(session)
    return desk


def keyring_of_backup(path: Path) -> Keyring:
    """The keyring inside a backup; UserError when there is no such file, Damage when it is no whole backup."""
    if not path.is_file():
        raise UserError(_("找不到这个备份文件，什么也没有改。请核对文件名。"))
    try:
        return msgspec.json.decode(backup.keyring_in(path), type=Keyring)
    except msgspec.DecodeError as error:
        raise Damage(_("这个备份里的钥匙读不出来，没有恢复，现有数据没有受影响。")) from error


def _back_up_standing(profile: Profile, *, user: str, password: str, clock: Clock) -> None:
    """A backup of what stands; of what is damaged or not ours to open, the bare files beside it."""
    if not profile.is_set_up:
        return
    try:
        desk = open_with_password(profile, user=user, password=password, clock=clock, derived=())
    except UserError:
        _bare_files_aside(profile, clock)
        return
    try:
        back_up(desk)
    except Damage:
        _bare_files_aside(profile, clock)
    finally:
        desk.close()


def _bare_files_aside(profile: Profile, clock: Clock) -> None:
    from desktop.procedures.set_up import put_aside  # late: only where something is damaged

    try:
        put_aside(profile, clock)
    except OSError as error:
        raise UserError(_("没有恢复：磁盘写不进去，现有的文件没能另存。请清理磁盘后再恢复一次。")) from error
