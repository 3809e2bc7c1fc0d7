"""A keeper of backups, users and cadences that remembers what was asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from desktop.base.errors import UserError

BACKUP = SimpleNamespace(
    path=Path("/b/backup-1.gridbackup"), at=5, when="2026-11-21 18:02", households=491, people=1345
)


@dataclass(frozen=True)
class Row:
    """An import or a user."""

    name: str = "李主任"
    role: str = "工作人员"
    self: bool = False
    batch: Any = None
    when: str = "2026-11-20 09:00"
    who: str = "王建国"
    file: str = "住户.xlsx"
    brought: str = "新增 3 人"
    undone: bool = False
    number: str = "20261120-001"
    kind: str = "打印"
    what: str = "一户一档"
    count: int = 2


@dataclass(frozen=True)
class CadenceRow:
    """How often one thing is due."""

    key: str
    words: str
    days: int
    usual: int


class FakeKeeper:
    """Remembers what was asked; refuses when told to."""

    folder = Path("/data")
    days = 90

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.refuse = False
        self.rows: Sequence[Any] = (BACKUP,)

    def backups(self, folder: Path | None = None) -> Sequence[Any]:
        return self.rows

    def back_up(self, folder: Path | None = None) -> str:
        if self.refuse:
            raise UserError("备份没有写成：磁盘写不进去。")
        self.done.append(("back_up", folder))
        return "backup-2.gridbackup"

    def later_than(self, session: Any, at: int) -> int:
        return 7

    def batches(self, session: Any) -> Sequence[Any]:
        return (Row(batch=uuid4()), Row(batch=uuid4(), undone=True))

    def looks(self, session: Any) -> Sequence[Any]:
        return (Row(),)

    def users(self, session: Any) -> Sequence[Any]:
        return (Row("王建国", "支部书记", self=True), Row())

    def roles(self) -> Sequence[tuple[str, str]]:
        return (("secretary", "支部书记"), ("staff", "工作人员"))

    def add_user(self, name: str, role: str, password: str) -> None:
        self.done.append(("add", name, role))

    def remove_user(self, name: str) -> None:
        self.done.append(("remove", name))

    def change_password(self, old: str, new: str) -> None:
        if self.refuse:
            raise UserError("密码不对。")
        self.done.append(("password", new))

    def new_code(self) -> str:
        return "AB12-CD34"

    def cadences(self, session: Any) -> Sequence[Any]:
        return (CadenceRow("visit_days", "走访每一户，至少隔", self.days, 90),)

    def set_cadence(self, session: Any, key: str, days: int) -> None:
        self.days = days
        self.done.append((key, days))
