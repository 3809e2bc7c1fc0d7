"""The measuring of search keeps working, and its invented people are found."""

from pathlib import Path

from tests.bench.search import KINDS, build, measure, measure_refresh, table


def test_every_query_kind_is_measured(tmp_path: Path) -> None:
    connection, made = build(tmp_path / "search.db", 400)
    figures = [*measure(connection, rounds=2), measure_refresh(connection, rounds=3)]
    connection.close()
    assert made["entries"] > 500
    assert [each.kind for each in figures[:-1]] == list(KINDS)
    assert all(0 < each.p50 <= each.p95 for each in figures)
    by_kind = {each.kind: each.hits for each in figures}
    assert by_kind["door begun"] > 0 < by_kind["name of one character"]
    assert by_kind["nothing found"] == 0
    assert all(each.kind in table(figures) for each in figures)
