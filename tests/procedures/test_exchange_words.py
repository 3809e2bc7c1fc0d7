"""How an exchange ended, in words: the files are told behind the rows, and never stand in their way."""

import pytest

from desktop.procedures.exchange import Exchanged
from desktop.procedures.exchange_now import in_words
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
