"""Runs the server: a socket, TLS with the county's own certificate, one worker or several, a graceful stop."""

import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.county.authority import Authority

STOP_S = 15  # what requests that are being answered get before the server stops
IDLE_S = 30
AT_ONCE = 400  # connections of one worker


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server is heard: `port` is the real one, also when any free one was asked for."""

    host: str
    port: int
    socket: socket.socket


def listen(host: str, port: int) -> Listening:
    """Take the address; UserError when it is taken or not of this machine."""
    try:
        family, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        made = socket.create_server(address[:2], family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        sentence = _("{host}:{port} 用不了：被别的程序占用，或不是这台机器的地址。服务器没有启动。")
        raise UserError(sentence.format(host=host, port=port)) from error
    made.set_inheritable(True)
    return Listening(host, made.getsockname()[1], made)


def configured(
    application: str | Callable[[], Starlette], at: Listening, authority: Authority, *, workers: int = 1
) -> uvicorn.Config:
    """How the server runs; `application` makes one for each worker, and names its maker when there are several."""
    return uvicorn.Config(
        application, factory=True, host=at.host, port=at.port, workers=workers, http="h11", ws="none", loop="asyncio",
        lifespan="off", interface="asgi3", access_log=False, log_config=None, server_header=False, proxy_headers=False,
        limit_concurrency=AT_ONCE, timeout_keep_alive=IDLE_S, timeout_graceful_shutdown=STOP_S,
        ssl_keyfile=authority.server_key, ssl_certfile=authority.server_certificate,
    )  # fmt: skip


def serve(application: str, at: Listening, authority: Authority, *, workers: int = 1) -> None:
    """Answer until told to stop (Ctrl+C or SIGTERM)."""
    config = configured(application, at, authority, workers=workers)
    if workers == 1:
        uvicorn.Server(config).run(sockets=[at.socket])
    else:
        Multiprocess(config, sockets=[at.socket]).run()
