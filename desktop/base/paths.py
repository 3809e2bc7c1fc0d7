"""Where a profile lies on this PC, by the names of its files."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop.base.files import durable_folder

APP = "grid-branch-desk"


@dataclass(frozen=True, slots=True)
class Profile:
    """One encrypted desk: everything in `folder` may be copied or lost together; the secret of this PC is elsewhere."""

    folder: Path

    @property
    def name(self) -> str:
        """A name of its own among the profiles of this PC, for the file of the device secret."""
        if self.folder == default_folder():
            return "default"
        # Windows does not tell C:\\Desk from c:\\desk, so neither does the name.
        return hashlib.sha256(os.fsencode(os.path.normcase(self.folder))).hexdigest()[:16]

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "desk.db"

    @property
    def log_ahead(self) -> Path:
        """What the database wrote and did not take in yet; without it the last deeds are lost."""
        return self.folder / "desk.db-wal"

    @property
    def keyrings(self) -> tuple[Path, Path]:
        """Both copies of the wrapped keys; the one with the higher generation counts."""
        return self.folder / "keyring.json", self.folder / "keyring.2.json"

    @property
    def begun(self) -> Path:
        """The file that stands while the desk is being set up, and no longer."""
        return self.folder / "begun"

    @property
    def is_set_up(self) -> bool:
        """Is there a desk in the folder? What a set-up left that was cut off is none."""
        return not self.begun.exists() and any(path.exists() for path in (self.database, *self.keyrings))

    @property
    def backups(self) -> Path:
        """The folder of verified backups."""
        return self.folder / "backups"

    @property
    def lock(self) -> Path:
        """The file that one running program holds."""
        return self.folder / "lock"

    @property
    def log(self) -> Path:
        """The folder of the log and of crash reports; neither holds a value of a record."""
        return self.folder / "log"

    @property
    def settings(self) -> Path:
        """What this machine remembers outside the database: last user, size, theme."""
        return self.folder / "settings.json"

    def make(self) -> None:
        """Make the folders, readable by this account of the system only; raises OSError when the disk refuses."""
        for folder in (self.folder, self.backups, self.log):
            durable_folder(folder, mode=0o700)


def default_folder() -> Path:
    """Where the desk lies when nobody says otherwise: the place of the operating system for the data of this person."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def profile_at(data: str | None = None) -> Profile:
    """The profile in the folder `data` (as typed after `--data`), or the usual one."""
    return Profile(Path(os.path.abspath(Path(data).expanduser())) if data else default_folder())  # noqa: PTH100 - a missing folder has no resolved path


def device_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where this PC keeps its own secrets, outside every profile; `GRID_DEVICE_DIR` moves it."""
    given = environ.get("GRID_DEVICE_DIR")
    if given:
        return Path(given)
    kept = Path(platformdirs.user_config_dir(APP, appauthor=False))
    # Windows has one folder for data and settings; the secret must not lie in what is copied with the data.
    return kept.with_name(f"{APP}-device") if kept.is_relative_to(default_folder()) else kept / "device"
