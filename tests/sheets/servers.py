"""Reading processes that fail in every way, for the tests of the process around them."""

import os
import threading
from multiprocessing.connection import Connection

ENDLESS = 3600.0


def dies(_pipe: Connection, _data: bytes) -> None:
    """Stopped by the system without a word, as the memory cap does it."""
    os._exit(9)


def hangs(_pipe: Connection, _data: bytes) -> None:
    """Never answers."""
    threading.Event().wait(ENDLESS)  # the tests kill it: nobody waits


def fails(pipe: Connection, data: bytes) -> None:
    """Says that the parser failed in the way that `data` names."""
    pipe.send(("failed", data.decode()))


def trickles(pipe: Connection, _data: bytes) -> None:
    """Announces more than it sends, then hangs."""
    pipe.send(("sheets", [("表1", False, 4000)]))
    pipe.send(("rows", [["姓名"]] * 2000))
    threading.Event().wait(ENDLESS)  # the tests kill it: nobody waits
