"""Faults made on purpose from the command line: kinds, seeds, and the line that replays a failure."""

from argparse import Namespace
from importlib import import_module

from desktop.base import package
from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer

BROKEN = 1


def faults(said: Namespace, _clock: Clock) -> Answer:
    """Kill, refuse and tamper at a desk of its own; exit code 1 when something was lost or taken for true."""
    package.require_checkout()
    if said.seeds < 1 or said.first_seed < 0:
        raise UserError(_("种子数要大于 0，起始种子不能小于 0，什么也没有做。"))
    run = import_module("tests.faults.run")  # late: what is tried is no part of the program
    unknown = [kind for kind in said.kinds if kind not in run.KINDS]
    if unknown:
        sentence = _("没有叫“{name}”的故障，什么也没有做。可以写：{names}。")
        raise UserError(sentence.format(name=unknown[0], names="、".join(run.KINDS)))
    found = run.counted(said.kinds, first=said.first_seed, count=said.seeds)
    lines, broken = [], []
    for kind, count in found["kinds"].items():
        broken += count["broken"]
        words = _("{kind}：试了 {tried} 次，{broken} 次出了问题。")
        lines.append(words.format(kind=kind, tried=count["tried"], broken=len(count["broken"])))
        lines += [f"{one['what']}：{one['broken']}\n{one['replay']}" for one in count["broken"]]
    lines.append(_("用时 {seconds} 秒。").format(seconds=found["seconds"]))
    return Answer(found, lines, code=BROKEN if broken else 0)
