"""What no list and no paper could show, or no number holds, is refused in a sentence before it is stored."""

import pytest

from desktop.base.errors import UserError
from desktop.spec import Field
from desktop.standard.fields import parse
from tests.factories.profile import TODAY

LINE, COUNT = Field("name", "场所名称"), Field("wanted", "需要人数", "number")
TEXT = Field("remark", "备注", "long_text")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [(LINE, "长" * 201, "场所名称最多 200 个字，这里有 201 个"), (TEXT, "长" * 20_001, "备注最多 20,000 个字"),
     (COUNT, "1" + "0" * 9, "这个数太大")],
)  # fmt: skip
def test_too_much_is_refused_and_the_field_is_named(field: Field, typed: str, told: str) -> None:
    with pytest.raises(UserError, match=told) as refused:
        parse(field, typed, today=TODAY)
    assert refused.value.field == field.name


def test_one_line_stays_one_line_and_a_text_keeps_its_lines() -> None:
    assert parse(LINE, "一楼\r\n东厅\t南侧　门", today=TODAY) == "一楼 东厅 南侧　门"
    assert parse(TEXT, "第一行\n第二行", today=TODAY) == "第一行\n第二行"
    assert parse(COUNT, "000000000012", today=TODAY) == 12
