"""Photos of a service: made small and bare before they are kept, seen small and large, taken away and brought back."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.registers.organisations import service as organisations
from desktop.registers.partners.service import agreements, enrolling, projects
from desktop.standard import files
from desktop.store.attachments import Attachment, Blob
from desktop.ui import shrinking
from desktop.ui.desk import UndoToken
from desktop.ui.shrinking import image_of, taken_in
from desktop.values import media
from tests.factories.profile import TODAY
from tests.screens.conftest import Office, Open

PLACE = 34853  # the tag of EXIF that holds where a photo was taken


def photo(path: Path, size: tuple[int, int], *, kind: str = "JPEG", turned: int = 1) -> Path:
    """A picture with a place in it; `turned` as cameras write it (6: a quarter)."""
    made = Image.new("RGB", size, (40, 90, 160))
    exif = made.getexif()
    exif[274] = turned
    exif.get_ifd(PLACE)[1] = "N"
    made.save(path, kind, exif=exif)
    return path


def pdf(path: Path) -> Path:
    Image.new("RGB", (200, 280), "white").save(path, "PDF", save_all=True, append_images=[Image.new("RGB", (200, 280))])
    return path


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def made(office: Office) -> dict[str, UUID]:
    """A delivery of a claimed project, and a draft."""
    village = office.village
    with village.profile.store.write(village.actor.id, "partners.save") as session:
        shop = organisations.enter(session, village.actor, name="邻里超市", kind="merchant")
        partner = enrolling.enrol(session, village.actor, organisation_id=shop.id, kind=None)
        project = projects.save(
            session, village.actor, None, values={"name": "幸福食堂", "kind": "benefit"}, children={}
        )
        session.flush()
        projects.claim(session, village.actor, project.id, partner_id=partner.id, role="lead", on=TODAY)
        delivery = projects.deliver(
            session, village.actor, project.id, partner_id=partner.id, on=TODAY, served=20, minutes=90
        )
        draft = agreements.draft(session, village.actor, partner.id, starts_on=TODAY, ends_on=TODAY.replace(year=2027))
    return {"deliveries": delivery, "agreements": draft}


def kept(office: Office, kind: Any) -> list[Any]:
    with office.village.profile.store.read() as session:
        return session.query(kind).order_by(kind.id if kind is Attachment else kind.digest).all()


def test_photos_are_kept_small_upright_and_bare_and_come_back_after_they_were_taken_away(
    office: Office, made: dict[str, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = office.go("deliveries", made["deliveries"])
    large = photo(tmp_path / "一.jpg", (4000, 3000), turned=6)
    small = photo(tmp_path / "二.webp", (300, 200), kind="WEBP")
    chosen = [str(large), str(small)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: (chosen, ""))
    page.photos.add.click()
    office.settle()
    office.settle()
    assert [one.file.title for one in page.photos.shown] == ["一.jpg", "二.jpg"]
    assert page.parts.tab("照片").text() == "照片 2"
    for blob in kept(office, Blob):
        (tmp_path / "kept.jpg").write_bytes(blob.data)
        with Image.open(tmp_path / "kept.jpg") as read:
            assert not read.getexif()
            assert read.size in {(1200, 1600), (300, 200)}
    page.photos.add.click()  # the same once more
    office.settle()
    office.settle()
    assert len(kept(office, Attachment)) == 2

    first = page.photos.shown[0]
    page.photos.findChildren(QToolButton)[0].click()
    office.settle()
    assert page.photos.large.picture.height() == 1600
    page.photos.large.resize(500, 400)
    page.photos.large.accept()
    told: list[Any] = []
    office.desk.tasks.changed.connect(told.append)
    page.photos.remove(first.file)
    office.settle()
    office.settle()
    assert [one.file.title for one in page.photos.shown] == ["二.jpg"]
    with office.village.profile.store.read() as session, pytest.raises(UserError, match="已经移走"):
        files.content(session, office.desk.actor, office.desk.register("deliveries"), first.file.id)
    office.desk.take_back(UndoToken(tx=told[-1].tx))
    office.settle()
    office.settle()
    assert len(page.photos.shown) == 2
    page.read_history()
    office.settle()
    assert any("一.jpg" in label.text() for label in page.parts.history.findChildren(QLabel))


def test_scans_are_pdfs_page_by_page(office: Office, made: dict[str, UUID], tmp_path: Path) -> None:
    page = office.go("agreements", made["agreements"])
    page.scans.take([pdf(tmp_path / "签字页.pdf")])
    office.settle()
    office.settle()
    (one,) = page.scans.shown
    assert (one.file.media, one.picture.isNull()) == (media.PDF, False)
    page.scans.open(one.file)
    office.settle()
    assert page.scans.large.where.text() == "第 1 页，共 2 页"
    page.scans.large.after.click()
    office.settle()
    assert (page.scans.large.page, page.scans.large.after.isEnabled()) == (1, False)
    page.scans.large.accept()


def test_bytes_that_have_not_come_are_said_so(office: Office, made: dict[str, UUID], tmp_path: Path) -> None:
    page = office.go("deliveries", made["deliveries"])
    page.photos.take([photo(tmp_path / "一.png", (30, 20), kind="PNG")])
    office.settle()
    office.settle()
    store = office.village.profile.store
    with store.write(office.desk.actor.id, "deliveries.save") as session:
        session.query(Blob).delete()
    page.photos.read()
    office.settle()
    (one,) = page.photos.shown
    assert (one.picture, one.words) == (None, "等数据交换后打开")
    page.photos.open(one.file)
    office.settle()
    assert "等数据交换后再打开" in page.photos.large.label.text()
    assert not page.photos.large.fetch.isVisible(), "there is no line"
    page.photos.large.accept()


def test_what_is_not_here_is_fetched_from_the_county_when_asked(
    office: Office, made: dict[str, UUID], tmp_path: Path
) -> None:
    page = office.go("deliveries", made["deliveries"])
    page.photos.take([photo(tmp_path / "一.png", (30, 20), kind="PNG")])
    office.settle()
    office.settle()
    store, away = office.village.profile.store, "deliveries.save"
    with store.write(office.desk.actor.id, away) as session:
        (blob,) = session.query(Blob).all()
        digest, data = blob.digest, blob.data
        session.delete(blob)
    answers = [UserError("现在连不上县服务器。"), None]

    def fetch(row: UUID) -> None:
        assert row == page.photos.shown[0].file.id
        if (answer := answers.pop(0)) is not None:
            raise answer
        with store.write(office.desk.actor.id, away) as session:
            session.add(Blob(digest=digest, data=data))

    office.desk.fetch_file = fetch
    page.photos.read()
    office.settle()
    page.photos.open(page.photos.shown[0].file)
    office.settle()
    large = page.photos.large
    large.fetch.click()
    office.settle()
    assert (large.label.text(), large.fetch.isEnabled()) == ("现在连不上县服务器。", True)
    large.fetch.click()
    office.settle()
    office.settle()
    assert large.picture is not None
    assert large.fetch.isHidden()
    assert page.photos.shown[0].picture is not None
    large.accept()


def test_what_is_no_picture_is_refused_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    false = tmp_path / "照片.jpg"
    false.write_bytes(b"MZ\x90 a program")
    torn = tmp_path / "扫描.pdf"
    torn.write_bytes(b"%PDF-1.4 torn")
    whole = pdf(tmp_path / "整.pdf")
    for path, scans in ((false, False), (false, True), (torn, True), (whole, False)):
        with pytest.raises(UserError, match="没有添加"):
            taken_in([path], scans=scans)
    with pytest.raises(UserError, match="读不出来"):
        taken_in([tmp_path / "没有.jpg"], scans=False)
    monkeypatch.setattr(shrinking, "MOST_BYTES", 10)
    with pytest.raises(UserError, match="超过 20 MB"):
        taken_in([whole], scans=True)
    assert image_of(b"", longest=10).isNull()


def test_what_was_refused_is_told_and_a_reader_looks_only(
    office: Office, made: dict[str, UUID], tmp_path: Path, open_office: Open
) -> None:
    page = office.go("deliveries", made["deliveries"])
    page.photos.take([tmp_path / "没有.jpg"])
    office.settle()
    assert page.photos.add.isEnabled()
    assert office.said[-1].startswith("“没有.jpg”读不出来")
    with office.village.profile.store.write(office.desk.actor.id, "deliveries.attach") as session:
        reader = replace(office.desk.actor, role=READER)
        for deed in (
            partial(files.add, record_id=made["deliveries"], files=()),
            partial(files.remove, file_id=UUID(int=1)),
        ):
            with pytest.raises(UserError):
                deed(session, reader, office.desk.register("deliveries"))
