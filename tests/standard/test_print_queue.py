"""What the print queue promises: nothing printed twice unasked, nothing lost, and paper that is logged."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop.access.actor import Actor
from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.printing.page import Offset
from desktop.standard import looks, print_choices, print_queue
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import JobRow, NewJob
from desktop.store.session import WriteSession
from tests.factories.profile import TODAY, Profile, make_profile

HERE = 77
NOTICE = NewJob("走访通知", 200, Choice("办公室"), register="households", form="notice", number="20260310-001")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


@pytest.fixture
def session(profile: Profile) -> Iterator[WriteSession]:
    with profile.store.write(profile.actor.id, "print_queue.test") as opened:
        yield opened


@pytest.fixture
def queue(profile: Profile, session: WriteSession) -> "Queue":
    return Queue(profile, session)


class Queue:
    """The queue with its usual arguments filled in."""

    def __init__(self, profile: Profile, session: WriteSession) -> None:
        self.session, self.actor, self.clock = session, profile.actor, profile.clock

    @property
    def at(self) -> int:
        return self.clock.ms

    def add(self, new: NewJob = NOTICE, *, start: bool = True, process: int = HERE) -> UUID:
        return print_queue.add(
            self.session, self.actor, new, pdf=b"%PDF all of it", at=self.at, process=process, start=start
        )

    def row(self, job_id: UUID) -> JobRow:
        return print_queue.job(self.session, self.actor, job_id, process=HERE)

    def start(self, job_id: UUID, page: int | None = None) -> JobRow:
        return print_queue.start(self.session, self.actor, job_id, at=self.at, process=HERE, page=page)

    def tell(self, job_id: UUID, *, done: int | None = None, state: str = "") -> None:
        print_queue.claim(self.session, job_id, at=self.at, process=HERE)
        print_queue.tell(self.session, job_id, at=self.at, done=done, state=state)

    def logged(self) -> list[tuple[str, str, int, str]]:
        return [(look.kind, look.what, look.count, look.reason) for look in looks.looks(self.session)]


def test_what_is_put_in_waits_and_keeps_its_bytes(queue: Queue) -> None:
    job = queue.add()
    row = queue.row(job)
    assert (row.state, row.done, row.total, row.by) == ("waiting", 0, 200, "王书记")
    assert print_queue.pdf_of(queue.session, queue.actor, job) == b"%PDF all of it"
    assert print_queue.next_waiting(queue.session, queue.actor, process=HERE) == job


def test_without_a_printer_or_a_start_a_person_begins_it(queue: Queue) -> None:
    rest = queue.add(start=False)
    homeless = queue.add(replace(NOTICE, choice=Choice()))
    assert {queue.row(rest).state, queue.row(homeless).state} == {"stopped"}
    assert print_queue.next_waiting(queue.session, queue.actor, process=HERE) is None
    with pytest.raises(UserError, match="还没有选打印机"):
        queue.start(homeless)
    print_queue.choose(queue.session, queue.actor, homeless, printer="活动室", tray="Tray2", at=queue.at)
    assert queue.start(homeless).choice == Choice("活动室", "Tray2")


def test_after_a_crash_it_says_where_it_stopped_and_goes_on_there(queue: Queue) -> None:
    job = queue.add(process=1)
    print_queue.claim(queue.session, job, at=queue.at, process=1)
    print_queue.tell(queue.session, job, at=queue.at, done=120)
    row = queue.row(job)
    assert (row.state, print_queue.words(row)) == ("stopped", "上次停在第 120 页，共 200 页")
    assert queue.start(job).done == 120
    assert queue.logged() == []  # the same print goes on


def test_printing_again_from_a_page_is_logged_as_a_reprint(queue: Queue) -> None:
    job = queue.add()
    queue.tell(job, done=120, state="stopped")
    assert queue.start(job, page=101).done == 100
    assert queue.logged() == [("print", "走访通知", 1, "重打 20260310-001")]


def test_what_is_over_begins_anew_and_is_logged(queue: Queue) -> None:
    job = queue.add(replace(NOTICE, choice=Choice("办公室", copies=2)))
    queue.tell(job, done=400, state="done")
    assert print_queue.words(queue.row(job)) == "已打完，共 400 页"
    assert queue.start(job).done == 0
    assert queue.logged()[0][2] == 2


def test_paper_that_says_nothing_of_anybody_is_not_logged(queue: Queue) -> None:
    job = queue.add(NewJob("打印机测试页", 1, Choice("办公室")))
    queue.tell(job, done=1, state="done")
    queue.start(job)
    assert queue.logged() == []


def test_a_leaf_with_two_sides_is_printed_whole(queue: Queue) -> None:
    job = queue.add(replace(NOTICE, choice=Choice("办公室", both_sides=True)))
    queue.tell(job, done=120, state="stopped")
    assert queue.start(job, page=102).done == 100


def test_a_page_beyond_the_last_is_the_last(queue: Queue) -> None:
    job = queue.add()
    queue.tell(job, state="stopped")
    assert queue.start(job, page=900).done == 199


def test_what_runs_is_not_started_twice(queue: Queue) -> None:
    job = queue.add()
    queue.tell(job, done=20)
    assert queue.start(job).state == "printing"
    assert not print_queue.claim(queue.session, job, at=queue.at, process=HERE)
    assert not print_queue.claim(queue.session, uuid4(), at=queue.at, process=HERE)


def test_stop_cancel_and_another_printer(queue: Queue) -> None:
    job, session, actor = queue.add(), queue.session, queue.actor
    print_queue.stop(session, actor, job, at=queue.at)
    assert queue.row(job).state == "stopped"
    queue.tell(job, state="done")  # a person was faster: the state stays
    assert queue.row(job).state == "stopped"
    queue.start(job)
    print_queue.choose(session, actor, job, printer="活动室", tray="", at=queue.at)
    assert queue.row(job).state == "stopped"
    print_queue.cancel(session, actor, job, at=queue.at)
    print_queue.stop(session, actor, job, at=queue.at)
    assert queue.row(job).state == "cancelled"
    queue.start(job)
    queue.tell(job, done=200, state="done")
    print_queue.cancel(session, actor, job, at=queue.at)
    assert queue.row(job).state == "done"


def test_the_oldest_goes_first(queue: Queue) -> None:
    first = queue.add()
    queue.clock.pass_time(seconds=1)
    second = queue.add()
    assert print_queue.next_waiting(queue.session, queue.actor, process=HERE) == first
    assert [row.id for row in print_queue.jobs(queue.session, queue.actor, process=HERE)] == [second, first]


def test_after_thirty_days_it_is_forgotten_with_its_pages(queue: Queue) -> None:
    old = queue.add()
    queue.clock.pass_time(days=30)
    assert print_queue.drop_old(queue.session, queue.at) == 0
    queue.clock.pass_time(seconds=1)
    kept = queue.add()
    assert [row.id for row in print_queue.jobs(queue.session, queue.actor, process=HERE)] == [kept]
    with pytest.raises(UserError, match="已不在队列里"):
        print_queue.pdf_of(queue.session, queue.actor, old)
    print_queue.tell(queue.session, old, at=queue.at, done=3)  # a print that ran on while it was forgotten


def test_nobody_sees_or_prints_what_they_may_not_print(queue: Queue) -> None:
    job, actor = queue.add(replace(NOTICE, register="users")), queue.actor
    reader = replace(actor, role=READER)
    assert print_queue.jobs(queue.session, reader, process=HERE) == ()
    assert print_queue.next_waiting(queue.session, reader, process=HERE) is None
    with pytest.raises(UserError, match="没有做这一步的权限"):
        print_queue.pdf_of(queue.session, reader, job)
    stranger = Actor(actor.id, actor.name, actor.role, uuid4(), frozenset({uuid4()}))
    assert print_queue.jobs(queue.session, stranger, process=HERE) == ()
    with pytest.raises(UserError, match="不归本单位管"):
        print_queue.cancel(queue.session, stranger, job, at=queue.at)


def test_what_was_left_on_the_way_stands_in_today(queue: Queue) -> None:
    queue.add()
    left = queue.add(process=os.getpid())
    print_queue.claim(queue.session, left, at=queue.at, process=os.getpid())
    print_queue.tell(queue.session, left, at=queue.at, done=120, state="stopped")
    (todo,) = print_queue.todos(queue.session, queue.actor, TODAY)
    assert (todo.title, todo.detail, todo.place) == ("走访通知", "上次停在第 120 页，共 200 页", "print_queue")


def test_where_a_print_stands_is_said_in_words(queue: Queue) -> None:
    row = queue.row(queue.add())
    assert print_queue.words(row) == "还没有打，共 200 页"
    assert print_queue.words(replace(row, state="packed")) == "已装进待印包，到有打印机的电脑上打"
    assert print_queue.words(replace(row, state="printing", done=20)) == "已交给打印机 20 页，共 200 页"


def test_millimetres_and_the_usual_printer_are_kept_for_the_pc(session: WriteSession) -> None:
    assert print_choices.known(session).offset("办公室") == Offset()
    print_choices.nudge(session, "办公室", Offset(1.5, -2))
    print_choices.make_usual(session, "活动室")
    print_choices.make_usual(session, "办公室")
    known = print_choices.known(session)
    assert (known.usual, known.offset("办公室")) == ("办公室", Offset(1.5, -2))


def test_a_form_is_printed_next_time_as_it_was(session: WriteSession) -> None:
    assert print_choices.of_form(session, "households", "notice") is None
    for choice in (Choice("办公室"), Choice("活动室", "Tray2", 2, both_sides=True)):
        print_choices.keep_form(session, "households", "notice", choice=choice)
    assert print_choices.of_form(session, "households", "notice") == Choice("活动室", "Tray2", 2, both_sides=True)
