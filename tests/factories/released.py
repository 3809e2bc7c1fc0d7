"""Database files of released programs as they are kept: the very pages, unencrypted and packed, for they are invented.

`keep` is run by the program of that revision, `put_back` by every later one.
"""

from pathlib import Path

import zstandard

from desktop.store import engine


def keep(database: Path, key: bytes, *, beside: Path) -> bytes:
    """The file behind `key`, whole; `beside` is a free path for the plain pages."""
    raw = engine.connect(database, key)
    raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(beside),))
    raw.execute("PRAGMA plain.page_size = 1024")
    raw.execute("SELECT sqlcipher_export('plain')").fetchall()
    raw.execute("DETACH DATABASE plain")
    raw.close()
    return zstandard.ZstdCompressor(level=19).compress(beside.read_bytes())


def put_back(kept: bytes, database: Path, key: bytes) -> None:
    """The same file at `database`, encrypted again."""
    plain = database.with_suffix(".plain")
    plain.write_bytes(zstandard.ZstdDecompressor().decompress(kept))
    raw = engine.connect(database, key)
    raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    raw.execute("SELECT sqlcipher_export('main', 'plain')").fetchall()
    raw.execute("DETACH DATABASE plain")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    plain.unlink()
