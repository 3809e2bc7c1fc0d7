"""The exchange knows the tables as they are mapped: groups, references, who may hold them."""

import pytest

from desktop import catalog  # noqa: F401 - maps every table
from desktop.store.record import content, record_types, references
from desktop.sync.shape import of_records


def test_every_record_has_its_shape_with_all_fields_and_references() -> None:
    kinds = record_types()
    shape = of_records(kinds, for_units=frozenset({"unit"}), natural={"person": ("id_no",)})
    assert list(shape) == [kind.__tablename__ for kind in kinds]
    for kind in kinds:
        table = shape[kind.__tablename__]
        assert table.groups.keys() == set(content(kind))
        assert table.refers == references(kind)
        assert all(name in table.members(table.group(name)) for name in table.groups)
    assert {name for name, table in shape.items() if table.audience == "units"} <= {"unit"}
    assert shape["person"].natural == ("id_no",)


def test_what_is_said_of_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="person has no id_number"):
        of_records(record_types(), natural={"person": ("id_number",)})


def test_a_row_is_named_with_the_references_that_it_cannot_stand_without() -> None:
    shape = of_records(record_types(), named={"dwelling": ("door",)})
    assert shape["dwelling"].named == ("door", "building_id", "stairwell_id")
    assert shape["dwelling"].only_named({"unit_id": "u", "door": "1-1-101", "remark": "x"}).keys() == {
        "unit_id", "alive", "door", "building_id", "stairwell_id",
    }  # fmt: skip


def test_what_goes_on_the_wire_is_plain_text_and_not_the_database_s_own_kind() -> None:
    spoken = [word for table in of_records(record_types()).values() for word in (*table.refers, *table.refers.values())]
    assert spoken
    assert {type(word) for word in spoken} == {str}
