"""What was typed about a person is kept, or it is said why not."""

from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.registers.people import service
from tests.factories.compound import make_compound


def test_a_branch_without_a_kind_of_member_is_asked_about_not_dropped(tmp_path: Path) -> None:
    village = make_compound(tmp_path)
    store, actor = village.profile.store, village.actor
    said = {"name": "周兰", "membership": None, "branch_name": "县医院党支部", "joined_on": None}
    with pytest.raises(UserError, match="党员身份") as told, store.write(actor.id, "people.save") as session:
        service.save(session, actor, None, values=said, children={})
    assert told.value.field == "membership"
    with store.write(actor.id, "people.save") as session:
        person = service.save(session, actor, None, values={**said, "membership": "unverified"}, children={})
        assert service.load(session, actor, person)[0]["branch_name"] == "县医院党支部"
        told_off = {"membership": None, "branch_name": "县医院党支部"}
        service.save(session, actor, person.id, values=told_off, children={})
        assert service.membership_of(session, person.id) is None, "what was taken away takes its branch along"
    village.profile.close()
