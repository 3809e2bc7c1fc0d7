"""Functions, forms and settings are found by a few letters."""

import pytest

from desktop.search.commands import Command, match_words

COMMANDS = (
    Command("print.sign-in", "打印签到表", ("会议",)),
    Command("print.visits", "打印走访名单"),
    Command("print", "打印"),
    Command("settings.font", "字号", ("大字", "显示设置")),
    Command("queue", "等待打印"),
    Command("lock", "锁定", ("F12",)),
)


def titles(text: str) -> list[str]:
    return [hit.command.title for hit in match_words(text, COMMANDS)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dy qdb", "打印签到表"),
        ("dyqdb", "打印签到表"),
        ("打印签到", "打印签到表"),
        ("qdb dy", "打印签到表"),
        ("qiandao", "打印签到表"),
        ("zf", "打印走访名单"),
        ("会议", "打印签到表"),
        ("hy dy", "打印签到表"),
        ("大字", "字号"),
        ("xssz", "字号"),
        ("f12", "锁定"),
        ("settings", "字号"),
    ],
)
def test_a_function_is_found_by(text: str, first: str) -> None:
    assert titles(text)[0] == first


def test_the_title_itself_comes_before_its_beginning_and_that_before_its_inside() -> None:
    assert titles("打印") == ["打印", "打印签到表", "打印走访名单", "等待打印"]
    assert titles("dy") == ["打印", "打印签到表", "打印走访名单", "等待打印"]


def test_every_word_must_be_found() -> None:
    assert titles("打印 字号") == []
    assert titles("zhmd") == []  # 走 begins with z, not with zh
    assert titles("") == titles("  ") == titles("-") == []


def test_readings_that_nobody_uses_find_nothing() -> None:
    cards = (Command("print.door-cards", "党员联户责任卡"),)
    assert match_words("zl", cards) == []  # 任 is lin in the dictionary only
    assert match_words("dylhzrk", cards)[0].spans == ((0, 7),)


def test_what_matched_in_the_title_is_marked() -> None:
    (hit,) = match_words("dy qdb", COMMANDS)
    assert hit.spans == ((0, 5),)
    assert match_words("f12", COMMANDS)[0].spans == ()
