"""Says to the county which program asks: its version, the newest schema that it knows."""

import msgspec

from desktop.base.version import VERSION
from desktop.store import migrate
from desktop.sync.protocol import Request


def signed_by(request: Request) -> Request:
    """The same request with the version of the program and its schema; the county shows both, nothing depends on it."""
    return msgspec.structs.replace(request, schema=migrate.head(), app=VERSION)
