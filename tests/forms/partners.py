"""A partner with a signed agreement and its renewal, a project that was served and rated, and one nobody took."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from desktop.registers.organisations import service as organisations
from desktop.registers.partners.forms import agreement as agreement_paper
from desktop.registers.partners.model import AgreementItem
from desktop.registers.partners.service import agreements, enrolling, projects
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.forms.village import Village

SINCE = TODAY - timedelta(days=300)
UNTIL = TODAY + timedelta(days=20)


def grow(village: Village) -> dict[str, UUID]:
    """Write them; ids by what they are."""
    actor, store = village.profile.actor, village.profile.store
    with store.write(USER_ID, "partners.save") as session:
        shop = organisations.enter(
            session, actor, name="邻里超市", kind="merchant", uscc="91990101D3B8FRHW51", head_name="刘帆芳",
            phone="18000001903", address="中心街道临街3号",
        )  # fmt: skip
        partner = enrolling.enrol(session, actor, organisation_id=shop.id)
        resident = enrolling.enrol(session, actor, person_id=village.member, phone="17012345678")
        signed = agreements.draft(session, actor, partner.id, starts_on=SINCE, ends_on=UNTIL)
        for kind, content, frequency in (
            ("benefit", "幸福市集", "每月 1 次"),
            ("convenience", "送米面油到家", "随叫随到"),
        ):
            session.add(AgreementItem(unit_id=UNIT_ID, agreement_id=signed, kind=kind, content=content, target="居民",
                                      frequency=frequency, discount="九五折"))  # fmt: skip
        session.flush()
        agreement_paper.sign(session, actor, signed, on=SINCE)
        renewal = agreements.renew(
            session, actor, signed, starts_on=UNTIL + timedelta(days=1), ends_on=UNTIL + timedelta(days=365)
        )
        alone = agreements.draft(session, actor, resident.id, starts_on=TODAY, ends_on=UNTIL)
        values = {"name": "幸福市集", "kind": "benefit", "need": "方便老人买菜", "place": "东门广场", "wanted": 4}
        market = projects.save(session, actor, None, values=values, children={})
        waiting = projects.save(session, actor, None, values={"name": "健康讲座", "kind": "training"}, children={})
        session.flush()
        projects.claim(session, actor, market.id, partner_id=partner.id, role="lead", on=SINCE, promise="每月一次")
        projects.claim(session, actor, market.id, partner_id=resident.id, role="joint", on=TODAY, due_on=UNTIL)
        given = projects.deliver(
            session, actor, market.id, partner_id=partner.id, on=TODAY - timedelta(days=9), served=60, minutes=150,
            what="现场售卖，老人凭证九五折",
        )  # fmt: skip
        projects.rate(session, actor, given, on=TODAY, level="satisfied", words="东西新鲜")
    return {
        "partner": partner.id, "resident": resident.id, "signed": signed, "renewal": renewal, "alone": alone,
        "market": market.id, "waiting": waiting.id, "given": given,
    }  # fmt: skip


def some(*names: str) -> Callable[[Village], list[UUID]]:
    """Choose records of a village that is grown for it."""

    def chosen(village: Village) -> list[UUID]:
        made = grow(village)
        return [made[name] for name in names]

    return chosen
