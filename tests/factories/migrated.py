"""The schema as its steps leave it: they are run for the first profile of a process and copied into every other one."""

import tempfile
from pathlib import Path

from desktop.store.session import Store

_KEY = "x'" + "77" * 48 + "'"
STEPS = Store.upgrade


class Migrated:
    """`upgrade` in place of the one of the store; a file that is not empty still takes the steps that it lacks."""

    def __init__(self, folder: Path) -> None:
        self.file = Path(tempfile.mkdtemp(dir=folder)) / "migrated.db"

    def upgrade(self, store: Store) -> None:
        """The newest schema, at a fifth of the time of two dozen steps."""
        raw = store._writer.raw_connection()
        empty = not raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if empty and self.file.exists():
            raw.execute(f"ATTACH DATABASE '{self.file}' AS migrated KEY \"{_KEY}\"")
            raw.execute("SELECT sqlcipher_export('main', 'migrated')").fetchall()
            raw.execute("DETACH DATABASE migrated")
            raw.close()
            store._writer.dispose()  # an open connection knows nothing of the search index that came
            return
        raw.close()
        STEPS(store)
        if empty:
            raw = store._writer.raw_connection()
            raw.execute(f"ATTACH DATABASE '{self.file}' AS migrated KEY \"{_KEY}\"")
            raw.execute("SELECT sqlcipher_export('migrated', 'main')").fetchall()
            raw.execute("DETACH DATABASE migrated")
            raw.close()
