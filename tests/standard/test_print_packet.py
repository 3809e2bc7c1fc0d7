"""Prints that leave in a packet and come in one: logged at both ends, and in the queue of the other PC."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.printing import packet
from desktop.standard import looks, print_packet, print_queue
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import NewJob
from tests.factories.profile import Profile, make_profile

CODE = "K7QF-2M9X-HT4R"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


def test_prints_go_from_one_queue_to_another(profile: Profile) -> None:
    actor, at = profile.actor, profile.clock.ms
    new = NewJob("走访通知", 2, Choice("", copies=3), register="households", number="20260310-001", landscape=True)
    with profile.store.write(actor.id, "print_queue.pack") as session:
        job = print_queue.add(session, actor, new, pdf=b"%PDF all", at=at, process=1, start=True)
        unit, prints = print_packet.pack(session, actor, (job,), process=1)
        print_packet.packed(session, actor, (job,), at=at)
        assert print_queue.job(session, actor, job, process=1).state == "packed"
    data = packet.seal(prints, CODE, unit=unit, by=actor.name, now_ms=at)
    opened = packet.open_packet(data, CODE, now_ms=at)
    with profile.store.write(actor.id, "print_queue.unpack") as session:
        (other,) = print_packet.unpack(session, actor, opened, printer="社区", at=at, process=1)
        row = print_queue.job(session, actor, other, process=1)
        said = [(look.kind, look.what, look.count) for look in looks.looks(session)]
        assert print_queue.pdf_of(session, actor, other) == b"%PDF all"
    assert (row.title, row.number, row.pages, row.landscape) == ("走访通知", "20260310-001", 2, True)
    assert (row.choice, row.state) == (Choice("社区", copies=3), "stopped")
    assert sorted(said) == [("export", "待印包：走访通知", 1), ("print", "打开待印包：第一网格 王书记", 1)]
