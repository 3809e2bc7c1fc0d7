"""The manual names what is on the screen, leads somewhere from everywhere, and is plain to read."""

from pathlib import Path

import pytest

from tests.manual.reading import LINK, MANUAL, PAGES, QUOTED, known, text

# Words of other programs, and titles of rosters as people make them.
ELSEWHERE = {"发送到", "桌面快捷方式", "更多信息", "仍要运行", "配偶姓名、配偶身份证号、子女1姓名、父亲姓名"}
LONGEST = 90  # lines of a page: more is not read


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
class TestEveryPage:
    """One page a screen."""

    def test_what_it_quotes_is_on_the_screen(self, page: Path) -> None:
        assert [said for said in QUOTED.findall(text(page)) if said not in ELSEWHERE and not known(said)] == []

    def test_its_links_lead_to_pages(self, page: Path) -> None:
        assert [link for link in LINK.findall(text(page)) if not (MANUAL / link).is_file()] == []

    def test_it_has_one_title_and_is_short(self, page: Path) -> None:
        lines = text(page).splitlines()
        assert [line.startswith("# ") for line in lines].count(True) == 1
        assert lines[0].startswith("# ")
        assert len(lines) <= LONGEST

    def test_its_steps_are_numbered_from_one(self, page: Path) -> None:
        last = 0
        for line in text(page).splitlines():
            number = line.split(".")[0]
            if number.isdecimal() and line[len(number) :].startswith(". "):
                assert int(number) == last + 1, line
                last = int(number)
            elif not line.startswith(" "):
                last = 0


def test_every_page_is_reached_from_the_contents() -> None:
    linked = set(LINK.findall(text(MANUAL / "index.md")))
    assert [page.name for page in PAGES if page.name not in linked | {"index.md"}] == []


def test_a_word_that_no_screen_says_is_found() -> None:
    assert known("保存")
    assert known("落实 N 户")
    assert not known("一键搞定")
