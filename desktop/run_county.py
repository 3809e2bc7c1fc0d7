"""The county's server, put together: each worker process opens its own end of the same database here."""

import json
import os
from pathlib import Path

from starlette.applications import Starlette

import desktop.catalog  # noqa: F401 - maps every table
from desktop.base.clock import SystemClock
from desktop.county.http import application
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape

PLACE = "GRID_COUNTY"  # JSON of the place, for a worker is told nothing else


def worker() -> Starlette:
    """The application of one worker process."""
    said = json.loads(os.environ[PLACE])
    place = Place(Path(said["folder"]), said["database"])
    return application(open_office(place, SystemClock(), shape=shape(), rule=row_rule))
