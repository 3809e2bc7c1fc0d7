"""Words in a picker of which nothing was picked are told, not met with a fault."""

from datetime import date

import pytest

from desktop.base.errors import UserError
from desktop.spec import Field
from desktop.standard.fields import parse

TODAY = date(2026, 11, 22)


def test_words_that_name_no_record_are_refused_in_a_sentence() -> None:
    field = Field("person_id", "联户党员", "record", picks="people")
    with pytest.raises(UserError) as refused:
        parse(field, "zhou lan", today=TODAY)
    assert refused.value.field == "person_id"
    assert "列出的" in refused.value.message
    one = "01890000-0000-7000-8000-000000000001"
    assert str(parse(field, one, today=TODAY)) == one
