"""Pictures for the manual: small copies of the screens that its pages show."""

import re
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

STATUS = "Status"
FOLDER = "manual"  # beside the pictures of full size
WIDTH, COLOURS = 960, 128
# The picture of a screen → what the manual calls it.
SHOWN = {
    "today": "today", "households": "households", "people": "people", "elevation": "elevation", "assign": "assign",
    "contacts": "contacts", "visits": "visits", "record-households": "household", "record-visit": "visit",
    "paper_out": "paper_out", "sheet": "visit_sheet", "papers": "papers", "print_queue": "print_queue",
    "party_orgs": "party_orgs", "members": "members", "posts": "posts", "fill": "fill", "import-3": "import",
    "backup": "backup", "settings": "settings", "search": "search", "first_run-6": "first_run", "lock": "login",
    "print-visit-list": "print", "calendar": "calendar", "jottings": "jottings", "history": "history",
    "recycle": "recycle", "diagnosis": "diagnosis", "wording": "wording", "enrol": "enrol", "exchange": "exchange",
    "conflicts": "conflicts", "set_aside": "set_aside", "branches": "branches", "branch": "branch",
    "code_lists": "code_lists", "lookup": "lookup",
}  # fmt: skip


def keep(name: str, picture: QImage, out: Path, *, status: str = "") -> None:
    """Keep a small copy of `picture`, in its commonest colours, when the manual shows the screen `name`.

    The numbers of `status` (共 491 户) go along as the text STATUS of the file (491), for the manual to say the same.
    """
    if name not in SHOWN:
        return
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    exact = small.convertToFormat(QImage.Format.Format_RGB32)
    often = Counter(memoryview(exact.constBits()).cast("I"))
    table = [colour for colour, _times in often.most_common(COLOURS)]
    few = exact.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    few.setText(STATUS, " ".join(re.findall(r"\d+", status.replace(",", ""))))
    few.save(str(folder / f"{SHOWN[name]}.png"), None, 0)
