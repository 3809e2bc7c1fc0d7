"""Torn and flipped files: refused in words or read, never a crash, never a hang."""

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.sheets import reader_process
from desktop.sheets.choose import best_sheet
from desktop.sheets.limits import cap_memory
from desktop.sheets.read import open_book
from desktop.sheets.sniff import Shape, sniff
from tests.sheets.rosters import SAMPLES, TITLES, roster_of

SEED = 20260305
VARIANTS = 300
THROUGH_EVERYTHING = 24  # each starts a process of its own; the rest share one
PATIENCE = 20.0  # seconds for one variant


class Deaf:
    """A pipe that nobody reads."""

    def send(self, _message: object) -> None:
        """Forget it."""


def variants() -> Iterator[tuple[str, bytes]]:
    """Each sample cut short, or with flipped bytes, zeroed stretches or doubled pieces; the same on every run."""
    chance = random.Random(SEED)
    samples = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir())]
    for number in range(VARIANTS):
        name, data = samples[number % len(samples)]
        torn = bytearray(data)
        match number // len(samples) % 4:
            case 0:
                del torn[chance.randrange(len(torn)) :]
            case 1:
                for _flip in range(chance.randrange(1, 60)):
                    torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
            case 2:
                start = chance.randrange(len(torn))
                torn[start : start + 512] = bytes(min(512, len(torn) - start))
            case _:
                start = chance.randrange(len(torn))
                torn[start:start] = torn[:700]
        yield f"{number} {name}", bytes(torn)


@contextmanager
def allowed_refusal(name: str) -> Iterator[None]:
    """Whatever happens within is success or one plain sentence."""
    refused = None
    try:
        yield
    except UserError as refusal:
        refused = refusal.message
    assert refused is None or refused.endswith("。"), name


def try_all(pipe: Connection, start: int) -> None:
    """Run the far side on every variant from `start` on, under its cap, telling each number when it is done."""
    reader_process._silence()
    cap_memory()
    for number, (_name, data) in enumerate(variants()):
        if number < start:
            continue
        try:
            if sniff(data) in (Shape.WORKBOOK, Shape.OLD_WORKBOOK):
                reader_process.send_book(Deaf(), data)  # type: ignore[arg-type]  # stands in for the pipe
        except BaseException:
            pass
        pipe.send(number)


def test_no_variant_hangs_the_reader() -> None:
    context = multiprocessing.get_context("spawn")
    done, deaths = -1, 0
    while done < VARIANTS - 1:
        ours, theirs = context.Pipe()
        process = context.Process(target=try_all, args=(theirs, done + 1), daemon=True)
        process.start()
        theirs.close()
        try:
            while done < VARIANTS - 1:
                assert ours.poll(PATIENCE), f"variant {done + 1} of seed {SEED} hangs"
                done = ours.recv()
        except EOFError:  # the cap or the system stopped it: contained, which is what the process is for
            done, deaths = done + 1, deaths + 1
        finally:
            process.kill()
            process.join()
    assert deaths < VARIANTS / 4


@pytest.mark.parametrize(("name", "data"), [*variants()][:: VARIANTS // THROUGH_EVERYTHING], ids=lambda value: None)
def test_a_torn_file_is_read_or_refused_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(data)
    with allowed_refusal(name):
        found = best_sheet(open_book(path), TITLES)
        assert found is None or roster_of(found.grid).file == path.name, name


@pytest.mark.parametrize("name", ["更新手机号_gbk.csv"])
def test_every_cut_of_a_text_file_is_read_or_refused(tmp_path: Path, name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    path = tmp_path / name
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        with allowed_refusal(name):
            assert open_book(path).sheets
