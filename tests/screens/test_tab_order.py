"""The tabs stand as the design orders them, whoever brings them."""

from desktop.screens.every import in_order
from desktop.ui.places import Place


def test_tabs_of_several_rooms_stand_in_one_order_and_the_rest_behind_as_they_came() -> None:
    came = ("fill", "households", "print_queue", "import", "people", "papers")
    places = [Place(name, name, "", "", lambda _desk: None) for name in came]  # type: ignore[arg-type,return-value]
    assert [place.name for place in in_order(places)] == [
        "papers", "print_queue", "import", "fill", "households", "people",
    ]  # fmt: skip
