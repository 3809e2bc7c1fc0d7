"""An argument parser that tells in Chinese what does not fit, with the options that every command shares."""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from desktop.base.errors import UserError
from desktop.base.text import _

PROGRAM = Path(sys.executable).name if hasattr(sys, "frozen") else "main.py"
# argparse's own sentences, told again; "%(prog)s" of the library never reaches a person.
_SAID = (
    (re.compile(r"unrecognized arguments: (.+)"), _("没有看懂“{0}”，什么也没有做。用 --help 查看写法。")),
    (
        re.compile(r"argument (?:command|命令): invalid choice: '([^']*)'"),
        _("没有“{0}”这个命令，什么也没有做。用 --help 查看。"),
    ),
    (re.compile(r"argument ([^:]+): invalid int value: '([^']*)'"), _("{0} 后面要写整数，“{1}”不是，什么也没有做。")),
    (
        re.compile(r"argument ([^:]+): invalid choice: '([^']*)' \(choose from (.+)\)"),
        _("{0} 不能写“{1}”，可以写：{2}。"),
    ),
    (re.compile(r"argument ([^:]+): expected (?:one|at least one) argument"), _("{0} 后面缺少内容，什么也没有做。")),
    (re.compile(r"the following arguments are required: (.+)"), _("还缺少 {0}，什么也没有做。用 --help 查看写法。")),
    (re.compile(r"argument ([^:]+): not allowed with argument (.+)"), _("{0} 和 {1} 不能一起写，什么也没有做。")),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and never ends the program by itself."""

    def error(self, message: str) -> NoReturn:
        """What was typed does not fit: one sentence (exit code 2)."""
        for pattern, sentence in _SAID:
            if found := pattern.match(message):
                parts = (part.replace("'", "").replace(", ", "、") for part in found.groups())
                raise UserError(sentence.format(*parts))
        raise UserError(_("没有看懂这条命令，什么也没有做。用 --help 查看写法。"))


class Help(argparse.RawDescriptionHelpFormatter):
    """The library's layout under a Chinese heading."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Name the first line in Chinese."""
        super().add_usage(usage, actions, groups, _("用法：") if prefix is None else prefix)  # "" makes a name of it


def shared() -> Parser:
    """The options that may stand before or after the command; left unset where they were not typed."""
    options = Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    group = options.add_argument_group(_("随处可写"))
    group.add_argument("--data", metavar=_("文件夹"), help=_("数据放在哪个文件夹"))
    group.add_argument("--user", metavar=_("姓名"), help=_("用户名；只有一个用户时可以不写"))
    group.add_argument(
        "--password-file", metavar=_("文件"), help=_("密码写在这个文件的第一行；也可用环境变量 GRID_PASSWORD")
    )
    group.add_argument("--json", action="store_true", help=_("在标准输出写一份 JSON"))
    group.add_argument("-h", "--help", action="help", help=_("显示这份说明"))
    return options


def made(prog: str | None, *, description: str, epilog: str) -> Parser:
    """A parser under `prog`, or under the name of the program."""
    top = Parser(
        prog=prog or PROGRAM, description=description, epilog=epilog, parents=[shared()], add_help=False,
        formatter_class=Help, allow_abbrev=False,
    )  # fmt: skip
    named_groups(top)
    return top


def named_groups(parser: Parser) -> None:
    """Head the two groups of the help in Chinese."""
    parser._positionals.title, parser._optionals.title = _("内容"), _("选项")
