"""Printers that keep what they are given, for tests of screens."""

from typing import Any

from desktop.base.errors import UserError
from desktop.printing.spool import Spooled, Tray


class FakePrinters:
    """Two printers, one of them with drawers; `answers` are given one by one, then every job is done."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, str, dict[str, Any]]] = []
        self.names: tuple[str, ...] = ("办公室", "活动室")
        self.answers: list[Spooled] = []
        self.cancelled: list[str] = []
        self.jammed = False

    def printers(self) -> tuple[str, ...]:
        return self.names

    def trays(self, printer: str) -> tuple[Tray, ...]:
        return (Tray("Auto", "自动选择"), Tray("Tray2", "纸盒 2")) if printer == "活动室" else ()

    def send(self, pdf: bytes, printer: str, **more: Any) -> str:
        if self.jammed:
            raise UserError("打印机“办公室”没有收下这份表格。")
        self.sent.append((pdf, printer, more))
        return f"job-{len(self.sent)}"

    def state(self, job: str, printer: str) -> Spooled:
        return self.answers.pop(0) if self.answers else Spooled("done")

    def cancel(self, job: str) -> None:
        self.cancelled.append(job)
