"""F1 opens a page of the manual that was written for what is in front."""

import pytest

from desktop.ui.help_view import MANUAL
from tests.senses.stage import Stage

pytestmark = [pytest.mark.senses, pytest.mark.xdist_group("senses")]


def test_every_place_has_its_page_of_the_manual(stage: Stage) -> None:
    without = []
    for place in stage.shell.places.all:
        if place.name == "help":  # the manual itself
            continue
        page = stage.go(place.name)
        topic = page.help or place.name
        if not (MANUAL / f"{topic}.md").is_file():
            without.append(f"{place.name}: {topic}.md")
    assert without == []
