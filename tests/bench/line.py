"""A line between a PC and the hub within one process, which weighs what would go over it."""

from uuid import UUID

import zstandard

from desktop.sync.hub_state import Device
from desktop.sync.hub_store import HubStore
from desktop.sync.protocol import Request, Response, encoder
from tests.factories.profile import UNIT_ID


class Line:
    """The hub in process; the bodies are weighed as they would go over the line."""

    def __init__(self, hub: HubStore, number: int) -> None:
        self._hub = hub
        self.device = Device(UUID(int=number), UNIT_ID, residents=True, units=frozenset([UNIT_ID]))
        self.up: list[int] = []
        self.down: list[int] = []

    def exchange(self, request: Request) -> Response:
        """One round trip."""
        response = self._hub.answer(self.device, request)
        pack = zstandard.ZstdCompressor(level=3).compress
        self.up.append(len(pack(encoder.encode(request))))
        self.down.append(len(pack(encoder.encode(response))))
        return response
