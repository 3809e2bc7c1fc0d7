"""What may be typed after the program's name."""

import argparse
from collections.abc import Sequence

from desktop.base.text import _
from desktop.command.exchange_words import enrolled, exchanged, served
from desktop.command.parser import Help, Parser, made, named_groups, shared


def parse(
    argv: Sequence[str], *, registers: Sequence[tuple[str, str]], forms: Sequence[tuple[str, str]]
) -> argparse.Namespace:
    """The command and what was said about it; names and titles of registers and forms stand in the help.

    Raises UserError for what does not fit, SystemExit(0) after printing help.
    """
    return _parser(registers, forms).parse_args(list(argv))


def _parser(registers: Sequence[tuple[str, str]], forms: Sequence[tuple[str, str]]) -> Parser:
    top = made(None, description=_("网格党支部工作台。不带命令时打开窗口。"), epilog=_epilog(registers, forms))
    commands = top.add_subparsers(
        dest="command", metavar=_("命令"), required=True, title=_("命令"), parser_class=Parser
    )

    def command(name: str, summary: str) -> Parser:
        under: Parser = commands.add_parser(
            name, help=summary, description=summary, parents=[shared()], add_help=False, formatter_class=Help,
            allow_abbrev=False,
        )  # fmt: skip
        named_groups(under)
        return under

    demo = command("demo", _("建立演示数据（虚构的人）并打开窗口"))
    demo.add_argument(
        "--size", default="branch", metavar=_("规模"), help=_("branch 支部、community 社区、county 县，或者户数")
    )
    demo.add_argument("--no-window", action="store_true", help=_("只建数据，不打开窗口"))
    init = command("init", _("在这台电脑上建立一份新的加密数据，给出恢复单编码"))
    init.add_argument("--unit", required=True, metavar=_("名称"), help=_("网格（小区）名称"))
    init.add_argument("--branch", default="", metavar=_("名称"), help=_("党组织名称"))
    init.add_argument("--above", default="", metavar=_("名称"), help=_("上级名称，从县到社区，用 / 隔开"))
    init.add_argument("--compound", default="", metavar=_("名称"), help=_("小区名称，与网格名称不同时写"))
    _bring_in(command("import", _("导入名册（Excel、CSV）；先备份，可整批撤销")))
    find = command("find", _("按姓名、拼音、首字母、门牌、电话尾号查找"))
    find.add_argument("text", nargs="+", metavar=_("文字"), help=_("要找的文字，可以写几个"))
    _limited(find, 20)
    listed = command("list", _("列出一个台账"))
    listed.add_argument("register", metavar=_("台账"), help=_("台账名，见 --help 末尾"))
    _filtered(listed)
    _limited(listed, 0)
    _print(command("print", _("打印表单为 PDF")))
    _deed(command("do", _("办理一项事务，例如签订协议；新增、修改一条；办了什么记入历史，可以撤销")))
    _export(command("export", _("导出一个台账为 Excel（号码已遮盖），或填好别的部门发来的空表")))
    command("check", _("检查数据是否完好：每一页、每一行、每一条改动记录"))
    backup = command("backup", _("做一份经过验证的备份"))
    backup.add_argument("--out", required=True, metavar=_("文件夹"), help=_("备份写到哪个文件夹"))
    restore = command("restore", _("用一份备份恢复；现有数据先另做备份"))
    restore.add_argument("file", metavar=_("备份文件"), help=_("备份文件"))
    restore.add_argument(
        "--code", default="", metavar=_("编码"), help=_("恢复单上的编码（忘记密码时，同时设定新密码）")
    )
    shots = command("shots", _("把每个界面存成 PNG 图片"))
    shots.add_argument("--out", required=True, metavar=_("文件夹"), help=_("图片写到哪个文件夹"))
    bench = command("bench", _("测量速度"))
    bench.add_argument("names", nargs="*", metavar=_("项目"), help=_("只测这几项"))
    served(command("county", _("运行县服务器；或管理单位、登记码、电脑、帐号、备份")))
    enrolled(command("enrol", _("把这台电脑登记到县里：用登记码，或登记文件")))
    exchanged(command("sync", _("与县服务器交换一次；或者用 U 盘")))
    _simulated(command("simulate", _("用模型反复试验数据交换（供开发者）")))
    _faulted(command("faults", _("故意制造故障，看数据丢不丢（供开发者）")))
    command("test", _("运行全部检查和测试（供开发者）"))
    packaged = command("package", _("把程序做成一个文件夹，拷到没有网络的电脑上就能用（供开发者）"))
    packaged.add_argument("--out", default="", metavar=_("文件夹"), help=_("放在哪个文件夹，通常不用写"))
    command("wheels", _("把安装包放进程序文件夹，供没有网络的电脑安装（供开发者）"))
    return top


def _simulated(command: Parser) -> None:
    asked = (
        ("--seeds", 200, _("试多少个种子，通常是 200")),
        ("--first-seed", 0, _("从哪个种子开始，通常是 0")),
        ("--replicas", 6, _("多少台电脑，通常是 6")),
        ("--ops", 80, _("每个种子走多少步，通常是 80")),
    )
    for name, usual, words in asked:
        command.add_argument(name, type=int, default=usual, metavar=_("数"), help=words)
    command.add_argument("--mutants", action="store_true", help=_("试验故意放进去的错误能不能被发现"))
    command.add_argument("--by-stick", action="store_true", help=_("只用 U 盘文件交换"))
    command.add_argument("--upgrading", action="store_true", help=_("有的电脑用旧程序，中途升级；不能和 --real 一起写"))
    command.add_argument("--real", action="store_true", help=_("在真正的加密文件上试，慢得多"))
    command.add_argument(
        "--database", default="", metavar="DSN", help=_("--real 的县级一端用这个可以清空的 PostgreSQL")
    )


def _faulted(command: Parser) -> None:
    command.add_argument("kinds", nargs="*", metavar=_("故障"), help=_("只试这几类，例如 kill tamper；不写时都试"))
    command.add_argument("--seeds", type=int, default=50, metavar=_("数"), help=_("每一类试多少个种子，通常是 50"))
    command.add_argument("--first-seed", type=int, default=0, metavar=_("数"), help=_("从哪个种子开始，通常是 0"))


def _bring_in(command: Parser) -> None:
    command.add_argument("file", metavar=_("文件"), help=_("名册文件"))
    command.add_argument("--register", default="", metavar=_("台账"), help=_("导入到哪个台账；不写时按列名认"))
    command.add_argument("--sheet", default="", metavar=_("工作表"), help=_("只读这个工作表"))
    command.add_argument("--dry-run", action="store_true", help=_("只试算，不写入"))


def _print(command: Parser) -> None:
    command.add_argument("form", metavar=_("表单"), help=_("表单名，见 --help 末尾"))
    which = command.add_mutually_exclusive_group()
    which.add_argument("--building", metavar=_("楼栋"), help=_("只打印这栋楼，例如 3 或 3号楼"))
    which.add_argument("--id", action="append", metavar="ID", help=_("只打印这一条，可以写几次"))
    command.add_argument(
        "--ask", action="append", default=[], metavar=_("项=内容"),
        help=_("填写表上的一项，例如 月份=2026-11，可以写几次"),
    )  # fmt: skip
    command.add_argument("--out", required=True, metavar=_("文件"), help=_("写到哪个 .pdf 文件"))
    command.add_argument("--register", default="", metavar=_("台账"), help=_("表单写 list 时：打印哪个台账的清单"))
    _filtered(command)


def _deed(command: Parser) -> None:
    command.add_argument("register", metavar=_("台账"), help=_("台账名，见 --help 末尾"))
    command.add_argument(
        "verb", metavar=_("事项"),
        help=_("事项名，写错时会列出有哪些；新增写 new，修改写 save，添加照片或扫描件写 attach"),
    )  # fmt: skip
    command.add_argument(
        "ids", nargs="*", metavar=_("哪一条"), help=_("名称或编号，可以写几个；编号用 list 加 --json 查看")
    )
    command.add_argument(
        "--ask", action="append", default=[], metavar=_("项=内容"), help=_("事项要填的一项，例如 签订日期=2026-11-22")
    )
    command.add_argument(
        "--row", action="append", default=[], metavar=_("表：栏=内容"),
        help=_("新增、修改时给一张表加一行，例如 租金调整：从哪天起=2027-07-01；每期租金=3000"),
    )  # fmt: skip
    command.add_argument("--file", action="append", default=[], metavar=_("文件"), help=_("attach 要添加的文件"))


def _export(command: Parser) -> None:
    command.add_argument("register", nargs="?", default="", metavar=_("台账"), help=_("台账名，见 --help 末尾"))
    command.add_argument("--out", required=True, metavar=_("位置"), help=_("写到哪个 .xlsx 文件；填表时写到哪个文件夹"))
    _filtered(command)
    command.add_argument("--template", default="", metavar=_("空表"), help=_("填好这张空表（.xlsx、.csv）"))
    rows = _("填表：people 每人一行，households 每户一行；通常不用写")
    command.add_argument("--register", dest="rows", default="", metavar=_("台账"), help=rows)
    command.add_argument("--building", default="", metavar=_("楼栋"), help=_("填表：只填这栋楼"))
    command.add_argument("--purpose", default="", metavar=_("用途"), help=_("填表：写完整号码的用途，记入导出记录"))
    command.add_argument("--dry-run", action="store_true", help=_("填表：只试填，不生成文件"))


def _filtered(command: Parser) -> None:
    command.add_argument(
        "--filter", action="append", default=[], metavar=_("栏=值"), help=_("只要符合的，例如 楼栋=3号楼，可以写几次")
    )
    command.add_argument("--text", default="", metavar=_("文字"), help=_("只要含有这些文字的，支持拼音首字母"))
    command.add_argument("--as-of", default="", metavar=_("日期"), help=_("截至这一天的情况，组织、任职和党员可用"))


def _limited(command: Parser, usual: int) -> None:
    command.add_argument("--limit", type=int, default=usual, metavar=_("条数"), help=_("最多几条"))


def _epilog(registers: Sequence[tuple[str, str]], forms: Sequence[tuple[str, str]]) -> str:
    lines = [_("台账："), *_named(registers), "", _("表单："), *_named(forms)]
    lines += ["", _("结果：0 完成；2 没有做，原因是一句话，数据没有变动；3 数据有损坏。")]
    return "\n".join(lines)


def _named(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Names with their titles beside them, each once: a form may hang on several registers."""
    once = dict(pairs)
    wide = max(map(len, once), default=0) + 2
    return [f"  {name:<{wide}}{title}" for name, title in once.items()]
