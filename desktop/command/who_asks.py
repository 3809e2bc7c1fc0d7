"""Who runs a command, and the password, wherever it was given."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import UserError
from desktop.base.text import _

if TYPE_CHECKING:
    from desktop.access.keyring import Keyring


def password(said: Namespace, *, twice: bool = False) -> str:
    """From the file, the environment or, at a terminal, unseen from the keyboard; UserError when nowhere."""
    file = getattr(said, "password_file", None)
    if file is not None:
        try:
            return (Path(file).read_text("utf-8-sig").splitlines() or [""])[0]
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(_("密码文件读不出来，什么也没有做。请核对 --password-file 后面的文件名。")) from error
    if "GRID_PASSWORD" in os.environ:
        return os.environ["GRID_PASSWORD"]
    if not sys.stdin.isatty():
        raise UserError(_("没有给出密码，什么也没有做。用 --password-file 文件，或环境变量 GRID_PASSWORD。"))
    typed = getpass.getpass(_("密码："))
    if twice and getpass.getpass(_("再输一次：")) != typed:
        raise UserError(_("两次输入的密码不一样，什么也没有做。请再运行一次。"))
    return typed


def user(said: Namespace, keyring: "Keyring") -> str:
    """Who was named, or the only one with a password; UserError when there are several."""
    given = getattr(said, "user", None)
    if given is not None:
        return str(given)
    names = [slot.owner for slot in keyring.slots if slot.kind == "password"]
    if len(names) == 1:
        return names[0]
    raise UserError(_("这份数据有几个用户：{names}。请用 --user 写明是哪一个。").format(names="、".join(names)))
