"""Nothing is cut, faint, out of reach or without a name, on any page, at any text size, in any window."""

from collections.abc import Callable

import pytest

from tests.senses.book import EVERYTHING, OTHERS, PAGES, PARTS, RECORDS, Book
from tests.senses.stage import View

LOOKED = (View(16), View(20, dark=True))  # the usual and the farthest; with GRID_SENSES_ALL=1 all of the matrix
REST = tuple(View(px, dark=dark) for px in (14, 16, 18, 20) for dark in (False, True))
VIEWS = (*LOOKED, *(view for view in REST if view not in LOOKED)) if EVERYTHING else LOOKED
UNSEEN = {PAGES: 0, RECORDS: 2, OTHERS: 2}  # records of which the demo has none, deeds that nothing there is ready for
SENSES = ("layout", "targets", "contrast")
pytestmark = pytest.mark.senses
Read = Callable[[View, str], Book]


def _looked_through(*views: View) -> pytest.MarkDecorator:
    """A test of each pass; all that looks through one pass is asked of the worker that made it."""
    passes = [
        pytest.param(view, part, marks=pytest.mark.xdist_group(f"{part} {view}"), id=f"{part} {view}")
        for part in PARTS
        for view in views
    ]
    return pytest.mark.parametrize(("view", "part"), passes)


@_looked_through(*VIEWS)
@pytest.mark.parametrize("sense", SENSES)
def test_everything_is_whole_large_enough_and_clear(read: Read, view: View, part: str, sense: str) -> None:
    found = read(view, part).of(sense)
    assert not found, found


@_looked_through(View(16))
@pytest.mark.parametrize("sense", ["keys", "names"])
def test_everything_is_reached_by_tab_and_called_by_name(read: Read, view: View, part: str, sense: str) -> None:
    found = read(view, part).of(sense)
    assert not found, found


@_looked_through(View(16))
def test_every_page_and_question_was_looked_at(read: Read, view: View, part: str) -> None:
    unseen = [name for name, times in read(view, part).met.items() if not times]
    assert len(unseen) <= UNSEEN[part], unseen


@_looked_through(View(16))
def test_no_window_flashes_up_while_pages_are_made(read: Read, view: View, part: str) -> None:
    assert read(view, part).stage.strays == []
