"""A package is its parts, whoever carried them and in whatever order, and one way there and back is enough."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import pytest

from desktop.sync.bundle import Down, Up, hand_over, read_back
from desktop.sync.key_pair import PublicKeys
from desktop.sync.model.pc import Pc
from desktop.sync.model.sticks import HUB, Served, keys
from desktop.sync.model.world import WEST
from desktop.sync.package import Gathered, Package, Sealed, answered, gather, pack_claim, pack_up
from desktop.sync.sealed_file import Head, Unfit, seal
from tests.sync.conftest import FIRST, County


def who(end: UUID) -> PublicKeys | None:
    return None if end.int == 4_711 else keys(end).public()


def files_of(sealed: Sequence[Sealed]) -> list[tuple[str, bytes]]:
    return [(one.name, one.data) for one in sealed]


def up(pc: Pc, *, size: int = 1 << 20) -> list[Sealed]:
    return pack_up(hand_over(pc.desk, device=pc.id, size=size), by=keys(pc.id), to=keys(HUB).public(), at=1)


def at_hub(sealed: Sequence[Sealed]) -> Gathered:
    return gather(files_of(sealed), own=keys(HUB), who=who)


def answer(county: County, pc: Pc, package: Package, *, size: int = 1 << 20) -> list[Sealed]:
    return answered(package, Served(county.world, pc), own=keys(HUB), to=keys(pc.id).public(), at=2, size=size)


def read(pc: Pc, sealed: Sequence[Sealed]) -> int:
    mine = gather(files_of(sealed), own=keys(pc.id), who=who).mine
    return sum(len(read_back(pc.desk, pc.shape, down)) for package in mine for down in package.downs())


def there_and_back(county: County, pc: Pc) -> int:
    (package,) = at_hub(up(pc)).mine
    return read(pc, answer(county, pc, package))


def test_one_way_there_and_back_brings_all_up_and_all_down(county: County) -> None:
    home = county.home(county.ann, phone=1)
    there_and_back(county, county.ann)
    assert list(county.ann.desk.unsent()) == []
    there_and_back(county, county.bo)
    assert (county.bo.desk.row(home) or {})["phone"] == 1


def test_one_stick_is_enough_when_the_units_of_a_pc_changed(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.community)
    other = county.world.new_pc(WEST, 80)
    county.told(other)
    county.world.regroup(FIRST, WEST)
    there_and_back(county, other)
    assert (other.desk.row(home) or {})["phone"] == 1


def test_parts_come_in_any_order_and_what_lies_elsewhere_is_named(county: County) -> None:
    for phone in range(8):
        county.home(county.ann, phone=phone)
    sealed = up(county.ann, size=300)
    assert len(sealed) > 3
    gathered = at_hub([sealed[2], sealed[0], sealed[0]])
    (package,) = gathered.mine
    assert package.missing == tuple(sorted({*range(1, len(sealed) + 1)} - {1, 3}))
    (whole,) = at_hub([*reversed(sealed), *sealed]).mine
    assert whole.missing == ()
    assert whole.ups() == at_hub(sealed).mine[0].ups()
    back = answer(county, county.ann, whole, size=500)
    assert len(back) > 1
    assert read(county.ann, back[1:]) == 0, "what follows a missing part fits nothing"
    assert read(county.ann, back) > 1
    assert list(county.ann.desk.unsent()) == []


def test_an_answer_read_twice_or_late_changes_nothing(county: County) -> None:
    county.home(county.ann, phone=1)
    (package,) = at_hub(up(county.ann)).mine
    back = answer(county, county.ann, package)
    assert read(county.ann, back) == 1
    assert read(county.ann, back) == 0


def test_a_lost_stick_costs_nothing(county: County) -> None:
    home = county.home(county.ann, phone=1)
    up(county.ann)
    county.edit(county.ann, home, phone=2)
    there_and_back(county, county.ann)
    assert county.world.memory().rows[home]["phone"] == 2


def test_a_file_for_others_is_kept_as_it_is(county: County) -> None:
    county.home(county.ann, phone=1)
    sealed = up(county.ann)
    gathered = gather([*files_of(sealed), *files_of(sealed)], own=keys(county.bo.id), who=who)
    assert gathered.mine == ()
    assert [one.data for one in gathered.foreign] == [one.data for one in sealed]
    assert gathered.foreign[0].name == sealed[0].name
    assert gather(files_of(sealed), own=keys(county.ann.id), who=who).foreign == (), "nobody carries their own"


def test_a_sender_nobody_knows_is_refused_with_a_reason() -> None:
    stranger = keys(UUID(int=4_711))
    sealed = seal(Head(UUID(int=5), stranger.id, HUB, "up", 0), b"", to=keys(HUB).public(), by=stranger)
    ((name, unfit),) = gather([("a.gridx", sealed)], own=keys(HUB), who=who).refused
    assert (name, unfit.torn) == ("a.gridx", False)
    assert "没有登记" in unfit.message


def test_who_introduces_themselves_is_read_from_then_on() -> None:
    stranger = keys(UUID(int=4_711))
    known: dict[UUID, PublicKeys] = {}

    def welcome(claim: bytes) -> PublicKeys | None:
        if claim != b"it is me":
            return None
        known[stranger.id] = stranger.public()
        return stranger.public()

    ack = seal(Head(UUID(int=5), stranger.id, HUB, "ack", 0), b"", to=keys(HUB).public(), by=stranger)
    claims = [pack_claim(said, by=stranger, to=keys(HUB).public(), at=0) for said in (b"it is me", b"let me in")]
    files = [("a", ack), *files_of(claims)]
    found = gather(files, own=keys(HUB), who=known.get, welcome=welcome)
    assert [len(one.parts) for one in found.mine] == [1]
    assert [name for name, _unfit in found.refused] == [claims[1].name]


def test_nobody_hands_over_in_the_name_of_another(county: County) -> None:
    ups = hand_over(county.ann.desk, device=county.ann.id)
    sealed = pack_up(ups, by=keys(county.bo.id), to=keys(HUB).public(), at=1)
    with pytest.raises(Unfit):
        at_hub(sealed).mine[0].ups()


def test_what_is_signed_and_still_no_batch_is_refused() -> None:
    own = keys(HUB)
    package = Package(Head(UUID(int=5), own.id, own.id, "down", 0), {1: b"\xc1"})
    with pytest.raises(Unfit):
        package.downs()


def test_the_name_fits_the_oldest_file_systems(county: County) -> None:
    (sealed,) = up(county.ann)
    assert sealed.head.kind == "ack"
    assert len(sealed.name) < 64
    assert not set('<>:"/\\|?*') & set(sealed.name)


def test_batches_come_back_as_they_were(county: County) -> None:
    county.home(county.ann, phone=1)
    (before,) = hand_over(county.ann.desk, device=county.ann.id)
    (package,) = at_hub(up(county.ann)).mine
    (after,) = package.ups()
    assert isinstance(after, Up)
    assert msgspec.structs.asdict(after.request) == msgspec.structs.asdict(before.request)
    assert Down(()).answers == ()
