"""What the server does with a message, whichever way it came: one transaction each, no HTTP and no sockets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import NoReturn, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from desktop.base.calm import no_collections
from desktop.base.clock import Clock
from desktop.county import audit, codes, devices, rights, tree
from desktop.county.authority import Authority
from desktop.county.metrics import Metrics
from desktop.sync import enrol, run, wire
from desktop.sync.asking import Asked
from desktop.sync.blobs import BlobRequest
from desktop.sync.hub_store import HubTransaction
from desktop.sync.key_pair import OwnKeys, PublicKeys
from desktop.sync.protocol import Request, Response
from desktop.sync.push import Hub, Rule, receive
from desktop.sync.shape import Shape

_UNSIGNED = "a message that this PC did not sign"
Signed = TypeVar("Signed", Request, Asked, BlobRequest)


class Refused(Exception):
    """Who asks is not known here, or did not sign what it says: nothing was taken, and it was noted."""


class Busy(Exception):
    """The database cannot take this now; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Office:
    """The county's end, opened. `keys` are its own, by the id of the county.

    `senders`: the keys of PCs that asked before; a PC keeps its keys for good.
    """

    engine: Engine
    shape: Shape
    rule: Rule
    keys: OwnKeys
    authority: Authority
    clock: Clock
    metrics: Metrics = field(default_factory=Metrics)
    senders: dict[UUID, PublicKeys] = field(default_factory=dict)

    def sync(self, device_id: UUID, body: bytes, signature: str) -> Response:
        """One round trip of an enrolled PC. Raises Refused, Busy, or Unreadable for what is no request."""
        request = self.proved(device_id, wire.SYNC_PATH, body, signature=signature, kind=Request)
        response = self.exchange(request, way=devices.LINE)
        self.metrics.exchanged(response)
        return response

    def announced(self, device_id: UUID, path: str, digest: bytes | None, *, signature: str) -> None:
        """Before a body is read: is the PC known, and did it sign what is coming? Raises Refused, Busy.

        An older program sends no digest; it is proved once its body is here. A PC that was disabled is let in: what it
        did before is kept for the supervisor.
        """
        known = self.senders.get(device_id)
        if known is None:
            with self.transaction() as connection:
                found = devices.find(connection, device_id)
            if found is None:
                self._refuse(_UNSIGNED, None)
            known = self.senders[device_id] = found.public
        if digest is not None and not wire.is_signed_digest(known, path, digest, signature=signature):
            self._refuse(_UNSIGNED, device_id)

    def proved(self, device_id: UUID, path: str, body: bytes, *, signature: str, kind: type[Signed]) -> Signed:
        """What an enrolled PC sent to `path` under its own signature. Raises Refused, Busy, or Unreadable."""
        with self.transaction() as connection:
            known = devices.find(connection, device_id)
            genuine = known is not None and wire.is_signed(known.public, path, body, signature=signature)
        if known is None or not genuine:
            self._refuse(_UNSIGNED, device_id if known else None)
        said = wire.unpacked(body, kind)
        if said.device != device_id:
            self._refuse("a request in the name of another PC", device_id)
        return said

    def exchange(self, request: Request, *, way: str = devices.STICK) -> Response:
        """The same for a request whose sender was proved: over the line, or by a sealed file. Raises Refused, Busy."""
        with no_collections(), self.transaction() as connection:
            known = devices.find(connection, request.device)
            if known is None:
                raise Refused
            device = tree.device(connection, known.id, known.unit_id, enabled=known.enabled)
            with self.hub(connection) as hub:
                if known.enabled:
                    response = run.answer(hub, device, request)
                else:  # what was done before the PC was disabled is kept for the supervisor; it reads nothing more
                    results = receive(hub, device, request.changes)
                    response = Response(tuple(results), (), request.cursor, more=False, epoch=hub.state.epoch)
            at = self.clock.now_ms()
            for result in response.results:
                if result.kind == "quarantined":
                    audit.note(
                        connection, audit.QUARANTINED, at=at, device=known.id, detail=f"{result.id} {result.why}"
                    )
            devices.seen(connection, known.id, request, at=at, way=way)
            return response

    def enrol(self, claim: enrol.Claim) -> enrol.Grant:
        """Take a PC or a person in. Raises Refused when the code is unknown, used, late, or not proved; Busy."""
        at = self.clock.now_ms()
        grant = None
        with self.transaction() as connection:
            code = codes.find(connection, claim.code)
            every = tree.units(connection)
            known = devices.find(connection, claim.device)
            fits = (
                code is not None
                and enrol.is_proved(code.proof, claim)
                and code.usable(claim, at)
                and code.unit_id in every
                and (known is None or (known.unit_id, known.keys) == (code.unit_id, claim.keys))
            )
            if code is not None and fits:
                devices.enrol(connection, claim, code.unit_id, code.role, at=at)
                if code.used_at is None:
                    codes.use(connection, code, claim, at=at)
                unit = every[code.unit_id]
                with self.hub(connection) as hub:
                    row = hub.state.row((rights.UNIT_TABLE, unit.id)) or {}
                grant = enrol.proved(code.proof, enrol.Grant(
                    claim.device, self.keys.id, unit.id, unit.level, code.role, self.authority.certificate,
                    self.keys.public().to_bytes(), row, at,
                ))  # fmt: skip
        return grant or self._refuse("an enrolment without a valid code", None)

    @contextmanager
    def hub(self, connection: Connection) -> Iterator[Hub]:
        """The hub with the county's own rights; its clock is locked until the transaction ends."""
        accounts = cache(partial(devices.account, connection))
        state = HubTransaction(connection, {name: table.natural for name, table in self.shape.items()})
        yield Hub(state, self.shape, self.rule, partial(rights.entitled, accounts), tells_joined=True)
        state.flush()

    def healthy(self) -> dict[str, int]:
        """The epoch and the newest sequence; raises Busy when the database does not answer."""
        with self.transaction() as connection, self.hub(connection) as hub:
            return {"epoch": hub.state.epoch, "seq": hub.state.seq()}

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of it or nothing. Raises Busy for what the database could not take now."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except (OperationalError, NoConnection) as error:
            raise Busy from error

    def _refuse(self, what: str, device_id: UUID | None) -> NoReturn:
        with self.transaction() as connection:
            audit.note(connection, what, at=self.clock.now_ms(), device=device_id)
        raise Refused
