"""报表打印: every form in one list."""

from functools import partial
from uuid import UUID

from desktop.base.text import _
from desktop.registers.branches.forms.declared import REMINDER, SLIP
from desktop.registers.buildings.queries import houses
from desktop.registers.units.forms.declared import RECOVERY_SHEET
from desktop.screens.ways import Ways, form_place
from desktop.ui.data_places import PAPER
from desktop.ui.desk import Command, Desk
from desktop.ui.form_offer import Offer
from desktop.ui.page import Page
from desktop.ui.places import Place

# Made where what they tell is made: the recovery sheet in the settings, two papers at the county's desk.
ELSEWHERE = frozenset({RECOVERY_SHEET.name, SLIP.name, REMINDER.name})
# What people also call a form.
CALLED: dict[str, tuple[str, ...]] = {
    "household-sheet": (_("居民家庭信息登记表"), _("台账")),
    "door-cards": (_("门牌卡"),),
    "confirm-letter": (_("告知书"), _("核对")),
    "stair-notice": (_("停水"), _("停电"), _("会议通知"), _("检修"), _("告示")),
    "month-summary": (_("月报"), _("支部会议")),
    "work-log": (_("日志"),),
    "member-sheet": (_("党员登记"),),
    "install-card": (_("安装"), _("换电脑")),
    "tenancy-sheet": (_("出租"), _("租房")),
    "resident-roster": (_("花名册"),),
    "building-roster": (_("花名册"),),
}


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    return (
        ("units.print", Place("papers", _("表单打印"), "file-text", PAPER, lambda _desk: papers(ways))),
        ("wording.settle", wording_place()),
        ("units.print", form_place("papers.form", _("表单打印"), PAPER, lambda key: papers(ways, key))),
    )


def wording_place() -> Place:
    """单据文字, with the form of a key in front."""
    return Place("wording", _("单据文字"), "type", PAPER, wording, record=wording)


def wording(desk: Desk, key: UUID | None = None) -> Page:
    """单据文字."""
    from desktop.ui.wording_page import WordingPage  # late: once it is opened

    return WordingPage(desk, key)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """Every form by its name: Ctrl+K leads to it, with what it asks and whom it is for still to be chosen."""
    return tuple(
        (
            f"{offer.register.name}.print",
            Command(
                f"paper.{offer.form.name}", _("打印{title}").format(title=offer.form.title),
                partial(_go, ways.desk, offer), (_("打印"), _("表单"), *offer.words), icon="printer",
            ),
        )
        for offer in offers(ways)
    )  # fmt: skip


def offers(ways: Ways) -> tuple[Offer, ...]:
    """The forms that this person may print, each once: a form on two lists hangs on the first of them."""
    found: dict[str, Offer] = {}
    for register in ways.desk.catalog:
        for form in register.forms:
            if form.name not in ELSEWHERE and ways.actor.is_offered(f"{register.name}.print"):
                found.setdefault(form.name, Offer(register, form, CALLED.get(form.name, ())))
    return tuple(found.values())


def papers(ways: Ways, key: UUID | None = None) -> Page:
    """表单打印, with the form of `key` in front."""
    from desktop.reports.of_building import DIVIDED, OWN_UNIT, of_building  # late, each: once it is opened
    from desktop.ui.form_picker import FormPickerPage
    from desktop.ui.form_picker_reading import PickerWays
    from desktop.ui.wording_reading import key_of

    actor = ways.actor
    handed = PickerWays(
        offers=offers(ways),
        buildings=lambda session: [(house.id, house.name) for house in houses(session, actor)],
        of_building=lambda session, register, key: of_building(session, actor, register, building=str(key)),
        divided=DIVIDED,
        own=frozenset({OWN_UNIT}),
    )
    page = FormPickerPage(ways.desk, handed)
    page.choose(next((offer.form.name for offer in handed.offers if key_of(offer.form.name) == key), ""))
    return page


def _go(desk: Desk, offer: Offer) -> None:
    """Asked for late: the window gives a desk its ways after the commands are made."""
    from desktop.ui.wording_reading import key_of  # late: once it is opened

    desk.go("papers.form", key_of(offer.form.name))
