"""What a developer asks of a checkout: measurements, the tests, the program for PCs without a network, pictures."""

import os
from argparse import Namespace
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from desktop.base import package, provision, wheels
from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer

ROOT = Path(__file__).resolve().parents[2]


def bench(said: Namespace, _clock: Clock) -> Answer:
    """Measure speeds; the measurements are not part of the program."""
    package.require_checkout()
    return Answer(None, code=import_module("tests.bench.run").main(said.names))


def test(_said: Namespace, _clock: Clock) -> NoReturn:
    """The tests are started by main.py itself; raises UserError."""
    package.require_checkout()
    raise UserError(_("test 要写在最前面：python3 main.py test"))


def package_program(said: Namespace, _clock: Clock) -> Answer:
    """The program as one folder for PCs of this system."""
    program = package.build(provision.House(ROOT), Path(said.out or ROOT / "dist").resolve())
    file = package.wrap(program)
    line = _("做好了：{program}。带走的是 {file}，在没有网络的电脑上解开就能用。")
    return Answer({"program": str(program), "file": str(file)}, [line.format(program=program, file=file)])


def lay_wheels(_said: Namespace, _clock: Clock) -> Answer:
    """The packages for PCs that run the checkout without a network."""
    house = provision.House(ROOT)
    with house.log.open("wb") as log:
        names = wheels.collect(house, run=provision.runner(log))
    line = _("已取 {n} 个安装包到 {folder}。把程序文件夹连同它拷过去，那台电脑不用联网。")
    return Answer({"wheels": names}, [line.format(n=len(names), folder=house.wheels)])


def shots(said: Namespace, _clock: Clock) -> Answer:
    """A picture of every screen."""
    if said.window is None:
        raise UserError(_("这里没有窗口可用，图片没有存。请运行：python3 main.py shots --out 文件夹"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = Path(said.out)
    try:
        out.mkdir(parents=True, exist_ok=True)  # asked before the minute of work, not after it
    except OSError as error:
        raise UserError(_("没有存图片：“{out}”不能当文件夹用。请换一个位置。").format(out=out)) from error
    made = said.window().shots(out)
    files = [str(path) for path in made]
    return Answer(files, files)
