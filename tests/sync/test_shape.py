"""The exchange knows the tables as they are mapped: groups, references, who may hold them."""

from desktop import catalog  # noqa: F401 - maps every table
from desktop.store.record import content, record_types, references
from desktop.sync.shape import of_records


def test_every_record_has_its_shape_with_all_fields_and_references() -> None:
    kinds = record_types()
    shape = of_records(kinds, for_units=frozenset({"unit"}), natural={"person": ("id_number",)})
    assert list(shape) == [kind.__tablename__ for kind in kinds]
    for kind in kinds:
        table = shape[kind.__tablename__]
        assert table.groups.keys() == set(content(kind))
        assert table.refers == references(kind)
        assert all(name in table.members(table.group(name)) for name in table.groups)
    assert {name for name, table in shape.items() if table.audience == "units"} <= {"unit"}
    assert shape["person"].natural == ("id_number",)
