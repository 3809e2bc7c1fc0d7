"""What Chinese line breaking promises: nothing lost, nothing too wide, punctuation on its side, numbers whole."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.lines import NOT_AT_END, NOT_AT_START, atoms, break_lines

ALPHABET = "人民的家一门（〔“《，。、；：？！）〕”》…— 0123456789.,¥元-*ABCabc\n"
texts = st.text(alphabet=ALPHABET, max_size=120)
limits = st.integers(min_value=1, max_value=40)


def widths(text: str) -> list[float]:
    return [0.5 if char.isascii() else 1.0 for char in text]


def lines(text: str, limit: float, first: float | None = None) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, widths(text), limit, first=first)]


@given(texts, limits)
def test_no_character_but_spaces_at_ends_is_lost_or_moved(text: str, limit: int) -> None:
    spans = break_lines(text, widths(text), limit)
    dropped = ""
    at = 0
    for start, end in spans:
        assert at <= start <= end
        dropped += text[at:start]
        at = end
    assert set(dropped + text[at:]) <= {" ", "\n"}


@given(texts, limits)
def test_no_line_is_wider_than_its_box_unless_it_is_one_character(text: str, limit: int) -> None:
    assert all(sum(widths(line)) <= limit or len(line) == 1 for line in lines(text, limit))


@given(texts, limits)
def test_every_line_feed_starts_a_line(text: str, limit: int) -> None:
    cut = lines(text, limit)
    assert len(cut) >= text.count("\n") + 1
    assert not any("\n" in line for line in cut)


@given(texts)
def test_a_box_wide_enough_keeps_every_paragraph_in_one_line(text: str) -> None:
    assert lines(text, 200) == [paragraph.rstrip(" ") for paragraph in text.split("\n")]


@given(texts, limits)
def test_cuts_fall_between_atoms_whenever_the_atom_fits_a_line(text: str, limit: int) -> None:
    inside = set()
    offset = 0
    for paragraph in text.split("\n"):
        for start, end in atoms(paragraph):
            if sum(widths(paragraph[start:end].rstrip(" "))) <= limit:
                inside |= {offset + at for at in range(start + 1, end) if paragraph[at] != " "}
        offset += len(paragraph) + 1
    assert not inside & {start for start, _end in break_lines(text, widths(text), limit)}


@given(st.text(alphabet="人民的家（“《，。、）”》", max_size=60))
def test_atoms_join_to_the_text_and_keep_punctuation_on_its_side(text: str) -> None:
    spans = atoms(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(text[start] not in NOT_AT_START for start, _end in spans[1:])
    assert all(text[end - 1] not in NOT_AT_END for _start, end in spans[:-1])


def test_closing_marks_do_not_start_a_line() -> None:
    assert lines("今天走访三户，情况良好。", 6) == ["今天走访三", "户，情况良", "好。"]


def test_opening_marks_do_not_end_a_line() -> None:
    assert lines("请带上材料（身份证）", 6) == ["请带上材料", "（身份证）"]


def test_amounts_dates_doors_and_words_stay_whole() -> None:
    for whole in ("¥1,234.50元", "2026年11月22日", "3-2-1302", "138****5678", "Excel", "120.5㎡", "85.5%"):
        assert lines(f"共计人民{whole}整", 6)[0] == "共计人民", whole
        assert any(whole in line for line in lines(f"共计人民{whole}整", 7.5)), whole


def test_a_dash_and_an_ellipsis_are_not_torn() -> None:
    assert lines("共计人民——整", 5) == ["共计人", "民——整"]
    assert lines("共计人民……整", 5) == ["共计人", "民……整"]


def test_what_is_wider_than_a_line_is_cut_rather_than_lost() -> None:
    assert lines("编号ABCDEFGHIJKLMNOP完", 4) == ["编号", "ABCDEFGH", "IJKLMNOP", "完"]


def test_the_first_line_may_be_shorter() -> None:
    assert lines("人民的家人民的家", 4, first=2) == ["人民", "的家人民", "的家"]
    assert lines("人民的家\n人民的家", 4, first=3) == ["人民的", "家", "人民的家"]


def test_spaces_hang_over_the_end_of_a_line() -> None:
    assert lines("ab   cd", 1.5) == ["ab", "cd"]
