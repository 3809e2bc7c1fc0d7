"""What is exchanged with the county: the shape of every journaled table, who may hold it, what a row must be."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Integer, LargeBinary, String
from sqlalchemy.types import TypeEngine

from desktop.store.record import Record, content, record_types
from desktop.store.types import from_wire
from desktop.sync.protocol import Values
from desktop.sync.shape import Shape, of_records

# What street and county hold too, and publish to the units below them: units, organisations, posts, agreements, what
# they settled; no residents (MISSION).
FOR_UNITS = frozenset({
    "unit", "unit_setting", "organisation", "party_org", "post", "compound", "bond", "bond_contact", "partner",
    "partner_agreement", "partner_agreement_item", "partner_project", "partner_claim", "partner_delivery",
    "wording_version",
})  # fmt: skip
# What street and county hold of the units below them, and what no unit reads of those above it: money and its papers,
# and that somebody was looked up.
FOR_OFFICES = frozenset({
    "partner_rating", "person_lookup", "venue", "venue_contract", "venue_contract_deed", "venue_contract_service",
    "venue_entry", "venue_notice", "venue_obligation", "venue_rent_step", "venue_spending",
})  # fmt: skip
# About those who work at a desk, not about residents: a street holds its own, or it would lose its users, and what they
# noted, as soon as it compares its rows with the county's.
FOR_OWN = frozenset({"attachment", "jotting", "key_change", "phrase", "saved_filter", "user_account"})
# Alike in two living rows of a unit: people are asked whether they are one.
NATURAL = {
    "person": ("id_no",), "organisation": ("uscc",), "partner_agreement": ("number",), "venue_contract": ("number",),
}  # fmt: skip
# Of a row out of one's scope that an own row refers to, its name is told (MISSION: "outside one's scope: id and name").
NAMED = {
    "unit": ("name", "level"), "compound": ("name",), "building": ("number", "name", "sort"),
    "stairwell": ("number", "name", "sort"), "dwelling": ("door", "room", "kind", "sort"), "person": ("name",),
    "organisation": ("kind", "name", "name_sort", "short_name", "state"), "party_org": ("tier", "name", "sort"),
    "partner": ("kind", "name", "name_sort"), "partner_project": ("kind", "name", "name_sort"),
    "partner_agreement": ("number",), "venue": ("name", "name_sort"), "venue_contract": ("number",),
}  # fmt: skip
_KINDS: dict[type, type] = {String: str, Integer: int, Boolean: bool, LargeBinary: bytes}


def shape() -> Shape:
    """The shape of all journaled tables; the catalog was loaded before, for it names them."""
    return of_records(
        record_types(), for_units=FOR_UNITS, for_offices=FOR_OFFICES, for_own=FOR_OWN, natural=NATURAL, named=NAMED
    )


def row_rule(table: str, values: Values) -> str:
    """Why a row of this table may not stand as it would, "" when it may; a newer schema's tables and fields may."""
    ruled = _rules().get(table)
    if ruled is None:
        return ""
    said = 0
    for name, value in values.items():
        field = ruled.fields.get(name)
        if field is None or value is None:
            continue
        if value.__class__ is not field.plain and (why := _why(field.kind, value, field.wanted)):
            return f"{name} is {why}"
        said += field.needed
    if said < ruled.needed:
        missing = (name for name, field in ruled.fields.items() if field.needed and values.get(name) is None)
        return f"{next(missing)} is missing"
    return ""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field must be."""

    needed: bool  # it may not be null
    plain: type | None  # what is fine as it is
    kind: TypeEngine[Any]
    wanted: type


@dataclass(frozen=True, slots=True)
class _Ruled:
    """The fields of a table, and how many of them are needed."""

    fields: dict[str, _Field]
    needed: int


@cache
def _rules() -> dict[str, _Ruled]:
    found = {}
    for kind in record_types():
        fields = {name: _field(kind, name) for name in content(kind)}
        found[kind.__tablename__] = _Ruled(fields, sum(field.needed for field in fields.values()))
    return found


def _field(kind: type[Record], name: str) -> _Field:
    column = kind.__table__.columns[name]
    wanted = next((py for sql, py in _KINDS.items() if isinstance(column.type, sql)), object)
    plain = wanted if wanted in (str, int, bool) else None  # on the wire it is what it is in the row
    return _Field(not column.nullable and column.default is None, plain, column.type, wanted)


def _why(kind: TypeEngine[Any], value: Any, wanted: type) -> str:
    """What is wrong with a value, "" when nothing is."""
    try:
        made = from_wire(kind, value)
    except (ValueError, TypeError, AttributeError):
        return "not what it should be"
    return "" if isinstance(made, wanted) else "of another kind"
