"""What anki's own synchronisation does with as many rows: a program of its own, run by a Python that has anki."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE = 30  # seconds until its server answers


def measure(rows: int) -> dict[str, float]:
    """Rows a second of new notes and of changed notes, up and down; each note brings a card along, as anki has it."""
    from anki.collection import Collection  # late: only the Python of the peer has it

    with tempfile.TemporaryDirectory() as folder:
        server, where = _server(Path(folder) / "server")
        try:
            ann, bo = (Collection(str(Path(folder) / f"{name}.anki2")) for name in ("ann", "bo"))
            _add(ann, 1)
            told = [(each, each.sync_login("peer", "peer", where)) for each in (ann, bo)]
            for place, (each, auth) in enumerate(told):  # the first meeting is always a whole copy
                state = each.sync_collection(auth, sync_media=False)
                if state.required in (state.FULL_SYNC, state.FULL_UPLOAD, state.FULL_DOWNLOAD):
                    each.close_for_full_sync()
                    each.full_upload_or_download(auth=auth, server_usn=state.server_media_usn, upload=place == 0)
                    each.reopen(after_full_sync=True)
            _add(ann, rows)
            found = {"sent": _seconds(*told[0]), "copied": _seconds(*told[1])}
            _edit(ann)
            found |= {"pushed": _seconds(*told[0]), "pulled": _seconds(*told[1])}
            held = bo.db.scalar("SELECT count() FROM notes WHERE flds LIKE '%新单位%'")
            if held != rows + 1:
                raise AssertionError(f"anki copied {held} of {rows + 1} notes")
            ann.close(), bo.close()
        finally:
            server.terminate()
            server.wait()
    return {name: rows / seconds for name, seconds in found.items()}


def _seconds(collection: Any, auth: Any) -> float:
    began = time.perf_counter()
    state = collection.sync_collection(auth, sync_media=False)
    seconds = time.perf_counter() - began
    if state.required != state.NO_CHANGES:
        raise AssertionError("anki wants a whole copy instead")
    return seconds


def _add(collection: Any, rows: int) -> None:
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("居民")
    for number in range(rows):
        note = collection.new_note(kind)
        note.fields = [f"居民{number}", f"单位{number % 97}"]
        collection.add_note(note, deck)


def _edit(collection: Any) -> None:
    notes = [collection.get_note(each) for each in collection.find_notes("")]
    for number, note in enumerate(notes):
        note.fields[1] = f"新单位{number}"
    collection.update_notes(notes)


def _server(base: Path) -> tuple[subprocess.Popen[bytes], str]:
    base.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = {"SYNC_USER1": "peer:peer", "SYNC_BASE": str(base), "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port)}
    made = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"], env=os.environ | said | {"RUST_LOG": "anki=warn"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return made, f"http://127.0.0.1:{port}/"
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                made.wait(0.1)
    made.terminate()
    raise AssertionError("anki's server did not answer")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
