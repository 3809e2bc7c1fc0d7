"""Who may hold a row: by what its table is about, whose it is, and the units of a PC (SYNC §5)."""

from desktop.base.ids import id_said
from desktop.sync.conflicts import CONFLICT
from desktop.sync.hub_state import Device
from desktop.sync.protocol import Values
from desktop.sync.shape import UNIT, Audience, Shape


def audience_of(shape: Shape, table: str, values: Values) -> Audience:
    """For whom a row is. A question is for whoever may hold the record that it is about, and for no unit below.

    What the shape does not know is of a newer schema, and may be about residents.
    """
    if table == CONFLICT and (about := values.get("table_name")):
        found = audience_of(shape, str(about), {})
        return "offices" if found == "units" else found
    known = shape.get(table)
    return known.audience if known else "residents"


def may_hold_kind(audience: Audience, device: Device) -> bool:
    """May this PC hold such rows at all? A street's own are its own; of those below it is told no more than an id."""
    return audience != "nobody" and (audience != "residents" or device.residents)


def may_hold(shape: Shape, device: Device, table: str, values: Values) -> bool:
    """May this PC hold this row, as it stands?"""
    audience, unit = audience_of(shape, table, values), id_said(values[UNIT])
    if not may_hold_kind(audience, device):
        return False
    if audience == "own" and not device.residents:
        return unit == device.unit
    return unit in device.units or (unit in device.above and audience == "units")
