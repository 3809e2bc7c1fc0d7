"""Where a stick that is plugged in lies, so that the question for it begins there."""

import re

from PySide6.QtCore import QStorageInfo

_STICK = re.compile(r"[D-Z]:/$|/media/|/run/media/")


def stick_plugged_in() -> str:
    """Where a stick lies (/media/…, the last letter but C:), "" for none: the question begins there."""
    roots = [one.rootPath() for one in QStorageInfo.mountedVolumes() if one.isReady() and not one.isRoot()]
    return max((root for root in roots if _STICK.match(root)), default="")
