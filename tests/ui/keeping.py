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
    register: str = "households"
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
        self.keys, self.care, self.technician = FakeKeys(self), FakeCare(self), FakeTechnician()

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

    def cadences(self, session: Any) -> Sequence[Any]:
        return (CadenceRow("visit_days", "走访每一户，至少隔", self.days, 90),)

    def set_cadence(self, session: Any, key: str, days: int) -> None:
        self.days = days
        self.done.append((key, days))


class FakeKeys:
    """Users and keys; what was asked is remembered by the keeper."""

    safe = False

    def __init__(self, of: FakeKeeper) -> None:
        self._of = of

    def users(self, session: Any) -> Sequence[Any]:
        return (Row("王建国", "支部书记", self=True), Row())

    def roles(self) -> Sequence[tuple[str, str]]:
        return (("secretary", "支部书记"), ("staff", "工作人员"))

    def add_user(self, name: str, role: str, password: str, *, holder: bool = False) -> None:
        self._of.done.append(("holder" if holder else "add", name, role))

    def remove_user(self, name: str) -> None:
        self._of.done.append(("remove", name))

    def change_password(self, old: str, new: str) -> None:
        if self._of.refuse:
            raise UserError("密码不对。")
        self._of.done.append(("password", new))

    def new_code(self) -> str:
        return "AB12-CD34"

    def reset_password(self, name: str, password: str) -> None:
        self._of.done.append(("reset", name))

    def facts(self, session: Any) -> Any:
        words = ("能打开这份数据的：王建国的密码。",)
        return SimpleNamespace(words=words, safe=self.safe, changes=(("2026-11-20 09:00", "改密码", "王建国"),))

    def set_pin(self, typed: str) -> dict[str, str]:
        self._of.done.append(("pin", typed))
        return {"salt": "aa", "key": "bb"}

    def drop_pin(self) -> None:
        self._of.done.append("no pin")


class FakeCare:
    """The register of care needs, kept or not."""

    def __init__(self, of: FakeKeeper) -> None:
        self._of, self.purpose = of, ""
        named = ((1, "王建国", True), (2, "李主任", False))
        self.given = tuple(SimpleNamespace(id=one, name=name, given=given) for one, name, given in named)

    def facts(self, session: Any) -> Any:
        return SimpleNamespace(purpose=self.purpose, given=self.given)

    def switch_on(self, session: Any, purpose: str) -> None:
        if len(purpose) < 4:
            raise UserError("写明为了做什么。")
        self.purpose = purpose

    def switch_off(self, session: Any) -> None:
        self.purpose = ""

    def give(self, session: Any, user_id: Any, *, on: bool) -> None:
        self._of.done.append((user_id, on))
        self.given = self.given[:1]


class FakeTechnician:
    """The facts of a machine without data."""

    findings = ""

    def facts(self) -> tuple[tuple[str, str], ...]:
        return (("磁盘空间", "剩 900 MB"), ("上次备份", "还没有备份"))

    def check(self, on_step: Any) -> str:
        on_step(1, 1)
        if self.findings:
            raise UserError(self.findings)
        return "完好：3 条记录。"

    def log_tail(self) -> str:
        return '{"event": "program.started"}'

    @property
    def form(self) -> Any:
        return "diagnosis"
