"""A process that does deeds at a desk, each in a child of its own that may be killed or refused without warning.

`python -m tests.faults.worker` reads a line `DEED FOLDER` for each of them; `worker DEED FOLDER` does one and ends.
"""

import gc
import os
import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from sqlalchemy import Engine

from desktop.base.errors import UserError
from desktop.store import engine
from tests.factories.compiled import Compiled
from tests.faults.deeds import DEEDS, open_desk, work
from tests.faults.desk import light_passwords, read, with_people
from tests.faults.migrating import bring_up

LINE = 4096


def main(words: list[str]) -> None:
    """One deed, or one for each line until the input ends."""
    with light_passwords():
        if words:
            do(words[0], Path(words[1]))
            return
        _warm()
        gc.freeze()
        # Told through a socket: its calls are none of those that a fault is put into.
        with socket.socket(fileno=os.dup(1)) as told:
            tell("ready", told)
            while line := heard():
                deed, folder = line.split(" ", 1)
                _in_a_child(deed, Path(folder), told)


def _warm() -> None:
    """Do here once what every child does: what is loaded and compiled by then, none of them does again."""
    mock.patch.object(Engine, "clear_compiled_cache").start()
    with TemporaryDirectory() as folder, mock.patch.dict(os.environ, GRID_DEVICE_DIR=f"{folder}/device"):
        mock.patch.object(engine, "make_engine", Compiled(Path(folder)).make_engine).start()
        with_people(Path(folder) / "desk")


def _in_a_child(deed: str, folder: Path, told: socket.socket) -> None:
    """Fork: nothing is open here, no thread runs, and the libraries are loaded once for hundreds of deeds."""
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        tell(f"ended {os.waitstatus_to_exitcode(status)}", told)
        return
    code = 70
    try:
        tell(f"pid {os.getpid()}", told)
        heard()  # whoever watches is there
        do(deed, folder, told)
        code = 0
    except BaseException as fault:
        tell(f"fault {type(fault).__name__}: {fault}".replace("\n", " "), told)
    finally:
        os._exit(code)


def do(deed: str, folder: Path, told: socket.socket | None = None) -> None:
    """Open the desk and do it; a refusal is told, then the desk is read, and worked at again once that is asked for."""
    if deed == "migrate":
        try:
            bring_up(folder)
        except UserError as refusal:
            tell(f"refused {refusal.message}".replace("\n", " "), told)
        return
    try:
        desk = open_desk(folder)
    except UserError as refusal:
        tell(f"refused {refusal.message}".replace("\n", " "), told)
        return
    try:
        DEEDS[deed](desk, lambda words: tell(words, told))
    except UserError as refusal:
        tell(f"refused {refusal.message}".replace("\n", " "), told)
        with desk.store.read() as session:
            tell(f"read {len(read(session)[0])}", told)
        heard()  # there is space again
        work(desk, lambda words: tell(words, told), times=1)
        tell("again", told)
    finally:
        desk.close()


def tell(words: str, told: socket.socket | None = None) -> None:
    """One line, not held back."""
    data = f"{words}\n".encode()
    if told is None:
        os.write(1, data)
    else:
        told.sendall(data)


def heard() -> str:
    """One line of the input, no more of it: the rest is for others."""
    line = b""
    while (byte := os.read(0, 1)) not in (b"", b"\n"):
        line += byte
    return line.decode()


if __name__ == "__main__":
    main(sys.argv[1:])
