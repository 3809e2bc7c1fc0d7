"""Opens the county's end: its folder of keys, its database, its tables; all made at the first start."""

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, text

from desktop.base.clock import Clock
from desktop.base.errors import Damage, UserError
from desktop.base.files import durable_folder, durable_write
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.county import file_terms, finding, standing, tables
from desktop.county.authority import open_authority
from desktop.county.office import Office
from desktop.store.engine import KEY_BYTES
from desktop.sync import hub_engine
from desktop.sync.hub_store import HubStore
from desktop.sync.key_pair import OwnKeys
from desktop.sync.push import Rule
from desktop.sync.shape import Shape

_PREPARED = 7_140_261  # the advisory lock under which workers that start together make the tables


@dataclass(frozen=True, slots=True)
class Place:
    """Where a county lies: its folder, and the PostgreSQL database when the data is not in the folder too."""

    folder: Path
    database: str = ""

    @property
    def file(self) -> Path:
        """The embedded database."""
        return self.folder / "county.db"

    @property
    def key(self) -> Path:
        """The key of the embedded database."""
        return self.folder / "county.key"

    @property
    def own_keys(self) -> Path:
        """The county's id and its private keys."""
        return self.folder / "own.key"

    @property
    def certificates(self) -> Path:
        """The authority."""
        return self.folder / "certificates"


def open_office(place: Place, clock: Clock, *, shape: Shape, rule: Rule) -> Office:
    """The office of this place. UserError when the database cannot be reached, Damage when keys are gone."""
    if place.database and not place.database.startswith("postgresql://"):
        raise UserError(_("--database 要写成 postgresql://用户@主机/数据库名，服务器没有启动。"))
    durable_folder(place.folder, mode=0o700)
    authority = open_authority(place.certificates, clock)
    keys = _own_keys(place)
    engine = hub_engine.open_server(place.database) if place.database else hub_engine.open_file(place.file, _key(place))
    try:
        _prepare(engine, shape, rule)
    except BaseException:
        engine.dispose()
        raise
    return Office(engine, shape, rule, keys, authority, clock)


def exists(place: Place) -> bool:
    """Was a county ever opened here?"""
    return place.own_keys.exists() or place.file.exists()


def _prepare(engine: Engine, shape: Shape, rule: Rule) -> None:
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PREPARED})
            tables.METADATA.create_all(connection)
            HubStore(engine, shape, rule).prepare()
    else:
        tables.METADATA.create_all(engine)
        HubStore(engine, shape, rule).prepare()
    with engine.begin() as connection:  # the tables of the hub stand now, perhaps for years without these
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PREPARED})
        for index in (standing.INDEX, finding.INDEX, file_terms.INDEX):
            index.create(connection, checkfirst=True)
        finding.prepare(connection)


def _own_keys(place: Place) -> OwnKeys:
    """The county's id and keys; another file of keys in front of the same data would lock every PC out."""
    if not place.own_keys.exists():
        if place.file.exists():
            raise Damage(_("县服务器的钥匙文件不见了，服务器没有启动，数据没有受影响。请从备份恢复 own.key。"))
        made = OwnKeys.new(uuid7())
        durable_write(place.own_keys, made.id.bytes + made.to_bytes())
    kept = place.own_keys.read_bytes()
    try:
        return OwnKeys.from_bytes(UUID(bytes=kept[:16]), kept[16:])
    except ValueError as error:
        raise Damage(_("县服务器的钥匙文件损坏，服务器没有启动，数据没有受影响。请从备份恢复 own.key。")) from error


def _key(place: Place) -> bytes:
    if not place.key.exists():
        if place.file.exists():
            raise Damage(_("县服务器数据库的钥匙不见了，服务器没有启动。请从备份恢复 county.key。"))
        durable_write(place.key, os.urandom(KEY_BYTES))
    return place.key.read_bytes()
