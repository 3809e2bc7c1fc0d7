"""What the composition root keeps in the log of the machine, what opens a desk again."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desktop import catalog
from desktop.base import log
from desktop.base.clock import at_noon
from desktop.base.errors import Damage, UserError
from desktop.base.paths import Profile
from desktop.procedures import opening, profiles
from desktop.procedures.keeping import Keeping
from desktop.procedures.keeping_keys import PIN
from desktop.procedures.opening import Opened
from desktop.run_desktop import Root
from desktop.standard import preferences
from desktop.store.session import Changes

TX = UUID("01890000-0000-7000-8000-000000000001")


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(Profile(tmp_path), at_noon(date(2026, 11, 22)))


def test_the_log_tells_deeds_by_table_and_faults_by_kind(root: Root, caplog: pytest.LogCaptureFixture) -> None:
    root.open_log()
    root._note_deed(Changes(frozenset({"person", "household"}), TX, None, 7))
    root.log(ValueError("周兰 37051919750312678X"))
    tail = root.log_tail()
    root.end_log()
    caplog.clear()  # the fault is meant
    started, deed, fault = (json.loads(line) for line in tail.splitlines())
    assert started["event"] == "program.started"
    assert (deed["tables"], deed["rows"], deed["tx"]) == (["household", "person"], 7, str(TX))
    assert (fault["level"], fault["kind"]) == ("error", "ValueError")
    assert len(list(root.profile.log.glob("crash-*.txt"))) == 1
    assert "周兰" not in tail
    assert json.loads(root.log_tail().splitlines()[-1])["event"] == "program.ended"


def test_a_desk_works_without_a_log_that_the_disk_refuses(root: Root) -> None:
    root.profile.log.write_text("a file where the folder should be", "utf-8")
    root.open_log()
    root._note_deed(Changes(frozenset({"person"}), TX))
    root.end_log()
    assert root.log_tail() == ""


def test_the_file_is_let_go_at_the_end(root: Root) -> None:
    root.open_log()
    root.end_log()
    (root.profile.log / log.NAME).rename(root.profile.log / "moved")
    root.end_log()
    assert root.log_tail() == ""


def test_a_pin_opens_again_while_the_program_runs_and_no_longer(root: Root) -> None:
    password, digits = "four plain words here", "380472"
    profiles.create(
        root.profile, unit="第一网格", user="王书记", password=password, clock=root.clock, derived=catalog.DERIVED
    ).close()
    with pytest.raises(UserError):
        root.unlock("王书记", digits)
    opened = root.unlock("王书记", password)
    assert isinstance(opened, Opened)
    desk = opened.desk
    kept = Keeping(desk, root.vault).keys.set_pin(digits)
    with desk.store.write(desk.actor.id, "preferences.keep") as session:
        preferences.keep(session, desk.actor, {PIN: kept})
    desk.close()
    assert desk.opened.data_key == b""
    assert root.takes_pin("王书记")
    again = root.unlock("王书记", digits)
    assert isinstance(again, Opened)
    assert again.desk.actor == desk.actor
    again.desk.close()
    for _try in range(5):
        with pytest.raises(UserError):
            root.unlock("王书记", "000000")
    assert not root.takes_pin("王书记")
    later = Root(root.profile, root.clock)
    assert not later.takes_pin("王书记")
    signed_in = later.unlock("王书记", password)
    assert isinstance(signed_in, Opened)
    assert later.takes_pin("王书记")
    signed_in.desk.close()


def test_whose_password_was_taken_away_no_pin_opens(root: Root) -> None:
    password = "four plain words here"
    desk = profiles.create(
        root.profile, unit="第一网格", user="王书记", password=password, clock=root.clock, derived=catalog.DERIVED
    )
    data_key = desk.opened.data_key
    desk.close()
    with pytest.raises(UserError, match="已停用"):
        profiles.open_again(root.profile, data_key, user="李主任", clock=root.clock, derived=catalog.DERIVED)
    root.profile.database.unlink()
    assert isinstance(
        opening.unlock_again(root.profile, data_key, user="王书记", clock=root.clock, derived=catalog.DERIVED), Damage
    )
