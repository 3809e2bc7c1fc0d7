"""The measuring of printing keeps working."""

from tests.bench.printing import measure, table


def test_both_sides_are_measured_on_the_same_pages() -> None:
    figures = measure(4, rounds=1)
    assert figures.pages == 4
    assert figures.ours > 0 < figures.bare
    assert f"ratio {figures.ratio:.2f}" in table(figures)
