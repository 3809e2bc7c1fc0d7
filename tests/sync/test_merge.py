"""One change meets one row: what is written, what is asked, field group by field group."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.merge import merge
from desktop.sync.model.world import SHAPE
from desktop.sync.protocol import Change, Patch

HOME, ONE, OTHER = SHAPE["home"], UUID(int=7), UUID(int=8)
VALUES = st.integers(0, 3)


def change(patch: Patch, *, seen: int) -> Change:
    groups = {HOME.group(name): seen for name in patch}
    return Change(ONE, ONE, 1, b"", b"1", ONE, 0, "home", ONE, "update", patch, groups, ONE, 0, "1")


@given(old=VALUES, new=VALUES, now=VALUES, rev=VALUES, seen=VALUES)
def test_a_value_is_written_when_its_last_write_was_seen_and_asked_otherwise(
    old: int, new: int, now: int, rev: int, seen: int
) -> None:
    made = merge(
        change({"phone": [old, new]}, seen=seen), {"alive": True, "phone": now}, {"phone": (rev, OTHER)}, shape=HOME,
        known=lambda _change, _seen: False,
    )  # fmt: skip
    if new == now:
        assert (made.kind, made.writes, made.clashes) == ("noop", {}, ())
    elif rev <= seen or old == now:
        assert (made.kind, made.writes) == ("ok", {"phone": new})
    else:
        assert (made.kind, made.writes, made.clashes[0].mine) == ("conflict", {}, {"phone": new})


@given(st.permutations(["phone", "note", "ends"]))
def test_different_groups_never_clash(names: list[str]) -> None:
    row, revs = {"alive": True}, {}
    for seq, name in enumerate(names, 1):
        made = merge(change({name: [None, seq]}, seen=0), row, revs, shape=HOME, known=lambda _change, _seen: False)
        assert made.kind == "ok"
        row |= made.writes
        revs |= dict.fromkeys(made.groups, (seq, UUID(int=seq)))
    assert row.keys() == {"alive", "phone", "note", "ends"}
