"""Nobody is told again what they just sent, unless somebody else had a word in it, or nobody knows who reads it."""

from desktop.sync.bundle import answer_to, hand_over, in_parts, read_back
from desktop.sync.model.faults import Line
from desktop.sync.model.world import SHAPE
from desktop.sync.protocol import Request, Response
from desktop.sync.run import run
from tests.sync.conftest import County


class Heard(Line):
    """A good line, and what was answered over it."""

    def __init__(self, county: County) -> None:
        super().__init__(county.world, county.ann, bad=False)
        self.answers: list[Response] = []
        self.whole: list[bool] = []

    def exchange(self, request: Request) -> Response:
        self.answers.append(super().exchange(request))
        self.whole.append(request.whole)
        return self.answers[-1]


def said(county: County) -> tuple[list[object], list[bool]]:
    """What Ann is told when she exchanges, and whether she said that she had read everything."""
    line = Heard(county)
    run(county.ann.desk, SHAPE, line, device=county.ann.id)
    return [(entry.table, entry.row) for answer in line.answers for entry in answer.page], line.whole


def test_what_stands_as_it_was_sent_is_not_told_again_and_its_sender_is_done_with_it(county: County) -> None:
    said(county)
    home = county.home(county.ann, phone=1)
    county.edit(county.ann, home, phone=2)
    assert said(county) == ([], [True])
    county.edit(county.ann, home, note=3)
    assert said(county) == ([], [True])
    assert county.ann.desk.outbox == {}
    county.told(county.bo)
    assert county.bo.desk.row(home) == county.ann.desk.row(home)


def test_a_row_in_which_somebody_else_had_a_word_is_told_whole(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.bo)
    county.edit(county.bo, home, note=3)
    county.told(county.bo)
    county.edit(county.ann, home, phone=2)
    assert home in said(county)[0]
    assert (county.ann.desk.row(home) or {})["note"] == 3


def test_what_was_sent_before_and_answered_in_vain_is_told_and_so_is_what_moved(county: County) -> None:
    said(county)
    home = county.home(county.ann, phone=1)
    county.world.serve(county.ann, Request(county.ann.id, 0, tuple(one.change for one in county.ann.desk.unsent())))
    assert home in said(county)[0]
    county.edit(county.ann, home, unit_id=str(county.next_branch.unit))
    assert home in said(county)[0]


def test_a_disk_put_back_reads_by_stick_what_it_never_sent(county: County) -> None:
    county.told(county.ann)
    disk = county.ann.disk()
    home = county.home(county.ann, phone=1)
    ups = hand_over(county.ann.desk, device=county.ann.id)
    answers = answer_to(Line(county.world, county.ann, bad=False), ups)
    county.ann.put_back(disk)
    for part in in_parts(answers):
        read_back(county.ann.desk, SHAPE, part)
    assert (county.ann.desk.row(home) or {})["phone"] == 1


def test_who_doubts_what_is_here_is_told_everything(county: County) -> None:
    """The answer was lost; by stick it came home with another's words, which a restored hub has lost again."""
    county.told(county.ann, county.bo)
    backup = county.world.backup_of_hub()
    home = county.home(county.ann, phone=1)
    county.told(county.ann)
    county.world.restore_hub(backup)
    kept = county.ann.desk.kept.popitem()[1]
    county.ann.desk.outbox[kept.change.id] = kept
    kept.state, kept.seq = "new", 0  # as far as is known here it was never answered
    shown, whole = said(county)
    assert (home in shown, any(whole[1:])) == (True, False)
