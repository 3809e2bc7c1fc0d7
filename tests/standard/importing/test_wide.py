"""What people call the columns of a list with one row a household."""

from desktop.standard.importing import wide


def test_a_column_of_a_relative_is_called_by_whom_and_what() -> None:
    assert wide.title("配偶.id", {"id": "身份证号"}) == "配偶的身份证号"
    assert wide.title("子女1.other", {}) == "子女1的other"
