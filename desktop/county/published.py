"""What the county itself added to code lists and published down, read from its own rows."""

import json
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.county import tree
from desktop.standard.code_lists import FORM
from desktop.standard.wording_versions import WordingVersion
from desktop.sync.hub_rows import values_of
from desktop.sync.hub_tables import ROW
from desktop.sync.protocol import Values


def added_to(connection: Connection, table: str) -> frozenset[str]:
    """The values that the newest version of the county adds to this code list; each is its own code."""
    tops = [unit.id for unit in tree.units(connection).values() if unit.level == tree.LEVELS[0]]
    query = select(ROW.c.row_id, ROW.c.said).where(
        ROW.c.unit_id.in_(tops), ROW.c.table_name == WordingVersion.__tablename__
    )
    versions = [(row.row_id, values_of(row.said)) for row in connection.execute(query)]
    standing = [one for one in versions if one[1].get("alive") and one[1].get("form") == FORM]
    if not standing:
        return frozenset()
    _id, newest = max(standing, key=_age)
    return frozenset(str(json.loads(newest["texts"]).get(table) or "").splitlines())


def _age(version: tuple[UUID, Values]) -> tuple[int, UUID]:
    return version[1].get("at") or 0, version[0]
