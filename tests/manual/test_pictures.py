"""The pictures are small, are shown, and say the same numbers as the words beside them and the invented branch."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.base.clock import at_noon
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, REGISTERS
from desktop.procedures import demo
from desktop.reports import paper_out
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.ui.shots_manual import SHOWN, STATUS
from tests.manual.reading import MANUAL, PAGES, PICTURE, text

pytestmark = pytest.mark.xdist_group("pictures")  # on one worker: its branch is made once
TODAY = date(2026, 11, 22)
PICTURES = sorted((MANUAL / "pictures").glob("*.png"))
MOST, MOST_TOGETHER = 120_000, 6_000_000
CAPTION = re.compile(r"\((pictures/[a-z_]+\.png)\)\n\n图里是演示数据，[^\d\n]*([\d,]+) ?(\S+?)。")


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """How many of everything the invented branch has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRID_DEVICE_DIR", str(tmp_path_factory.mktemp("device")))
        folder = Profile(tmp_path_factory.mktemp("manual") / "desk")
        desk = demo.make(folder, size="branch", clock=at_noon(TODAY), derived=DERIVED)
    with desk.store.read() as session:
        found = {one.name: listing.count(session, desk.actor, one, query=Query(), today=TODAY).all for one in REGISTERS}
        found["paper_out"] = len(paper_out.sheets(session, desk.actor, today=TODAY))
    yield found
    desk.close()


def captions() -> dict[str, int]:
    """The number beside each picture that has one."""
    found = [match for page in PAGES for match in CAPTION.findall(text(page))]
    return {Path(picture).stem: int(number.replace(",", "")) for picture, number, _counter in found}


def test_each_picture_is_small_and_shown_somewhere() -> None:
    shown = {match for page in PAGES for match in PICTURE.findall(text(page))}
    assert {f"pictures/{picture.name}" for picture in PICTURES} == shown
    assert {picture.stem for picture in PICTURES} <= set(SHOWN.values())
    assert [picture.name for picture in PICTURES if picture.stat().st_size > MOST] == []
    assert sum(picture.stat().st_size for picture in PICTURES) <= MOST_TOGETHER


def test_words_pictures_and_the_invented_branch_say_the_same_number(counts: dict[str, int]) -> None:
    said = captions()
    assert len(said) >= 5
    for name, number in said.items():
        assert number == counts[name], name
        status = QImage(str(MANUAL / "pictures" / f"{name}.png")).text(STATUS)
        assert int(status.split()[0]) == number, (name, status)
