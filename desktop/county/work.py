"""What the administrator of the county does at its machine, each in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from desktop.county import own_changes, tree
from desktop.county.office import Office


@contextmanager
def deed(office: Office, *, units: bool = False) -> Iterator[Connection]:
    """One transaction at the office; where `units` changed, the tree is sent down in it too."""
    with office.transaction() as connection:
        yield connection
        if units:
            with office.hub(connection) as hub:
                own_changes.publish(connection, hub, county=office.keys.id, at=office.clock.now_ms())


def grown(office: Office, rows: list[tuple[str, str, str, str]]) -> list[tree.Unit]:
    """Several units at once, parents first: level, code, name, code of the one above; those that stand are left."""
    made = []
    with deed(office, units=True) as connection:
        known = {unit.code for unit in tree.units(connection).values()}
        for level, code, name, above in rows:
            if code not in known:
                made.append(tree.add(connection, name=name, level=level, code=code, above=above))
    return made
