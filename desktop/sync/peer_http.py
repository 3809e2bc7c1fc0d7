"""The county at the other end of HTTPS: pinned to its own authority, every failure told as one that may pass."""

import contextlib
import ssl
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from random import random
from types import TracebackType
from typing import Self

import httpx2
import msgspec

from desktop.base.text import _
from desktop.sync import enrol, wire
from desktop.sync.asking import Asked, Told
from desktop.sync.blobs import BlobRequest, BlobResponse
from desktop.sync.key_pair import OwnKeys
from desktop.sync.protocol import Request, Response

_NO_CHECK_TIME = 0x20_0000  # X509_V_FLAG_NO_CHECK_TIME: a PC whose clock is wrong still exchanges (SAFETY §3)
_CONNECT_S, _ANSWER_S = 10.0, 90.0
PATIENCE_S = 5.0  # a busy county that names a time is waited for so long in one request
_SNI = {"sni_hostname": wire.SERVER_NAME}


class Later(OSError):
    """Nothing came through, or the county said later; what became of it the next exchange tells.

    `wait` in seconds, when the county named a time.
    """

    def __init__(self, said: str, *, wait: float | None = None) -> None:
        super().__init__(said)
        self.said, self.wait = said, wait


class Stranger(OSError):
    """The county does not know this PC, or did not accept its signature; nothing was taken."""

    def __init__(self) -> None:
        self.said = _("县服务器不认识这台电脑，没有交换，本机数据没有变动。请联系县里核对，必要时重新登记。")
        super().__init__(self.said)


def pinned(authority: bytes) -> ssl.SSLContext:
    """Trust in this one authority (DER), for this one name; the time of a PC's clock is not asked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=authority)
    context.verify_flags |= ssl.VerifyFlags(_NO_CHECK_TIME)
    return context


class HttpPeer:
    """See `Peer`. One connection that is kept between round trips; close it when done.

    Where the county names a time to come again (429, 503), it is asked again then: that is waiting, and no broken line.
    """

    def __init__(
        self,
        server: str,
        authority: bytes,
        keys: OwnKeys,
        *,
        patience: float = PATIENCE_S,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """`server`: https://host:port. `authority`: the pinned certificate, DER. `patience`: seconds of one request."""
        self._keys, self._patience, self._pause = keys, patience, pause
        self.told_at: int | None = None  # what time it is there, UTC ms, once it answered
        self._client = _client(server, pinned(authority))

    def exchange(self, request: Request) -> Response:
        """One round trip, signed by this PC. Raises Later or Stranger, both OSError."""
        return self._signed(wire.SYNC_PATH, request, Response)

    def blobs(self, request: BlobRequest) -> BlobResponse:
        """One round trip of files, signed likewise. Raises Later or Stranger, both OSError."""
        return self._signed(wire.BLOBS_PATH, request, BlobResponse)

    def ask(self, asked: Asked) -> Told:
        """One question beside the exchange, signed alike. Raises Later or Stranger."""
        return self._signed(wire.ASK_PATH, asked, Told)

    def _signed(self, path: str, said: msgspec.Struct, kind: type[wire.Message]) -> wire.Message:
        left = self._patience
        body = wire.packed(said)
        headers = {
            wire.DEVICE: str(self._keys.id),
            wire.SIGNATURE: wire.sign(self._keys, path, body),
            wire.DIGEST: wire.digest(body).hex(),
            "Content-Type": wire.MEDIA,
        }
        while True:
            try:
                return _unpacked(_posted(self._client, path, body, headers=headers, heard=self._heard), kind)
            except Later as later:
                if later.wait is None or later.wait > left:
                    raise
                left -= later.wait
                self._pause(later.wait + random())  # noqa: S311 - many were told the same second: they spread over it

    def _heard(self, date: str) -> None:
        with contextlib.suppress(ValueError):
            self.told_at = int(parsedate_to_datetime(date).timestamp() * 1000)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, said: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def ask_grant(server: str, claim: enrol.Claim, key: bytes) -> enrol.Grant:
    """Show a claim to the county at `server`; the grant is proved with `key`, so the line needs no trust.

    Raises Later when nothing came through, Stranger when the code is not taken, or who answered does not know it.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # who the county is, the proof of the grant says
    context.verify_mode = ssl.CERT_NONE
    with _client(server, context) as client:
        body = wire.packed(enrol.proved(key, claim))
        grant = _unpacked(_posted(client, wire.ENROL_PATH, body, headers={"Content-Type": wire.MEDIA}), enrol.Grant)
    if grant.device != claim.device or not enrol.is_proved(key, grant):
        raise Stranger
    return grant


def _client(server: str, context: ssl.SSLContext) -> httpx2.Client:
    limits = httpx2.Timeout(_ANSWER_S, connect=_CONNECT_S)
    return httpx2.Client(base_url=server, verify=context, trust_env=False, timeout=limits, follow_redirects=False)


def _posted(
    client: httpx2.Client, path: str, body: bytes, *, headers: dict[str, str],
    heard: Callable[[str], None] = lambda _date: None,
) -> bytes:  # fmt: skip
    try:
        with client.stream("POST", path, content=body, headers=headers, extensions=_SNI) as answer:
            heard(answer.headers.get("Date", ""))
            return _body(answer)
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise Later(_("没有连上县服务器，本机数据没有变动，以后会自动再试。")) from error


def _body(answer: httpx2.Response) -> bytes:
    if answer.status_code in (401, 403):
        raise Stranger
    if answer.status_code != 200:
        raise Later(_("县服务器请稍后再来，本机数据没有变动。"), wait=_seconds(answer.headers.get("Retry-After", "")))
    if answer.headers.get("Content-Type", "") != wire.MEDIA:
        raise Later(_("回答的不是县服务器，可能要先登录这里的网络。本机数据没有变动。"))
    found = bytearray()
    for part in answer.iter_raw():
        found += part
        if len(found) > wire.MOST_BODY:
            raise Later(_("县服务器的回答不完整，本机数据没有变动，以后会自动再试。"))
    return bytes(found)


def _seconds(said: str) -> float | None:
    return float(said) if said.isdecimal() else None


def _unpacked(body: bytes, kind: type[wire.Message]) -> wire.Message:
    try:
        return wire.unpacked(body, kind)
    except wire.Unreadable as error:
        raise Later(_("县服务器的回答不完整，本机数据没有变动，以后会自动再试。")) from error
