"""The page of keys names every key that the program declares, and none besides."""

import re

from desktop.ui.shortcuts import page_keys, shown, window_keys
from tests.manual.reading import MANUAL

# The page says them in words, or with the number keys in a row.
SAID = {"Ctrl++": "Ctrl+加号", "Ctrl+=": "Ctrl+加号", "Ctrl+-": "Ctrl+减号", "Alt+1…9": "Alt+1", "Enter": "Enter"}


def declared() -> set[str]:
    keys = {key for one in window_keys() for key in one.keys}
    keys |= {key for said, _words in page_keys() for key in said.split(" / ")}
    return {SAID.get(key) or shown(key) for key in keys}


def written() -> set[str]:
    rows = re.findall(r"^\| ([^|]+) \|", (MANUAL / "keys.md").read_text("utf-8"), re.MULTILINE)
    keys = {key for row in rows for key in re.split(r" / | … |[（）]", row.strip()) if key}
    return keys - {"按键", "---", "Alt+9"}


def test_every_key_of_the_program_stands_in_the_manual_and_every_key_of_the_manual_does_something() -> None:
    assert written() == declared()
