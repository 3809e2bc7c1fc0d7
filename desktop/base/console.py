"""The two streams that a command answers on, made fit for whatever screen or file they lead to."""

import io
import os
import sys
from pathlib import Path


def prepare() -> None:
    """No word may end the program: Windows gives a program without a console no streams, and an old one few letters.

    A character that the screen cannot show (a rare one of a name in GBK) is written as its number.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
