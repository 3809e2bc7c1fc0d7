"""A line that breaks after so many bytes: a proxy on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Line:
    """Carries bytes to `port` and back; `up` and `down` are what it still carries each way, None for any number."""

    port: int
    up: int | None = None
    down: int | None = None
    carried: dict[str, int] = field(default_factory=lambda: {"up": 0, "down": 0})
    url: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, way: str, count: int) -> int:
        """How many of these bytes are still carried."""
        with self._lock:
            left = self.up if way == "up" else self.down
            carried = count if left is None else min(count, left)
            if left is not None:
                setattr(self, way, left - carried)
            self.carried[way] += carried
            return carried


@contextmanager
def line_to(port: int, scheme: str = "http") -> Iterator[Line]:
    """A line to a server on loopback, for as long as the block runs."""
    listening = socket.create_server(("127.0.0.1", 0))
    line = Line(port, url=f"{scheme}://127.0.0.1:{listening.getsockname()[1]}")
    over = threading.Event()
    accepting = threading.Thread(target=_accept, args=(line, listening, over))
    accepting.start()
    try:
        yield line
    finally:
        over.set()
        with suppress(OSError):
            socket.create_connection(listening.getsockname()).close()
        accepting.join()
        listening.close()


def _accept(line: Line, listening: socket.socket, over: threading.Event) -> None:
    carriers: list[threading.Thread] = []
    while True:
        near, _address = listening.accept()
        if over.is_set():
            near.close()
            break
        carriers.append(threading.Thread(target=_join, args=(line, near)))
        carriers[-1].start()
    for carrier in carriers:
        carrier.join()


def _join(line: Line, near: socket.socket) -> None:
    with near, socket.create_connection(("127.0.0.1", line.port)) as far:
        back = threading.Thread(target=_carry, args=(line, "down", far, near))
        back.start()
        _carry(line, "up", near, far)
        back.join()


def _carry(line: Line, way: str, from_: socket.socket, to: socket.socket) -> None:
    """Until one end is done with it or the line breaks; then both ends see it broken."""
    with suppress(OSError):
        while said := from_.recv(65_536):
            carried = line.take(way, len(said))
            to.sendall(said[:carried])
            if carried < len(said):
                break
    for end in (from_, to):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
