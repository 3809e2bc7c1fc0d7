"""How an exchange ended, in words: the files are told behind the rows, and never stand in their way."""

import pytest

from desktop.procedures.exchange import Exchanged
from desktop.procedures.exchange_by_stick import WrittenOut
from desktop.procedures.exchange_now import HOUR_MS, clock_in_words, in_words
from desktop.sync.blobs import Moved

ROWS = "交换完成：送出 3 处改动，收到 5 条。"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (Moved(), ""),
        (Moved(sent=2, received=1), "照片和扫描件送出 2 个，收到 1 个。"),
        (
            Moved(full=4, waiting=4),
            "县里给本单位存照片的空间满了，有 4 个没有送出，登记内容都已送出。请联系县里。",
        ),
        (
            Moved(sent=1, waiting=2, broken=True),
            "照片和扫描件送出 1 个，收到 0 个。还有 2 个照片或扫描件，下次接着传。",
        ),
    ],
)
def test_what_became_of_photos_follows_what_became_of_rows(files: Moved, said: str) -> None:
    assert in_words(Exchanged(2, 3, 5, files)) == ROWS + said


def test_a_clock_that_is_wrong_by_more_than_an_hour_is_told_and_what_to_do() -> None:
    there = 1_795_000_000_000
    assert clock_in_words(there, None) == clock_in_words(there + HOUR_MS - 1, there) == ""
    ahead = clock_in_words(there + 7 * 365 * 24 * HOUR_MS, there)
    assert "这台电脑的时间是 2033-" in ahead
    assert "请把电脑的日期和时间调对" in ahead
    assert "这台电脑的时间是 1970-" in clock_in_words(0, there)
    assert in_words(Exchanged(2, 3, 5, clock=ahead)) == ROWS + ahead


def test_a_stick_with_nothing_to_report_is_still_to_be_taken_to_the_county() -> None:
    assert WrittenOut(2, (), 0).said == "已导出 2 处改动，读回核对过。可以拔出 U 盘了。"
    assert "向县里取内容的文件" in WrittenOut(0, (), 0).said
