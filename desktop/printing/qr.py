"""QR codes as runs of dark squares."""

from functools import lru_cache

import segno

QUIET = 2  # light squares around it: enough on white paper, where the standard's 4 would only take room


@lru_cache(maxsize=256)
def squares(text: str) -> tuple[int, tuple[tuple[tuple[int, int], ...], ...]]:
    """The side in squares, and for each row the (first, count) of its dark runs. Error correction M.

    The mask is fixed: any mask is legal, and trying all eight takes ten times as long.
    """
    code = segno.make_qr(text, error="m", mask=4, boost_error=False)
    rows = []
    for row in code.matrix:
        runs: list[tuple[int, int]] = []
        first = -1
        for at, dark in enumerate([*row, 0]):
            if dark and first < 0:
                first = at
            elif not dark and first >= 0:
                runs.append((first, at - first))
                first = -1
        rows.append(tuple(runs))
    return len(rows), tuple(rows)
