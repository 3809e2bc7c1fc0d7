"""The one command of the program: what was typed, handed to the room that answers it."""

import sys
from pathlib import Path
from types import ModuleType

OPTIONS_WITH_VALUE = ("--data", "--user", "--password-file")


def first_word(argv: list[str]) -> str:
    """The command among the arguments, or an empty text for the desktop; options may stand before it."""
    rest = iter(argv)
    for word in rest:
        if word in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif word in ("--help", "-h") or not word.startswith("-"):
            return word
    return ""


def main(argv: list[str]) -> int:
    """Make the environment if it is not there, enter it and answer; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this line is read by whatever Python a machine has
        sys.stderr.write("本程序需要 Python 3.11 或更新的版本，数据没有变动；请安装后再运行 main.py\n")
        return 2
    # Late, because an older Python could not read these files to say the sentence above.
    from desktop.base import console, provision
    from desktop.base.errors import UserError

    console.prepare()
    word = first_word(argv)
    house = provision.House(Path(__file__).resolve().parent)
    try:
        made = provision.ensure(house, need=provision.need_of(word))
    except UserError as refusal:
        sys.stderr.write(f"{refusal.message}\n")
        return refusal.exit_code
    if made or not provision.inside(house):
        return provision.become(house, argv)
    return _answer(word, argv)


def _answer(word: str, argv: list[str]) -> int:
    # Late, each: only the room that answers is loaded, and none of them before its packages are installed.
    if word == "test" and not hasattr(sys, "frozen"):
        from tests import run

        return run.main(argv[argv.index("test") + 1 :])
    if not word:
        return _window().main(argv)
    from desktop import run_command

    return run_command.main(argv, window=_window)


def _window() -> ModuleType:
    # Late: only what ends in a window loads Qt.
    from desktop import run_desktop

    return run_desktop


if __name__ == "__main__":
    if hasattr(sys, "frozen"):
        # Late: a packaged program starts itself anew to read a workbook, and is told here which of the two it is.
        from multiprocessing import freeze_support

        freeze_support()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
