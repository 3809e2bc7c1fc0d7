"""How long a dry run takes on a secretary's own list and on 11,000 persons, beside reading the file alone."""

import random
import tempfile
from pathlib import Path

import xlsxwriter

from desktop.catalog import DERIVED, REGISTERS
from desktop.sheets.read import open_book
from desktop.standard.importing.stage import stage_file
from desktop.values.citizen_id import check_digit
from tests.bench.figures import Figure, timed_ms
from tests.factories.profile import TODAY, Profile, make_profile

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "住户台账.xlsx"
TITLES = ("门牌", "姓名", "与户主关系", "身份证号", "手机号", "工作单位", "备注")


def measure(*, people: int = 11_000, rounds: int = 3) -> list[Figure]:
    """The best of `rounds`, seconds, on a profile without people."""
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "big.xlsx"
        write(big, people)
        profile = make_profile(Path(folder), derived=DERIVED)
        made = [
            _figure(profile, SAMPLE, f"dry run of {SAMPLE.name}", "<= 1.5 s", rounds=rounds),
            _figure(profile, big, f"dry run of {people:,} persons", "<= 10 s, <= 4 x reading", rounds=rounds),
        ]
        profile.close()
    return made


def _figure(profile: Profile, path: Path, what: str, target: str, *, rounds: int) -> Figure:
    def ours() -> None:
        staged = stage_file(path, HOUSEHOLDS)
        assert HOUSEHOLDS.imports is not None
        with profile.store.read() as session:
            HOUSEHOLDS.imports.plan(session, profile.actor, staged, today=TODAY)

    def alone() -> None:
        book = open_book(path)
        for sheet in book.sheets:
            book.read(sheet.name)

    spent = min(timed_ms(ours, rounds=rounds)) / 1000
    least = min(timed_ms(alone, rounds=rounds)) / 1000
    return Figure(what, spent, "s", target, least, "reading alone")


def write(path: Path, people: int) -> None:
    """A roster of invented people, one row each, three or four behind a door."""
    chance = random.Random(11)
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("住户")
    sheet.write_row(0, 0, TITLES)
    for row in range(people):
        door = row // 3
        place = f"{door // 180 + 1}-{door // 60 % 3 + 1}-{door % 60 // 4 + 1}{door % 4 + 1:02}"
        first = f"990101{chance.randint(1940, 2015)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{row % 1000:03}"
        relation = ("户主", "配偶", "子")[row % 3]
        name = f"{chance.choice('王李张刘陈杨')}{chance.choice('明华丽强军')}{chance.choice('平红伟芳艳')}"
        phone = f"170{chance.randint(0, 99_999_999):08}"
        sheet.write_row(row + 1, 0, (place, name, relation, first + check_digit(first), phone, "县第一中学", ""))
    book.close()
