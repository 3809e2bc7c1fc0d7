"""What the pages of data and settings show of an open profile, as frozen rows, and the deeds behind their buttons."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.pin import PinVault
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.procedures import profiles
from desktop.procedures.keeping_keys import KeyKeeping
from desktop.procedures.profiles import Desk
from desktop.registers.contacts import queries, rules
from desktop.standard import looks, unit_settings
from desktop.standard.load import name_of_user
from desktop.standard.tables import ImportBatch
from desktop.store import backup
from desktop.store.journal import Change

if TYPE_CHECKING:
    from desktop.procedures.diagnosing import Diagnosing
    from desktop.procedures.keeping_care import CareKeeping

_CADENCES = (
    ("visit_days", _("走访每一户，至少隔")), ("first_visit_days", _("落实联户党员后，第一次走访在")),
    ("care_days", _("关怀登记里的住户，至少隔")),  # told to those only who may see that register
)  # fmt: skip
_KINDS = {"reveal": _("显示"), "print": _("打印"), "export": _("导出"), "lookup": _("查询"), "tried": _("核对")}


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup to choose: when, how much is in it, where it lies."""

    path: Path
    at: int
    when: str
    households: int
    people: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import: when, by whom, which file, what it brought into which register; undone or not."""

    batch: UUID
    when: str
    who: str
    file: str
    brought: str
    undone: bool
    register: str


@dataclass(frozen=True, slots=True)
class LookRow:
    """One reveal, print or export."""

    number: str
    when: str
    who: str
    kind: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """How often one thing is due, in days: what the unit chose, and what is usual."""

    key: str
    words: str
    days: int
    usual: int


def backups_in(folder: Path) -> tuple[BackupRow, ...]:
    """The backups in a folder, the newest first; nothing has to be open for that."""
    return tuple(
        BackupRow(one.path, one.at, _when(one.at), one.rows.get("household", 0), one.rows.get("person", 0))
        for one in backup.listed(folder)
    )


class Keeping:
    """The deeds over one open profile; sessions are handed in where rows are read."""

    def __init__(self, desk: Desk, vault: PinVault | None = None) -> None:
        self._desk = desk
        self.folder = desk.profile.folder
        self.keys = KeyKeeping(desk, vault or PinVault())

    @cached_property
    def care(self) -> "CareKeeping":
        """The register of care needs."""
        from desktop.procedures.keeping_care import CareKeeping  # late: asked by one page

        return CareKeeping(self._desk)

    @cached_property
    def technician(self) -> "Diagnosing":
        """The facts about machine and data folder."""
        from desktop.procedures.diagnosing import Diagnosing  # late: as above

        return Diagnosing(self._desk)

    def backups(self, folder: Path | None = None) -> tuple[BackupRow, ...]:
        """The backups of this PC, or of another folder, the newest first."""
        return backups_in(folder or self._desk.profile.backups)

    def back_up(self, folder: Path | None = None) -> str:
        """A verified backup now; returns the name of the file."""
        return profiles.back_up(self._desk, folder).path.name

    def later_than(self, session: Session, at: int) -> int:
        """How many changes were made after an instant: what going back to it costs."""
        return session.scalar(select(func.count()).select_from(Change).where(Change.at > at)) or 0

    def batches(self, session: Session) -> tuple[BatchRow, ...]:
        """The imports, the newest first."""
        rows = session.scalars(select(ImportBatch).order_by(ImportBatch.at.desc()).limit(200))
        return tuple(
            BatchRow(
                row.id, _when(row.at), name_of_user(session, row.actor), row.file_name, _brought(row.counts),
                row.undone_at is not None, row.register,
            )
            for row in rows
        )  # fmt: skip

    def looks(self, session: Session) -> tuple[LookRow, ...]:
        """Reveals, prints and exports, the newest first; looks at care needs only for those who may see them."""
        hidden = "" if self._desk.actor.may("care.see") else looks.CARE
        return tuple(
            LookRow(
                row.number, _when(row.at), name_of_user(session, row.actor), _KINDS.get(row.kind, row.kind), row.what,
                row.count,
            )
            for row in looks.looks(session, without=hidden)
        )  # fmt: skip

    def cadences(self, session: Session) -> tuple[CadenceRow, ...]:
        """How often what is due, as this unit has it."""
        unit_id = self._desk.actor.unit_id
        standing = queries.cadences(session).get(unit_id, rules.USUAL)
        known = _CADENCES if self._desk.actor.may("care.see") else _CADENCES[:2]
        return tuple(CadenceRow(key, words, getattr(standing, key), getattr(rules.USUAL, key)) for key, words in known)

    def set_cadence(self, session: Session, key: str, days: int) -> None:
        """Visit more or less often from now on; every due day of the unit follows in the same deed."""
        usual = getattr(rules.USUAL, key)
        unit_settings.put(session, self._desk.actor, key, value=None if days == usual else days)


def _when(at: int) -> str:
    return f"{local_time(at):%Y-%m-%d %H:%M}"


def _brought(counts: bytes) -> str:
    said: dict[str, Any] = json.loads(counts)
    return _("新增 {new} 人，更新 {changed} 人").format(new=said.get("new", 0), changed=said.get("changed", 0))
