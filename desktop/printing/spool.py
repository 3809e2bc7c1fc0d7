"""Hands a PDF to a printer as it is; nothing is painted anew, and the file never touches the disk on the way."""

import os
import re
import shutil
import subprocess
from typing import Protocol

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.page import Paper

_PATIENCE_S = 60


class Spooler(Protocol):
    """Where printers are listed and given work; CUPS here, the system's print dialog of a window elsewhere."""

    def printers(self) -> tuple[str, ...]:
        """The names of the printers, the standard one first; empty when there is none."""
        ...

    def send(
        self, pdf: bytes, printer: str, *, title: str, paper: Paper, copies: int = 1, both_sides: bool = False
    ) -> str:
        """Queue a PDF and return the job's name. Raises UserError when the printer does not take it."""
        ...


class CupsSpooler:
    """Printers of CUPS, through its own commands; `path` is searched for them (None: the PATH of the machine)."""

    def __init__(self, path: str | None = None) -> None:
        self._path = path

    def printers(self) -> tuple[str, ...]:
        """The names of the printers, the standard one first; empty when CUPS or printers are missing."""
        if shutil.which("lpstat", path=self._path) is None:
            return ()
        names = self._run(["lpstat", "-e"]).stdout.decode(errors="replace").split()
        standard = re.search(r": (\S+)\s*$", self._run(["lpstat", "-d"]).stdout.decode(errors="replace"))
        first = standard.group(1) if standard else ""
        return tuple(sorted(dict.fromkeys(names), key=lambda name: (name != first, name)))

    def send(
        self, pdf: bytes, printer: str, *, title: str, paper: Paper, copies: int = 1, both_sides: bool = False
    ) -> str:
        """Queue a PDF in true size on `paper` and return the job's name.

        Raises UserError when there is no CUPS, or the printer does not take the work.
        """
        if shutil.which("lp", path=self._path) is None:
            raise UserError(
                _(
                    "这台电脑还没有打印服务，表格没有打出来，数据没有受影响。"
                    "请先存为 PDF 文件，拿到有打印机的电脑上打印。"
                )
            )
        sides = "two-sided-long-edge" if both_sides and not paper.landscape else "two-sided-short-edge"
        options = [f"media={paper.media}", "print-scaling=none", f"sides={sides if both_sides else 'one-sided'}"]
        command = [
            "lp",
            "-d",
            printer,
            "-n",
            str(copies),
            "-t",
            title,
            *(part for it in options for part in ("-o", it)),
        ]
        try:
            done = self._run(command, pdf)
        except subprocess.TimeoutExpired as late:
            raise UserError(_refused(printer)) from late
        if done.returncode:
            told = UserError(_refused(printer))
            told.add_note(done.stderr.decode(errors="replace"))
            raise told
        job = re.search(rb"request id is (\S+)", done.stdout)
        return job.group(1).decode(errors="replace") if job else printer

    def _run(self, command: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        program = shutil.which(command[0], path=self._path) or command[0]
        environment = {**os.environ, "LC_ALL": "C"}  # its words are read by us, not by people
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell; the program is found on the PATH
            [program, *command[1:]], input=given, capture_output=True, timeout=_PATIENCE_S, check=False, env=environment
        )


def _refused(printer: str) -> str:
    return _(
        "打印机“{name}”没有收下这份表格，数据没有受影响。请看它是否开机、联机、有纸，再打一次；也可以先存为 PDF 文件。"
    ).format(name=printer)
