"""What this machine remembers outside the database: never a resident, never a right."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from desktop.base.files import durable_write


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Settings of one profile on one machine; a new one has a default, so that an older file still loads."""

    last_user: str = ""
    font_px: Annotated[int, msgspec.Meta(ge=12, le=32)] = 16
    theme: Literal["system", "light", "dark"] = "system"
    window: str = ""  # geometry as the toolkit writes it, in base64, after a version: "1:…"
    unit: str = ""  # the full name of the unit, for the sign-in page: the database is still closed there
    chain: str = ""  # its chain of command, from the county down, separated by spaces
    help_phone: str = ""
    setup: Mapping[str, str] = {}  # what was typed into the first-run wizard before there was a profile


def load(path: Path) -> Settings:
    """The settings in `path`; a missing or broken file is the defaults, for nothing in it may keep a desk closed."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Settings()


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; raises OSError when the disk refuses."""
    durable_write(path, msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")
