"""Nothing is read from whoever is not known, did not sign what is coming, or says that it is too much."""

import asyncio
from typing import Any

import pytest

from desktop.base.ids import uuid7
from desktop.county.http import application
from desktop.county.office import Office
from desktop.sync import wire
from desktop.sync.key_pair import OwnKeys
from tests.county.conftest import Pc, enrolled

BODY = b"what is coming"


def answered(office: Office, *headers: dict[str, str], body: bytes = BODY) -> tuple[int, int]:
    """The status of the last of these requests, and how often the body was asked for in all."""
    asked = 0
    app = application(office, now=lambda: 0.0)

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": body, "more_body": False}

    async def post(headers: dict[str, str]) -> int:
        said: list[int] = []

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                said.append(message["status"])

        scope = {
            "type": "http", "method": "POST", "path": wire.SYNC_PATH, "query_string": b"", "client": ("10.0.0.9", 1),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "scheme": "https", "server": ("county", 8443), "root_path": "", "http_version": "1.1",
        }  # fmt: skip
        await app(scope, receive, send)  # type: ignore[arg-type]  # a message is a mapping
        return said[0]

    async def all_of_them() -> int:
        return [await post(each) for each in headers][-1]

    return asyncio.run(all_of_them()), asked


def signed(pc: Pc, **more: str) -> dict[str, str]:
    signature = wire.sign(pc.keys, wire.SYNC_PATH, BODY)
    return {wire.DEVICE: str(pc.keys.id), wire.SIGNATURE: signature, wire.DIGEST: wire.digest(BODY).hex(), **more}


def test_a_pc_that_the_county_does_not_know_is_not_listened_to(office: Office) -> None:
    strangers = [signed(Pc(office, OwnKeys.new(uuid7()), uuid7(), uuid7())) for _one in range(201)]
    assert answered(office, strangers[0]) == (401, 0)
    assert answered(office, *[strangers[0]] * 201) == (429, 0), "nor may it ask for ever"
    assert answered(office, *strangers) == (429, 0), "nor under ever other names"


@pytest.mark.parametrize("more", [{wire.DIGEST: wire.digest(b"other").hex()}, {wire.DIGEST: "x"}])
def test_what_another_key_signed_is_not_read(office: Office, more: dict[str, str]) -> None:
    assert answered(office, signed(enrolled(office, "42010101"), **more)) == (401, 0)


def test_what_says_itself_that_it_is_too_much_is_not_read(office: Office) -> None:
    pc = enrolled(office, "42010101")
    assert answered(office, signed(pc, **{"Content-Length": str(wire.MOST_BODY + 1)})) == (413, 0)


def test_what_does_not_say_how_much_it_is_is_given_up_when_it_is_too_much(office: Office) -> None:
    older = {name: value for name, value in signed(enrolled(office, "42010101")).items() if name != wire.DIGEST}
    assert answered(office, older, body=bytes(wire.MOST_BODY + 1)) == (413, 1)


def test_the_pc_that_signed_is_listened_to_and_so_is_an_older_program(office: Office) -> None:
    pc = enrolled(office, "42010101")
    assert answered(office, signed(pc)) == (400, 1), "it was read, and is no message"
    older = signed(pc)
    del older[wire.DIGEST]
    assert answered(office, older) == (400, 1)
    assert office.senders.keys() == {pc.keys.id}
