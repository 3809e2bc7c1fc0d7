"""The chip of the exchange says in words which of its states it is, and is never green while anything waits."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.sync.shown import Standing
from desktop.ui.exchange_words import Running, beside, days_since, state, tables

TODAY = date(2026, 3, 10)
NOON = 1_773_115_200_000  # that day, 12:00
DAY = 86_400_000
WELL = Standing(enrolled=True, online=True, last_done=NOON, last_try=NOON, received=5)
WAYS = dict.fromkeys(("out", "line", "conflicts", "aside", "page", "backup", "pause", "enrol"), print)
SEND = ["联网交换", "导出到 U 盘…", "打开数据交换"]
WAITS = (("住户", 7), ("居民", 3), ("走访", 1), ("单位", 1))


@pytest.mark.parametrize(
    ("standing", "words", "tone", "ways"),
    [
        (Standing(enrolled=False), "单机使用", "quiet", ["现在备份", "登记到县里…", "打开数据交换"]),
        (Standing(enrolled=True, online=True), "还没有交换过", "quiet", SEND),
        (WELL, "已交换 · 今天 12:00", "fine", SEND),
        (replace(WELL, waiting=WAITS), "12 条未上报 · 上次 今天 12:00", "quiet", SEND),
        (
            Standing(enrolled=True, online=True, waiting=(("居民", 4962),)),
            "4,962 条未上报 · 还没有交换过", "quiet", SEND,
        ),
        (replace(WELL, asked=2, waiting=WAITS), "2 条待定", "soon", ["逐条看", *SEND]),
        (replace(WELL, aside=1), "1 条被隔开", "soon", ["看原因", *SEND]),
        (
            replace(WELL, broken="线路断了。", waiting=WAITS),
            "交换未完成 · 剩 12 条", "soon", ["接着交换", "导出到 U 盘…", "打开数据交换"],
        ),
        (
            replace(WELL, broken="断了。", copying=True),
            "第一次交换没有完成", "soon", ["接着交换", "导出到 U 盘…", "打开数据交换"],
        ),
        (replace(WELL, last_done=NOON - 9 * DAY), "已 9 天未交换", "soon", SEND),
        (replace(WELL, last_done=NOON + 900 * DAY), "已交换 · 日期对不上", "soon", SEND),
    ],
)  # fmt: skip
def test_each_state_has_its_words_and_its_ways(standing: Standing, words: str, tone: str, ways: list[str]) -> None:
    shown = state(standing, today=TODAY, ways=WAYS)
    assert (shown.words, shown.tone, [title for title, _run in shown.actions]) == (words, tone, ways)
    assert shown.sentence


def test_a_very_long_time_is_rather_a_wrong_clock() -> None:
    assert "日期调对" in state(replace(WELL, last_done=NOON - 2_555 * DAY), today=TODAY, ways=WAYS).sentence
    assert "日期调对" not in state(replace(WELL, last_done=NOON - 30 * DAY), today=TODAY, ways=WAYS).sentence


def test_while_it_runs_it_counts_and_may_be_paused() -> None:
    shown = state(WELL, today=TODAY, ways=WAYS, running=Running(34, 120))
    assert (shown.words, shown.actions[0][0]) == ("交换中 34/120", "暂停交换")
    assert state(WELL, today=TODAY, ways=WAYS, running=Running(34, 0)).words == "交换中 34 条"
    stopping = state(WELL, today=TODAY, ways=WAYS, running=Running(34, 0, stopping=True))
    assert (stopping.words, stopping.actions) == ("正在停下…", ()), "what came is put in order first, for some seconds"
    assert "整理名单" in stopping.sentence


def test_what_cannot_be_done_here_is_not_offered() -> None:
    assert state(replace(WELL, waiting=WAITS), today=TODAY, ways={}).actions == ()


def test_the_tables_with_the_most_are_named_and_the_rest_counted() -> None:
    assert tables(replace(WELL, waiting=WAITS)) == "住户 7 条、居民 3 条、走访 1 条，另有 1 条"


def test_days_are_those_of_the_calendar() -> None:
    assert days_since(None, TODAY) is None
    assert days_since(NOON - DAY, TODAY) == 1


def test_what_lies_beside_the_state_is_told_a_sentence_each() -> None:
    assert beside(WELL) == ""
    assert beside(replace(WELL, clock="时间不对。")) == "时间不对。"
    said = beside(replace(WELL, files=(2, 0, 0), laid_up=1_200, carried=(3, 5_000))).splitlines()
    assert said[0].startswith("照片和扫描件：2 个还没有上报")
    assert said[1] == "县里的程序比这台电脑的新：有 1,200 条要升级本程序后才看得全，都已留着，升级后自动补上。"
    assert said[2].startswith("替别人捎带着 3 个文件（5 KB）")
