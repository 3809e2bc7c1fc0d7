"""A set-up that remembers, and printers that keep what they are given: for the first-run wizard."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop import catalog
from desktop.base.errors import UserError
from desktop.ui.desk import Desk
from desktop.ui.first_run_course import Answers, Line, Planned

CODE = "AB12-CD34-EF56-GH78-JK90-MN12-PQ34-RS56"


class FakeSetUp:
    """Remembers what was asked; its profile is a word."""

    backups = Path("/backups")

    def __init__(self, desk: Desk) -> None:
        self._desk, self.said, self.code = desk, Answers(), CODE
        self.households = next(register for register in catalog.REGISTERS if register.name == "households")
        self.made: list[Any] = []

    def kept(self) -> Answers:
        return self.said

    def keep(self, said: Answers) -> None:
        self.said = said

    def make(self, said: Answers, password: str) -> str:
        if len(password) < 10:
            raise UserError("密码至少 10 个字符。", field="password")
        self.made.append((said, password))
        return "profile"

    def desk_of(self, opened: Any) -> Desk:
        return self._desk

    def code_of(self, opened: Any) -> str:
        return self.code

    def new_code(self, opened: Any) -> str:
        self.code = CODE
        return CODE

    def sheet(self, opened: Any, code: str) -> bytes:
        return f"sheet {code}".encode()

    def try_code(self, opened: Any, code: str) -> bool:
        if code.replace("-", "") != CODE.replace("-", ""):
            raise UserError("编码对不上。", field="code")
        return True

    def plan(self, lines: Sequence[Line]) -> tuple[Planned, ...]:
        if any(line.buildings == "坏" for line in lines):
            raise UserError("楼号没有看懂。")
        return tuple((f"{line.buildings}号楼", ((1, "1单元", "101"), (1, "1单元", "102"))) for line in lines)

    def build(self, opened: Any, lines: Sequence[Line]) -> int:
        self.made.append(tuple(lines))
        return 2

    def test_page(self, opened: Any) -> bytes:
        return b"test page"

    def back_up(self, opened: Any, folder: Path | None = None) -> Path:
        return (folder or self.backups) / "backup.gridbackup"


class FakePrinters:
    """Two printers, or none; remembers what they were given."""

    def __init__(self, *names: str) -> None:
        self.names, self.sent = names, list[tuple[bytes, str]]()

    def printers(self) -> tuple[str, ...]:
        return self.names

    def send(self, pdf: bytes, printer: str, **_more: Any) -> str:
        self.sent.append((pdf, printer))
        return "1"
