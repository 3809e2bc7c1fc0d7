"""Nothing is cut, faint, out of reach or without a name, on any page, at any text size, in any window."""

from collections.abc import Callable

import pytest

from tests.senses.book import EVERYTHING, Book
from tests.senses.stage import View

LOOKED = (View(16), View(20, dark=True))  # the usual and the farthest; with GRID_SENSES_ALL=1 all of the matrix
REST = tuple(View(px, dark=dark) for px in (14, 16, 18, 20) for dark in (False, True))
VIEWS = (*LOOKED, *(view for view in REST if view not in LOOKED)) if EVERYTHING else LOOKED
SENSES = ("layout", "targets", "contrast")
USUAL = pytest.mark.xdist_group(str(LOOKED[0]))  # all that looks through one pass is asked of the worker that made it
pytestmark = pytest.mark.senses
Read = Callable[[View], Book]


@pytest.mark.parametrize("view", [pytest.param(one, marks=pytest.mark.xdist_group(str(one))) for one in VIEWS], ids=str)
@pytest.mark.parametrize("sense", SENSES)
def test_everything_is_whole_large_enough_and_clear(read: Read, view: View, sense: str) -> None:
    found = read(view).of(sense)
    assert not found, found


@USUAL
@pytest.mark.parametrize("sense", ["keys", "names"])
def test_everything_is_reached_by_tab_and_called_by_name(read: Read, sense: str) -> None:
    found = read(View(16)).of(sense)
    assert not found, found


@USUAL
def test_every_page_and_question_was_looked_at(read: Read) -> None:
    unseen = [name for name, times in read(View(16)).met.items() if not times]
    assert len(unseen) <= 4, unseen  # records of which the demo has none, deeds that nothing there is ready for


@USUAL
def test_no_window_flashes_up_while_pages_are_made(read: Read) -> None:
    assert read(View(16)).stage.strays == []
