"""The reasons for a look-up grow with what the county published: the newest version of its own rows counts."""

import json

from desktop.base.ids import uuid7
from desktop.county.office import Office
from tests.county.conftest import Pc, enrolled
from tests.county.test_desk import ask, lived, look


def publish(pc: Pc, *words: str, at: int, form: str = "codes") -> None:
    said = {
        "unit_id": str(pc.unit), "alive": True, "form": form, "name": str(at), "settled_on": "2026-03-10", "at": at,
        "by_name": "林主任", "texts": json.dumps({"lookup_reason": "\n".join(words)}),
    }  # fmt: skip
    assert [one.kind for one in pc.send(pc.ask(pc.change("wording_version", uuid7(), **said))).results] == ["ok"]


def test_a_published_reason_may_be_given_until_it_is_taken_back(office: Office) -> None:
    county, pc = enrolled(office, "42"), enrolled(office, "42010101")
    lived(pc, "安娜", "110101199003071234")
    asked = look("安娜", "1234", reason="防汛转移核实")
    assert "选原因" in ask(county, asked).refused
    publish(pc, "防汛转移核实", at=1)
    publish(county, "防汛转移核实", at=2, form="slip")
    assert "选原因" in ask(county, asked).refused, "a branch publishes nothing, and other forms are no code lists"
    publish(county, "防汛转移核实", "高考服务", at=3)
    assert ask(county, asked).refused == ""
    publish(county, "高考服务", at=4)
    assert "选原因" in ask(county, asked).refused
