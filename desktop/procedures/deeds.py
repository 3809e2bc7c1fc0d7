"""The deeds of households, residents and links as their registers offer them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Action, Field

if TYPE_CHECKING:
    from desktop.procedures import (
        change_head,
        correct_building,
        end_link,
        give_notice,
        merge_households,
        merge_organisations,
        merge_partners,
        merge_people,
        move_in,
        move_out,
        pass_away,
        split_household,
    )
    from desktop.standard.consequences import Consequences
else:  # loaded once one of them is done
    (
        change_head,
        correct_building,
        end_link,
        give_notice,
        merge_households,
        merge_organisations,
        merge_partners,
        merge_people,
        move_in,
        move_out,
        pass_away,
        split_household,
    ) = late(
        "desktop.procedures",
        "change_head",
        "correct_building",
        "end_link",
        "give_notice",
        "merge_households",
        "merge_organisations",
        "merge_partners",
        "merge_people",
        "move_in",
        "move_out",
        "pass_away",
        "split_household",
    )

_NOTICE = (Field("on", _("交回日期"), "day", required=True),)


def _merge(register: str, do: Callable[..., str], foresee: "Callable[..., Consequences]") -> Action:
    asked = Field("other_id", _("并入的另一条"), "record", picks=register, required=True)
    return Action("merge", _("合并重复登记"), do, asks=(asked,), icon="merge", foresee=foresee, pair="other_id")


OF_HOUSEHOLDS = (
    Action(
        "move_out",
        _("搬出"),
        move_out.do,
        asks=(
            Field("on", _("搬出日期"), "day", required=True),
            Field("reason", _("搬出原因"), "code", codes="leave_reason", required=True),
            Field("to", _("搬到哪里"), hint=_("本小区写门牌，不清楚可空着"), width=30),
        ),
        icon="log-out",
        foresee=move_out.foresee,
    ),
    Action(
        "move_in",
        _("搬入一人"),
        move_in.into_household,
        asks=(
            Field("person_id", _("搬来的人"), "record", picks="people", hint=_("已登记的人：姓名或拼音首字母")),
            Field("name", _("新登记的人"), "name", hint=_("没有登记过的，写姓名")),
            Field("on", _("搬入日期"), "day", required=True),
        ),
        icon="user-plus",
        foresee=move_in.foresee_into_household,
    ),
    Action(
        "split",
        _("分户"),
        split_household.do,
        asks=(
            Field("on", _("分户日期"), "day", required=True),
            Field("door", _("新的一户住在"), hint=_("空着：还住这扇门")),
        ),
        icon="network",
        foresee=split_household.foresee,
    ),
    Action("change_head", _("变更户主"), change_head.do, icon="user", foresee=change_head.foresee),
    Action(
        "correct_building",
        _("更正门牌"),
        correct_building.do,
        asks=(Field("door", _("应是哪个门牌"), required=True, hint=_("如 3-2-1302")),),
        icon="map-pin",
        foresee=correct_building.foresee,
    ),
    Action(
        "merge",
        _("合并两户"),
        merge_households.do,
        asks=(Field("other_id", _("并入的另一户"), "record", picks="households", required=True),),
        icon="merge",
        foresee=merge_households.foresee,
        pair="other_id",
    ),
    Action("give_notice", _("已交告知书"), give_notice.to_household, asks=_NOTICE, icon="check"),
)

OF_PEOPLE = (
    Action(
        "move_in",
        _("搬入"),
        move_in.into_door,
        asks=(
            Field("door", _("搬进的门牌"), required=True, hint=_("如 3-2-1302")),
            Field("on", _("搬入日期"), "day", required=True),
        ),
        icon="house",
        foresee=move_in.foresee_into_door,
    ),
    Action(
        "pass_away",
        _("登记已故"),
        pass_away.do,
        asks=(
            Field("on", _("去世日期"), "partial_day", required=True, hint=_("不清楚日子可只写年月")),
            Field("kin", _("家属联系人"), hint=_("以后有事联系谁，可空着"), width=30),
        ),
        icon="minus",
        foresee=pass_away.foresee,
    ),
    _merge("people", merge_people.do, merge_people.foresee),
    Action("give_notice", _("已交告知书"), give_notice.to_person, asks=_NOTICE, icon="check"),
)

OF_ORGANISATIONS = (_merge("organisations", merge_organisations.do, merge_organisations.foresee),)

OF_PARTNERS = (_merge("partners", merge_partners.do, merge_partners.foresee),)

OF_CONTACTS = (
    Action(
        "end_link",
        _("结束联系"),
        end_link.do,
        asks=(
            Field("on", _("结束日期"), "day", required=True),
            Field("reason", _("结束原因"), "code", codes="link_end_reason", required=True),
        ),
        icon="unlink",
        foresee=end_link.foresee,
    ),
)
