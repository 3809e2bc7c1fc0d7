"""`sync` asks whether much may leave the PC, with exit code 2 until it is answered, and tells what is newer."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from desktop import catalog, run_command
from desktop.base import paths
from desktop.procedures import exchange_now, profiles
from desktop.procedures.exchange import Exchanged
from desktop.store.exchange_rows import ExchangeCheck, LaidUp
from tests.factories import questions
from tests.promises.desk import PASSWORD, make_desk


def test_much_that_leaves_is_asked_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    desk = make_desk(tmp_path / "desk", capsys)
    desk.init()
    opened = profiles.open_with_password(
        paths.profile_at(str(desk.folder)), user="王书记", password=PASSWORD, clock=desk.clock, derived=catalog.DERIVED
    )
    questions.enrol(opened.store, server="https://10.0.0.1")
    with opened.store.write(opened.actor.id, "exchange.apply") as session:
        session.add(ExchangeCheck(id=1, amiss="[]", held='{"household": 12, "person": 30}', may_leave=False))
    opened.close()
    allowed = []

    def exchange(at: exchange_now.AtDesk, **_named: object) -> Exchanged:
        with at.store.read() as session:
            kept = session.get_one(ExchangeCheck, 1)
            allowed.append(kept.may_leave)
        if kept.may_leave:
            with at.store.write(at.actor.id, "exchange.apply") as session:
                session.get_one(ExchangeCheck, 1).held = "{}"
                session.add(LaidUp(row_id=uuid4(), table_name="person", unit_id=None, said="{}"))
        return Exchanged(1, 2, 3)

    monkeypatch.setattr(exchange_now, "exchange", exchange)

    def sync(*words: str) -> tuple[int, str, str]:
        code = run_command.main(["--data", str(desk.folder), "sync", *words], clock=desk.clock)
        return code, *capsys.readouterr()

    code, out, err = sync()
    assert (code, "收到 3 条" in out) == (2, True)
    assert "居民 30 条、住户 12 条划给了别的单位，还没有移走" in err
    assert "--let-leave" in err
    code, out, err = sync("--json")
    assert (code, json.loads(out)["held"]) == (2, {"居民": 30, "住户": 12})
    assert "--let-leave" in desk("sync", "--out", tmp_path, "--let-leave", code=2).err
    done = desk("sync", "--let-leave")
    assert "已同意移走 42 条" in done.out
    assert "升级本程序" in done.out
    assert allowed == [False, False, True]
    assert "没有等着移走" in desk("sync", "--let-leave").out
    found = desk.json("sync", "--let-leave")
    assert (found["held"], found["laid_up"]) == ({}, 3)
    assert "--let-leave" in desk("sync", "--help").out
