"""The words people read: Simplified Chinese literals, translatable through stdlib gettext."""

import gettext
import os
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"
_catalogue = gettext.translation(
    "desktop", localedir=_FOLDER, languages=[os.environ.get("GRID_LANGUAGE", "zh_CN")], fallback=True
)

_ = _catalogue.gettext
