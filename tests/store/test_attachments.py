"""Files of records are kept whole, once, inside the encrypted file, and are never taken for what they are not."""

from uuid import UUID

import pytest
from sqlalchemy import delete, update

from desktop.base.errors import Damage, UserError
from desktop.store import attachments
from desktop.store.attachments import Attachment, Blob
from tests.factories.profile import UNIT_ID, USER_ID, Profile

RECORD = UUID("018f0000-0000-7000-8000-0000000000aa")


def attach(profile: Profile, data: bytes, **given: str) -> UUID:
    with profile.store.write(USER_ID, "agreements.sign") as session:
        usual = {"register": "agreements", "title": "协议"}
        return attachments.attach(session, UNIT_ID, data, record_id=RECORD, **{**usual, **given}).id


def test_the_same_bytes_lie_once_and_come_back_as_they_were(profile: Profile) -> None:
    first, second = attach(profile, b"%PDF", kind="partner-agreement"), attach(profile, b"%PDF", title="扫描件")
    with profile.store.read() as session:
        assert session.query(Blob).count() == 1
        every = attachments.of_record(session, RECORD)
        assert [one.id for one in every] == [first, second]
        assert [one.id for one in attachments.of_record(session, RECORD, kind="partner-agreement")] == [first]
        assert {attachments.content(session, one) for one in every} == {b"%PDF"}
        assert (every[0].size, every[0].media) == (4, "application/pdf")
    assert b"%PDF" not in profile.store.path.read_bytes()


def test_bytes_that_were_changed_are_told_from_those_that_were_kept(profile: Profile) -> None:
    key = attach(profile, b"%PDF")
    with profile.store.write(USER_ID, "agreements.sign") as session:
        session.execute(update(Blob).values(data=b"%BAD"))
    with profile.store.read() as session, pytest.raises(Damage, match="改动过"):
        attachments.content(session, session.get_one(Attachment, key))


def test_bytes_that_are_not_here_yet_are_said_so(profile: Profile) -> None:
    key = attach(profile, b"%PDF")
    with profile.store.write(USER_ID, "agreements.sign") as session:
        session.execute(delete(Blob))
    with profile.store.read() as session, pytest.raises(UserError, match="还没有到这台电脑上"):
        attachments.content(session, session.get_one(Attachment, key))
    with profile.store.write(USER_ID, "agreements.sign") as session:
        session.get_one(Attachment, key).at = 0  # touched again more than a year after it was added
    with profile.store.read() as session, pytest.raises(attachments.NotHere, match="移走满一年的"):
        attachments.content(session, session.get_one(Attachment, key))


def test_a_file_beyond_the_limit_is_not_taken(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_BYTES", 3)
    with pytest.raises(UserError, match="没有放进来"):
        attach(profile, b"%PDF")
