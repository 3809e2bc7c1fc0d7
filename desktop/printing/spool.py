"""Hands a PDF to a printer as it is; nothing is painted anew, and the file never touches the disk on the way."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import unquote

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import alerts
from desktop.printing.page import Paper

_PATIENCE_S = 60
_WRONG = re.compile("error|abort")
TO_THE_END = 0


@dataclass(frozen=True, slots=True)
class Tray:
    """A drawer of a printer: how the system calls it, and in words."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Spooled:
    """What became of work that was handed over; `trouble` is what the printer waits for, in words, or nothing."""

    state: Literal["working", "done", "failed"]
    trouble: str = ""


class Spooler(Protocol):
    """Where printers are listed and given work; CUPS here, the print system of Windows elsewhere."""

    def printers(self) -> tuple[str, ...]:
        """The names of the printers, the standard one first; empty when there is none."""
        ...

    def trays(self, printer: str) -> tuple[Tray, ...]:
        """The drawers of a printer; empty when it does not say."""
        ...

    def send(
        self, pdf: bytes, printer: str, *, title: str, paper: Paper, copies: int = 1, both_sides: bool = False,
        tray: str = "", first: int = 1, last: int = TO_THE_END,
    ) -> str:  # fmt: skip
        """Queue pages `first` to `last` (from 1) of a PDF and return the job's name.

        Raises UserError when the printer does not take it.
        """
        ...

    def state(self, job: str, printer: str) -> Spooled:
        """How far a job is."""
        ...

    def cancel(self, job: str) -> None:
        """Take a job back, as far as the printer lets go of it; a job that is over is no fault."""
        ...


class CupsSpooler:
    """Printers of CUPS, through its own commands; `path` is searched for them (None: the PATH of the machine)."""

    def __init__(self, path: str | None = None) -> None:
        self._path = path

    def printers(self) -> tuple[str, ...]:
        """The names of the printers, the standard one first; empty when CUPS or printers are missing."""
        names = self._said("lpstat", "-e").split()
        standard = re.search(r": (\S+)\s*$", self._said("lpstat", "-d"))
        first = standard.group(1) if standard else ""
        return tuple(sorted(dict.fromkeys(names), key=lambda name: (name != first, name)))

    def trays(self, printer: str) -> tuple[Tray, ...]:
        """The drawers that the driver knows; empty when it knows only one."""
        slots = re.search(r"^InputSlot/[^:\n]*:(.*)$", self._said("lpoptions", "-p", printer, "-l"), re.MULTILINE)
        codes = slots.group(1).replace("*", "").split() if slots else []
        return tuple(Tray(code, alerts.tray(code)) for code in codes) if len(codes) > 1 else ()

    def send(
        self, pdf: bytes, printer: str, *, title: str, paper: Paper, copies: int = 1, both_sides: bool = False,
        tray: str = "", first: int = 1, last: int = TO_THE_END,
    ) -> str:  # fmt: skip
        """Queue pages of a PDF in true size on `paper` and return the job's name.

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
        options += [f"InputSlot={tray}"] if tray else []
        if first > 1 or last != TO_THE_END:
            options.append(f"page-ranges={first}-{'' if last == TO_THE_END else last}")
        options += ["collate=true"] if copies > 1 else []
        said = (part for option in options for part in ("-o", option))
        try:
            done = self._run(["lp", "-d", printer, "-n", str(copies), "-t", title, *said], pdf)
        except subprocess.TimeoutExpired as late:
            raise UserError(_refused(printer)) from late
        if done.returncode:
            told = UserError(_refused(printer))
            told.add_note(done.stderr.decode(errors="replace"))
            raise told
        job = re.search(rb"request id is (\S+)", done.stdout)
        return job.group(1).decode(errors="replace") if job else ""

    def state(self, job: str, printer: str) -> Spooled:
        """How far a job is; one without a name, or that CUPS no longer knows, is taken for done."""
        # Of all printers: asked for one with a Chinese name, CUPS 2.4 lists nothing.
        told = _told_of(job, self._said("lpstat", "-W", "not-completed", "-l", "-o"))
        if told is not None and not _WRONG.search(told):
            return Spooled("working", alerts.trouble(self._said("lpstat", "-l", "-p", printer)))
        if told is None:
            told = _told_of(job, self._said("lpstat", "-W", "completed", "-l", "-o"))
        return Spooled("failed" if told and _WRONG.search(told) else "done")

    def cancel(self, job: str) -> None:
        """Take a job back."""
        if job:
            self._said("cancel", job)

    def _said(self, *command: str) -> str:
        """What a command prints; nothing when it is missing or does not answer."""
        if shutil.which(command[0], path=self._path) is None:
            return ""
        try:
            return self._run(list(command)).stdout.decode(errors="replace")
        except subprocess.TimeoutExpired:
            return ""

    def _run(self, command: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        program = shutil.which(command[0], path=self._path) or command[0]
        environment = {**os.environ, "LC_ALL": "C"}  # its words are read by us, not by people
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell; the program is found on the PATH
            [program, *command[1:]], input=given, capture_output=True, timeout=_PATIENCE_S, check=False, env=environment
        )


def _told_of(job: str, listed: str) -> str | None:
    """The alerts of one job in a long listing; None when it is not listed."""
    found: str | None = None
    for line in listed.splitlines():
        if not line[:1].isspace():
            # CUPS writes the names of printers as in an address: 活动室-6 is %E6%B4%BB...-6.
            named = unquote(line.split(maxsplit=1)[0]) if line.strip() else ""
            if found is not None:
                break
            found = "" if job and named == unquote(job) else None
        elif found is not None and "Alerts: " in line:
            found = line.split("Alerts: ", 1)[1]
    return found


def _refused(printer: str) -> str:
    return _(
        "打印机“{name}”没有收下这份表格，数据没有受影响。请看它是否开机、联机、有纸，再打一次；也可以先存为 PDF 文件。"
    ).format(name=printer)
