"""Search at county size as the bench command says it: 217,000 residents on an encrypted file."""

import tempfile
from pathlib import Path
from uuid import UUID

from tests.bench import search
from tests.bench.figures import Figure


def measure(people: int = 217_000) -> list[Figure]:
    """The slowest kind of question over the whole file and within one unit, and what a save adds."""
    with tempfile.TemporaryDirectory() as folder:
        connection, _made = search.build(Path(folder) / "search.db", people)
        units = [UUID(bytes=row[0]) for row in connection.execute("SELECT DISTINCT unit FROM search_entry")]
        found = []
        for scope, asked in (("whole file", None), ("one unit", frozenset(units[:1]))):
            kinds = search.measure(connection, units=asked)
            slowest = max(kinds, key=lambda kind: kind.p95)
            middle = sorted(kind.p95 for kind in kinds)[len(kinds) // 2]
            found.append(Figure(f"{scope}, slowest kind p95 ({slowest.kind})", slowest.p95, "ms", "<= 3 ms"))
            found.append(Figure(f"{scope}, middle kind p95", middle, "ms", "<= 3 ms"))
        connection.close()
    return found
