"""A server that is heard on loopback, in a thread of the test."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2
import uvicorn

from desktop.county.http import application
from desktop.county.office import Office
from desktop.county.serve import configured, listen
from desktop.sync import wire
from desktop.sync.peer_http import HttpPeer, pinned
from tests.county.conftest import Pc

NAMED = {"sni_hostname": wire.SERVER_NAME}


@dataclass
class Heard:
    """The office behind `url`."""

    office: Office
    url: str
    server: uvicorn.Server
    thread: threading.Thread

    def peer(self, pc: Pc) -> HttpPeer:
        """The county as a PC of the tests asks it: one without patience."""
        return HttpPeer(self.url, self.office.authority.certificate, pc.keys, patience=0)

    def bare(self) -> httpx2.Client:
        """Whoever trusts the county's authority."""
        return httpx2.Client(base_url=self.url, verify=pinned(self.office.authority.certificate), trust_env=False)

    def stop(self) -> None:
        """Stop gracefully."""
        self.server.should_exit = True
        self.thread.join()


@contextmanager
def heard_at(office: Office, *, tls: bool = True, now: Callable[[], float] = time.monotonic) -> Iterator[Heard]:
    """Serve until the block ends; without TLS only to count the bytes of a line."""
    at = listen("127.0.0.1", 0)
    config = configured(lambda: application(office, now=now), at, office.authority)
    if not tls:
        config.ssl_keyfile = config.ssl_certfile = None
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [at.socket]})
    thread.start()
    heard = Heard(office, f"{'https' if tls else 'http'}://127.0.0.1:{at.port}", server, thread)
    try:
        yield heard
    finally:
        heard.stop()
        at.socket.close()
