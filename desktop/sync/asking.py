"""What a PC of the county asks its server beside the exchange, and what it is answered; both ends read this page.

A question is signed by the PC like every message; who may ask what, the server reads from its own rows. A question that
may not be asked is answered with a sentence for people (`Told.refused`), never with silence.
"""

from uuid import UUID

import msgspec

LOOKUP_TABLE = "person_lookup"  # written by the server alone: who looked one person up, and why
MOST_FOUND = 3  # more than these are not shown: it is no list to leaf through
LEAST_SIGNS = 4  # of an identity number or a telephone number, from its end


class AskStanding(msgspec.Struct, frozen=True, array_like=True, tag="standing"):
    """How does every unit stand?"""


class AskCode(msgspec.Struct, frozen=True, array_like=True, tag="code"):
    """A one-time code for a unit and a role; `as_file`: with the enrolment file, naming `server` as it is dialled."""

    unit: UUID
    role: str
    note: str
    days: int
    as_file: bool = False
    server: str = ""


class AskWithdraw(msgspec.Struct, frozen=True, array_like=True, tag="withdraw"):
    """Make every unused code of a unit void."""

    unit: UUID


class AskSwitch(msgspec.Struct, frozen=True, array_like=True, tag="switch"):
    """Turn a PC (`device`) or an account (`account`) off or on."""

    what: str
    id: UUID
    on: bool


class AskPerson(msgspec.Struct, frozen=True, array_like=True, tag="person"):
    """Who is this one person? `sign` is the end of an identity number or of a telephone number, four signs or more."""

    name: str
    sign: str
    reason: str  # code table lookup_reason
    note: str


Question = AskStanding | AskCode | AskWithdraw | AskSwitch | AskPerson


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """One question of a user at a PC. `id` is new for each: what was answered once is not done twice."""

    id: UUID
    device: UUID
    actor: UUID
    question: Question


class DeviceStanding(msgspec.Struct, frozen=True, array_like=True):
    """A PC. Times are UTC ms; `way` as in code table exchange_way, "" before it was heard of.

    `note`: what the county wrote beside the code that it was enrolled by, which tells two PCs of one name apart.
    """

    id: UUID
    name: str
    enabled: bool
    enrolled_at: int
    seen_at: int | None
    way: str
    app: str
    schema: str
    note: str = ""


class AccountStanding(msgspec.Struct, frozen=True, array_like=True):
    """An account."""

    id: UUID
    name: str
    role: str
    enabled: bool


class CodeStanding(msgspec.Struct, frozen=True, array_like=True):
    """A code that waits to be used; the code itself is kept nowhere."""

    role: str
    note: str
    expires_at: int


class Parts(msgspec.Struct, frozen=True, array_like=True):
    """What belongs to a unit."""

    devices: tuple[DeviceStanding, ...] = ()
    accounts: tuple[AccountStanding, ...] = ()
    codes: tuple[CodeStanding, ...] = ()


class UnitStanding(msgspec.Struct, frozen=True, array_like=True):
    """A unit: `above` are the names over it below the county, `conflicts` those that wait, `aside` what was refused."""

    id: UUID
    name: str
    level: str
    code: str
    above: tuple[str, ...]
    phone: str
    conflicts: int
    aside: int
    parts: Parts


class Standing(msgspec.Struct, frozen=True, array_like=True, tag="standing"):
    """Every unit below the one that asks."""

    units: tuple[UnitStanding, ...]


class MadeCode(msgspec.Struct, frozen=True, array_like=True, tag="code"):
    """A code, told this once: until when (UTC ms), the county's fingerprint in six words, the file if one was asked."""

    code: str
    until: int
    words: tuple[str, ...]
    ticket: bytes = b""


class Done(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """It was done, to so many."""

    count: int


class PersonFound(msgspec.Struct, frozen=True, array_like=True):
    """What may be told of one person: enough to know whose matter it is, and whom to call."""

    name: str
    id_tail: str
    unit: str
    above: tuple[str, ...]
    unit_phone: str


class People(msgspec.Struct, frozen=True, array_like=True, tag="people"):
    """At most MOST_FOUND; none and `count` above that when more fitted."""

    count: int
    found: tuple[PersonFound, ...]


Answers = Standing | MadeCode | Done | People


class Told(msgspec.Struct, frozen=True, array_like=True):
    """The answer: what was asked for, or why not. `now` is the server's time, UTC ms."""

    refused: str
    now: int
    answer: Answers | None = None
