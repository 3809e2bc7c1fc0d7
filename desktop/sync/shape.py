"""What the exchange knows of a table: its field groups, what its rows refer to, who may hold them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.store.record import Record, content, group_of, references
from desktop.sync.protocol import Values

# Community and branch PCs only | those, and every PC of the very unit | every PC that the unit lies below | those, and
# every PC below the unit | nobody: it stays on the PC where it was written.
Audience = Literal["residents", "own", "offices", "units", "nobody"]
ALIVE, UNIT = "alive", "unit_id"


@dataclass(frozen=True, slots=True)
class TableShape:
    """One synced table. `groups`: field → the group it merges with; `refers`: field → table that it names a row of."""

    name: str
    groups: Mapping[str, str]
    refers: Mapping[str, str] = field(default_factory=dict)
    audience: Audience = "residents"
    natural: tuple[str, ...] = ()  # fields that should not be alike in two living rows of a unit: a duplicate is asked
    named: tuple[str, ...] = ()  # all that a PC is told of a row out of its scope which one of its own rows refers to

    def group(self, name: str) -> str:
        """The group of a field; a field of a newer schema stands alone."""
        return self.groups.get(name, name)

    def members(self, group: str) -> tuple[str, ...]:
        """The fields of a group."""
        return tuple(name for name, own in self.groups.items() if own == group) or (group,)

    def only_named(self, values: Values) -> Values:
        """What a mere reference to the row may tell: whose it is, and its name."""
        return {name: values.get(name) for name in (UNIT, ALIVE, *self.named)}


Shape = Mapping[str, TableShape]


def table_of(shape: Shape, table: str) -> TableShape:
    """A table; one of a newer schema has fields that stand alone."""
    return shape.get(table) or TableShape(table, {})


def of_records(
    types: Iterable[type[Record]],
    *,
    for_units: frozenset[str] = frozenset(),
    for_offices: frozenset[str] = frozenset(),
    for_own: frozenset[str] = frozenset(),
    natural: Mapping[str, tuple[str, ...]] | None = None,
    named: Mapping[str, tuple[str, ...]] | None = None,
) -> Shape:
    """The shape of mapped tables, parents before children.

    `for_offices` names those that street and county hold too, `for_units` those that they publish down besides,
    `for_own` those that a street and a county write for themselves, and hold no others of.

    A reference that may not be null belongs to a row's name: without it the row could not stand where only the name
    is told. KeyError for a table or a field that is not there.
    """
    kinds = {kind.__tablename__: kind for kind in types}
    for table, fields in {
        **(natural or {}),
        **(named or {}),
        **dict.fromkeys(for_units | for_offices | for_own, ()),
    }.items():
        if missing := set(fields) - set(content(kinds[table])):
            raise KeyError(f"{table} has no {', '.join(sorted(missing))}")
    made = {}
    for name, kind in kinds.items():
        refers = references(kind)
        needed = tuple(field for field in refers if not kind.__table__.columns[field].nullable)
        made[name] = TableShape(
            name,
            {field: group_of(kind, field) for field in content(kind)},
            refers,
            _audience(kind, for_units=for_units, for_offices=for_offices, for_own=for_own),
            (natural or {}).get(name, ()),
            (*(named or {}).get(name, ()), *needed),
        )
    return made


def _audience(
    kind: type[Record], *, for_units: frozenset[str], for_offices: frozenset[str], for_own: frozenset[str]
) -> Audience:
    if not kind.travels:
        return "nobody"
    if kind.__tablename__ in for_units:
        return "units"
    if kind.__tablename__ in for_own:
        return "own"
    return "offices" if kind.__tablename__ in for_offices else "residents"
