"""场所换服务 in a real window: a venue from its entry to a signed contract, a renewal and an early end; the ledger."""

from datetime import timedelta
from typing import Any

import pytest

from desktop.access.roles import READER
from desktop.registers.venues.model import Contract, ContractService, Obligation, Spending
from desktop.registers.venues.screen.months import OccupancyBar
from desktop.ui.consequences import DeedQuestion
from tests.factories.profile import TODAY, UNIT_ID
from tests.screens.conftest import Office, Open
from tests.screens.deeds import deed, every, life, new

FIRST = TODAY.replace(day=1)
UNTIL = FIRST + timedelta(days=364)
SUMMED = {"met": "paid", "met_service": "served"}  # by column of the ledger: the column that adds up to it


@pytest.fixture
def contract(office: Office, answers: list[dict[str, str]]) -> Any:
    """The page of a draft of 3000 元 a month and four haircuts."""
    new(office, "organisations.new", name="康养服务中心", kind="merchant")
    tenant = office.page.record_id
    page = new(office, "venues.new", name="一楼东厅", area="60")
    assert page.parts.badge.words == "空置"
    answers.append({
        "tenant_id": str(tenant), "trade": "care", "starts_on": FIRST.isoformat(), "ends_on": UNTIL.isoformat(),
    })  # fmt: skip
    deed(office, "draft")
    assert page.parts.badge.words == "合同草拟"
    page.offered[0].click()
    office.settle()
    page = office.page
    page.form.set_texts({"rent": "3000", "rent_period": "month", "witness": "阳光社区党委"})
    page.save()
    office.settle()
    with office.village.profile.store.write(office.desk.actor.id, "venue_contracts.save") as session:
        session.add(ContractService(
            unit_id=UNIT_ID, contract_id=page.record_id, kind="convenience", content="每周免费理发", amount=4,
            price=2_000,
        ))  # fmt: skip
    return page


def test_a_venue_goes_from_its_entry_to_renewal_and_early_end(
    office: Office, contract: Any, answers: list[dict[str, str]]
) -> None:
    assert not contract.account.table.lines
    answers.append({"on": TODAY.isoformat()})
    deed(office, "sign")
    assert contract.parts.badge.words == "履行中"
    assert not contract.may_save
    total, first, *_rest = contract.account.table.lines
    assert (total.words[0], total.words[1], total.words[4]) == ("合计", "36,000.00", "48 次")
    assert first.words[1:4] == ("3,000.00", "0.00", "3,000.00")
    answers.append({"on": TODAY.isoformat(), "amount": "3000", "receipt": "0012345"})
    deed(office, "pay")
    answers.append({"on": TODAY.isoformat(), "times": "3"})
    deed(office, "deliver")
    assert contract.account.table.lines[1].words[2:] == ("3,000.00", "0.00", "4 次", "3 次", "1 次")
    assert "收款　3,000.00 元" in life(office)
    after = UNTIL + timedelta(days=1)
    answers.append({"starts_on": after.isoformat(), "ends_on": (after + timedelta(days=300)).isoformat()})
    deed(office, "renew")
    assert every(office, Contract)[1].renews_id == contract.record_id
    assert office.page.record_id == every(office, Contract)[1].id  # its terms are written next
    assert office.page.may_save
    contract = office.go("venue_contracts", contract.record_id)
    deed(office, "terminate")
    (question,) = contract.findChildren(DeedQuestion)
    question.form.set_texts({"on": TODAY.isoformat(), "reason": "agreed", "note": "改作他用"})
    question.on_verb_clicked()
    office.settle()
    assert contract.parts.badge.words == "已终止"
    assert "仍可登记收款" in contract.parts.fact_bar.accessibleName()
    assert "双方协商一致" in life(office)
    assert contract.account.table.lines[0].words[1] == f"{3000 / 31 * (TODAY - FIRST).days:,.2f}"


def test_each_number_of_the_ledger_opens_rows_that_add_up_to_it(
    office: Office, contract: Any, answers: list[dict[str, str]]
) -> None:
    day = TODAY.isoformat()
    answers += [{"on": day}, {"on": day, "amount": "1500", "receipt": "1"}, {"on": day, "times": "1"},
                {"on": day, "note": "转租", "amount": "70"}]  # fmt: skip
    with office.village.profile.store.write(office.desk.actor.id, "venue_contracts.save") as session:
        session.get_one(Contract, contract.record_id).deposit = 30_000
    deed(office, "sign")
    for verb in ("pay", "deliver", "breach"):
        deed(office, verb)
    page = office.go("venue_ledger")
    names = [column.name for column in page.model.columns]
    wanted = {name: page.model.raw(0, name) for name in ("due", "met", "open", "met_service")}
    found = {}
    for column in (*wanted, "tenant"):
        page.view.setCurrentIndex(page.model.index(0, 1 + names.index(column)))
        page.open(page.view.current_id())
        office.settle()
        if column == "tenant":
            assert office.here == ("venue_contracts", contract.record_id)
        else:
            rows = [office.page.model.raw(at, SUMMED.get(column, column)) for at in range(office.page.model.rowCount())]
            found[column] = "、".join(rows) if column.endswith("service") else sum(rows)
        office.go("venue_ledger")
    assert found == wanted == {"due": 307_000, "met": 120_000, "open": 187_000, "met_service": "1 次"}
    page.buttons["venue_spendings"].click()
    office.settle()
    assert office.here[0] == "venue_spendings"
    office.go("venue_obligations", every(office, Obligation)[0].id)
    assert office.page.parts.heading.text().endswith("的应付")


def test_the_bars_of_the_months_say_how_much_is_lent(
    office: Office, contract: Any, answers: list[dict[str, str]]
) -> None:
    answers.append({"on": TODAY.isoformat()})
    deed(office, "sign")
    page = office.go("venue_ledger")
    assert page.bar.months[page.bar.now].share == 100
    assert "2026年3月 100%" in page.bar.accessibleDescription()
    assert not page.bar.grab().isNull()
    assert OccupancyBar().grab().height() >= page.bar.minimumSizeHint().height() // 2


def test_a_spending_is_logged_on_a_page_of_its_own(
    office: Office, contract: Any, answers: list[dict[str, str]]
) -> None:
    day = TODAY.isoformat()
    answers += [{"on": day}, {"on": day, "amount": "1000", "receipt": "1"}]
    deed(office, "sign")
    deed(office, "pay")
    new(
        office, "venue_spendings.new", spent_on=day, amount="10", purpose="repair", content="换灯", decided_on=day,
        decided_at="居民代表会议",
    )  # fmt: skip
    assert [one.amount for one in every(office, Spending)] == [1_000]


def test_the_tabs_of_the_group_open_with_their_lists(office: Office) -> None:
    for name in ("venues", "venue_contracts", "venue_ledger", "venue_obligations", "venue_entries", "venue_notices"):
        assert office.go(name).model.rowCount() == 0


def test_a_reader_enters_no_venue(open_office: Open) -> None:
    office = open_office(READER)
    assert "new.venues" not in {one.name for one in office.desk.commands()}
    assert office.go("venue_ledger").register.name == "venue_ledger"
