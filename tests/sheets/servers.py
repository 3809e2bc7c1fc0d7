"""Reading processes that fail in every way, for the tests of the process around them."""

import os
import threading
from multiprocessing.connection import Connection

ENDLESS = 3600.0


def dies(_pipe: Connection) -> None:
    """Stopped by the system without a word, as the memory cap does it."""
    os._exit(9)


def asks_and_dies(pipe: Connection) -> None:
    """Asks for the file and does not live to take it."""
    pipe.send(("ready", None))
    os._exit(9)


def hangs(_pipe: Connection) -> None:
    """Never answers."""
    threading.Event().wait(ENDLESS)  # the tests kill it: nobody waits


def fails(pipe: Connection) -> None:
    """Says that the parser failed in the way that the file names."""
    pipe.send(("ready", None))
    pipe.send(("failed", pipe.recv_bytes().decode()))


def trickles(pipe: Connection) -> None:
    """Announces more than it sends, then hangs."""
    pipe.send(("sheets", [("表1", False, 4000)]))
    pipe.send(("rows", [["姓名"]] * 2000))
    threading.Event().wait(ENDLESS)  # the tests kill it: nobody waits
