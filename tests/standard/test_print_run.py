"""Handing prints over: page after page, stoppable, and each page once whatever happens."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.base.errors import UserError
from desktop.printing import page, preview
from desktop.printing.page import Offset
from desktop.printing.spool import Spooled, Tray
from desktop.standard import print_choices, print_queue, print_run
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import JobRow, NewJob
from desktop.standard.print_run import Batch, PrintRun, next_batch, paper_of
from tests.factories.profile import Profile, make_profile


class Ended(BaseException):
    """Somebody ended the work."""


def sheets(count: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for number in range(1, count + 1):
        canvas.drawString(100, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@dataclass
class FakePrinter:
    """Keeps what it is given; `answers` are given one by one, then everything is done."""

    sent: list[tuple[int, int, int]] = field(default_factory=list)
    given: list[bytes] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    answers: list[Spooled] = field(default_factory=list)
    jammed: BaseException | None = None

    def printers(self) -> tuple[str, ...]:
        return ("办公室",)

    def trays(self, printer: str) -> tuple[Tray, ...]:
        return ()

    def send(self, pdf: bytes, printer: str, **more: Any) -> str:
        if self.jammed:
            raise self.jammed
        self.sent.append((more["first"], more["last"], more["copies"]))
        self.given.append(pdf)
        return f"job-{len(self.sent)}"

    def state(self, job: str, printer: str) -> Spooled:
        return self.answers.pop(0) if self.answers else Spooled("done")

    def cancel(self, job: str) -> None:
        self.cancelled.append(job)


@dataclass
class FakeCourse:
    """What a test lets happen between pages."""

    on_step: Callable[[int, str], None] = lambda _done, _note: None
    on_pause: Callable[[], None] = lambda: None
    closing: bool = False
    ending: bool = False

    def step(self, done: int, total: int, note: str = "") -> None:
        self.on_step(done, note)

    def hurry(self) -> bool:
        return self.closing

    def leaving(self) -> bool:
        return self.ending

    def pause(self, seconds: float) -> None:
        self.on_pause()


class Bench:
    """A queue, a printer and the work between them."""

    def __init__(self, profile: Profile) -> None:
        self.profile, self.printer, self.course = profile, FakePrinter(), FakeCourse()

    def add(self, pages: int, **choice: Any) -> UUID:
        new = NewJob("走访通知", pages, Choice("办公室", **choice), register="households")
        return self.write(
            lambda s: print_queue.add(
                s, self.profile.actor, new, pdf=sheets(pages), at=self.profile.clock.ms, process=os.getpid(),
                start=True,
            )
        )  # fmt: skip

    def write(self, job: Callable[[Any], Any]) -> Any:
        with self.profile.store.write(self.profile.actor.id, "print_queue.test") as session:
            return job(session)

    def run(self, job_id: UUID) -> JobRow | None:
        profile = self.profile
        return PrintRun(profile.store, profile.actor, profile.clock, self.printer, self.course).run(job_id)

    def row(self, job_id: UUID) -> JobRow:
        with self.profile.store.read() as session:
            return print_queue.job(session, self.profile.actor, job_id, process=os.getpid())

    def stop(self, job_id: UUID) -> None:
        self.write(lambda s: print_queue.stop(s, self.profile.actor, job_id, at=1))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    profile = make_profile(tmp_path)
    yield Bench(profile)
    profile.close()


def test_pages_go_out_a_few_at_a_time_and_each_once(bench: Bench) -> None:
    job = bench.add(25)
    done = bench.run(job)
    assert bench.printer.sent == [(1, 10, 1), (11, 20, 1), (21, 25, 1)]
    assert done is not None
    assert (done.state, done.done) == ("done", 25)
    assert bench.run(job) is None  # it does not wait any more


def test_the_bytes_are_those_that_were_made_unless_the_printer_is_off(bench: Bench) -> None:
    job = bench.add(1)
    bench.run(job)
    assert bench.printer.given == [sheets(1)]
    bench.write(lambda s: print_choices.nudge(s, "办公室", Offset(5, 5)))
    bench.write(lambda s: print_queue.start(s, bench.profile.actor, job, at=1, process=os.getpid()))
    bench.run(job)
    as_meant = preview.page_image(preview.nudged(sheets(1), Offset(5, 5)), 0, 1)
    assert preview.page_image(bench.printer.given[1], 0, 1) == as_meant != preview.page_image(sheets(1), 0, 1)


def test_a_person_stops_it_and_the_printer_gives_its_pages_back(bench: Bench) -> None:
    job = bench.add(25)
    bench.printer.answers = [Spooled("done"), Spooled("working"), Spooled("working")]
    bench.course.on_pause = lambda: bench.stop(job)
    bench.run(job)
    assert bench.printer.cancelled == ["job-2"]
    assert print_queue.words(bench.row(job)) == "上次停在第 10 页，共 25 页"


def test_without_paper_it_waits_and_says_so(bench: Bench) -> None:
    job, seen = bench.add(3), []
    bench.printer.answers = [Spooled("working", "打印机缺纸"), Spooled("working", "打印机缺纸"), Spooled("working")]
    bench.course.on_step = lambda _done, note: seen.append((note, bench.row(job).problem))
    bench.run(job)
    assert seen == [("", ""), ("打印机缺纸", "打印机缺纸"), ("打印机缺纸", "打印机缺纸"), ("", "")]
    assert bench.row(job).problem == ""


def test_trouble_that_ends_with_the_pages_is_forgotten(bench: Bench) -> None:
    job = bench.add(3)
    bench.printer.answers = [Spooled("working", "打印机缺纸")]
    bench.run(job)
    assert (bench.row(job).problem, bench.row(job).state) == ("", "done")


def test_a_printer_that_refuses_is_told_and_nothing_counts_as_printed(bench: Bench) -> None:
    job = bench.add(3)
    bench.printer.jammed = UserError("没有收下")
    with pytest.raises(UserError, match="没有收下"):
        bench.run(job)
    assert (bench.row(job).state, bench.row(job).problem, bench.row(job).done) == ("failed", "没有收下", 0)


def test_pages_that_the_printer_gave_up_do_not_count(bench: Bench) -> None:
    job = bench.add(25)
    bench.printer.answers = [Spooled("done"), Spooled("failed")]
    with pytest.raises(UserError, match="没有打出来"):
        bench.run(job)
    assert (bench.row(job).state, bench.row(job).done) == ("failed", 10)
    assert bench.printer.cancelled == ["job-2"]


def test_when_the_desk_is_locked_the_rest_is_handed_over_at_once(bench: Bench) -> None:
    job = bench.add(25, copies=2)
    bench.printer.answers = [Spooled("working")]
    bench.course.on_pause = lambda: setattr(bench.course, "closing", True)
    done = bench.run(job)
    assert bench.printer.sent == [(1, 10, 1), (11, 25, 1), (1, 25, 1)]
    assert done is not None
    assert done.state == "done"


def ends_when(condition: Callable[[int, str], bool]) -> Callable[[int, str], None]:
    def step(done: int, note: str) -> None:
        if condition(done, note):
            raise Ended

    return step


def test_when_the_program_ends_the_printer_goes_on_and_the_next_start_tells_where(bench: Bench) -> None:
    job = bench.add(25)
    bench.printer.answers = [Spooled("done"), Spooled("working", "缺纸")]
    bench.course.ending, bench.course.on_step = True, ends_when(lambda _done, note: note == "缺纸")
    with pytest.raises(Ended):
        bench.run(job)
    assert bench.printer.cancelled == []
    with bench.profile.store.read() as session:
        later = print_queue.job(session, bench.profile.actor, job, process=-1)
    assert (later.state, later.done) == ("stopped", 20)


def test_stopped_in_the_list_of_tasks_it_rests_where_it_was(bench: Bench) -> None:
    job = bench.add(25)
    bench.printer.answers = [Spooled("working", "缺纸")]
    bench.course.on_step = ends_when(lambda _done, note: note == "缺纸")
    with pytest.raises(Ended):
        bench.run(job)
    assert bench.printer.cancelled == ["job-1"]
    assert (bench.row(job).state, bench.row(job).done) == ("stopped", 0)


@pytest.mark.parametrize(
    ("pages", "copies", "done", "most", "batch"),
    [
        (200, 1, 120, 10, Batch(121, 130)),
        (3, 7, 0, 10, Batch(1, 3, 3)),
        (3, 7, 4, 10, Batch(2, 3)),
        (3, 7, 18, 10, Batch(1, 3, 1)),
        (3, 7, 21, 10, None),
        (12, 2, 12, 10, Batch(1, 10)),
        (12, 2, 0, 24, Batch(1, 12, 2)),
    ],
)
def test_copies_come_out_whole_one_after_the_other(
    bench: Bench, pages: int, copies: int, done: int, most: int, batch: Batch | None
) -> None:
    row = bench.row(bench.add(1))
    row = replace(row, pages=pages, done=done, choice=replace(row.choice, copies=copies))
    assert next_batch(row, most) == batch


def test_the_paper_is_that_of_the_form(bench: Bench) -> None:
    row = bench.row(bench.add(1))
    assert paper_of(row) == page.A4
    assert paper_of(replace(row, landscape=True)) == page.A4_LANDSCAPE
    assert paper_of(replace(row, paper="A3")) == page.A3
    assert paper_of(replace(row, paper="A3", landscape=True)) == page.A3_LANDSCAPE
    assert print_run.BATCH % 2 == 0  # a leaf is never torn between two batches
