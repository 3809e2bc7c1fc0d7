"""The deeds on organisations and posts as the window asks for them: a question, one write, a toast with 撤销."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop import codes
from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.party_orgs import register, rules
from desktop.registers.party_orgs.queries.tree import Facts, Held
from desktop.registers.party_orgs.service import orgs, own, posts, rolls
from desktop.spec import Field, Register
from desktop.standard.fields import text as text_of
from desktop.ui import ask
from desktop.ui.deed_draft import DeedDraft
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form_ways import form_ways

ON = Field("on", _("从哪天起"), "day", required=True)
NAME = Field("name", _("组织名称"), required=True, width=24)
REMARK = Field("remark", _("备注"), "long_text", width=30)
REPLACES = Field("replaces", _("现任"), "flag", hint=_("同时结束现任的任职"))
TITLE = Field("title", _("职务名称"), hint=_("空着就用职务的名称"))
REGISTERED = frozenset({"secretary", "group_leader", "liaison", "host"})  # held by residents, never by a bare name
Job = Callable[[Any, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """A deed about to be asked for: `verb` and `safe` are its buttons, `said` its toast, `{field}` what was typed."""

    action: str
    sentence: str
    verb: str
    safe: str
    asks: Sequence[Field]
    job: Job
    said: str
    texts: Mapping[str, str] = field(default_factory=dict)
    shows: bool = False  # whether the page turns to what was made
    draft: str = ""  # under which place what is typed is kept; "" for what is typed again in a moment
    about: UUID | None = None  # the record whose page the draft is found on


class Deeds:
    """The deeds of one page; `owner` is what their questions stand over, `done` is told what was made."""

    def __init__(self, owner: QWidget, desk: Desk, done: Callable[[Any], None] = lambda _made: None) -> None:
        self.owner, self.desk, self.done = owner, desk, done

    def may(self, permission: str) -> bool:
        """Is the person signed in allowed to?"""
        return bool(self.desk.actor.may(permission))

    # -- organisations ------------------------------------------------------------------------------------------

    def found_own(self) -> None:
        """按单位建立: the branch and what stands above it, from the words of the unit."""
        actor = self.desk.actor
        job = lambda session: own.found_own(session, actor)  # noqa: E731 - one expression
        self.write("party_orgs.found", job, _("已按单位建立党组织"), shows=True)

    def found(self, facts: Facts) -> None:
        """A new organisation of the tier below."""
        tier = codes.label("party_tier", rules.tier_below(facts.node.tier) or "")
        self._ask(Wish(
            "party_orgs.found", _("在“{name}”下面新建{tier}").format(name=facts.node.name, tier=tier),
            _("新建{tier}").format(tier=tier), _("不新建"), (NAME, replace(ON, title=_("成立日期"))),
            lambda session, given: orgs.found(session, self.desk.actor, facts.node.id, **given),
            _("已新建：{name}"), shows=True,
        ))  # fmt: skip

    def make_centre(self, facts: Facts) -> None:
        """A household with a Party member becomes a 党员中心户 of a group."""
        household = Field("household_id", _("住户"), "record", picks="households", required=True, hint=_("门牌或户主"))
        self._ask(Wish(
            "party_orgs.make_centre", _("在“{name}”设党员中心户，户里的党员担任中心户。").format(name=facts.node.name),
            _("设中心户"), _("不设"), (household, replace(ON, title=_("设立日期"))),
            lambda session, given: orgs.make_centre(session, self.desk.actor, facts.node.id, **given),
            _("已设党员中心户"),
        ))  # fmt: skip

    def rename(self, facts: Facts) -> None:
        """Another name or remark."""
        self._ask(Wish(
            "party_orgs.save", _("改组织名称或备注"), _("保存名称"), _("不改"), (NAME, REMARK),
            lambda session, given: orgs.rename(session, self.desk.actor, facts.node.id, **given),
            _("已保存：{name}"), texts={"name": facts.node.name, "remark": facts.remark},
        ))  # fmt: skip

    def end(self, facts: Facts) -> None:
        """Count what ends with the organisation, tell it, then ask for the day."""
        actor, name, day = self.desk.actor, facts.node.name, today(self.desk.clock)

        def told(ending: orgs.Ending) -> None:
            counted = (
                (ending.orgs, _("下级组织 {n} 个")),
                (ending.posts, _("任职 {n} 项")),
                (ending.members, _("成员 {n} 人")),
                (ending.buildings, _("负责楼栋 {n} 栋")),
            )
            said = "、".join(words.format(n=n) for n, words in counted if n)
            first = _("撤销“{name}”，同一天结束：{said}。") if said else _("撤销“{name}”。")
            sentence = (first + _("以前的记录都保留，换一个截至日期就能看到。")).format(name=name, said=said)
            self._ask(Wish(
                "party_orgs.end", sentence, _("撤销组织"), _("不撤销"), (replace(ON, title=_("撤销日期")),),
                lambda session, given: orgs.end(session, actor, facts.node.id, **given),
                _("已撤销：{name}").format(name=name),
            ))  # fmt: skip

        job = partial(orgs.ending, actor=actor, org_id=facts.node.id, on=day)
        self.desk.tasks.read(self.owner, job, told, failed=self._refused)

    # -- rolls --------------------------------------------------------------------------------------------------

    def add_member(self, facts: Facts) -> None:
        """A Party member comes on the roll of a group, and leaves another's the same day."""
        person = Field("person_id", _("党员"), "record", picks="people", required=True, hint=_("姓名或拼音首字母"))
        self._ask(Wish(
            "party_orgs.add_member",
            _("编入“{name}”。原来在别的党小组的，同一天从那里移出。").format(name=facts.node.name),
            _("编入成员"), _("不编入"), (person, replace(ON, title=_("编入日期"))),
            lambda session, given: rolls.add_member(session, self.desk.actor, facts.node.id, **given),
            _("已编入“{name}”").format(name=facts.node.name),
        ))  # fmt: skip

    def remove_member(self, facts: Facts, person_id: UUID, name: str) -> None:
        """A member leaves the roll; the membership stands."""
        self._ask(Wish(
            "party_orgs.remove_member",
            _("把{who}移出“{name}”，党员身份不变。").format(who=name, name=facts.node.name),
            _("移出{who}").format(who=name), _("不移出"), (replace(ON, title=_("移出日期")),),
            lambda session, given: rolls.remove_member(
                session, self.desk.actor, facts.node.id, person_id=person_id, **given
            ),
            _("已移出：{who}").format(who=name),
        ))  # fmt: skip

    # -- posts --------------------------------------------------------------------------------------------------

    def appoint(self, facts: Facts, kind: str, stairwell: tuple[UUID, str] | None = None) -> None:
        """Give somebody a post of this organisation."""
        post = codes.label("post_kind", kind)
        where = f"{facts.node.name} {stairwell[1]}" if stairwell else facts.node.name
        same = [held for held in facts.node.posts if held.kind == kind]
        holding = [h.holder for h in same if h.where == stairwell[1]] if stairwell else [h.holder for h in same]
        asks = [replace(register.HOLDER, required=kind in REGISTERED)]
        asks += [] if kind in REGISTERED else [register.HOLDER_NAME]
        asks += [TITLE] if kind == "other" else []
        asks += [replace(ON, title=_("任职日期"))]
        asks += [REPLACES] if holding and (stairwell or kind in rules.SINGLE) else []
        asks += [register.TERM, register.BASIS]
        now = _("现任：{names}。").format(names="、".join(holding)) if holding else _("现在没有人任职。")
        fixed: dict[str, Any] = {"kind": kind, "stairwell_id": stairwell[0] if stairwell else None}
        self._ask(Wish(
            "posts.appoint", _("{where}的{post}。").format(where=where, post=post) + now,
            _("任命{post}").format(post=post), _("不任命"), asks,
            lambda session, given: posts.appoint(session, self.desk.actor, facts.node.id, **fixed, **given),
            _("已任命：{post}").format(post=post), texts={"replaces": "1"}, draft=f"party_orgs.appoint.{kind}",
            about=facts.node.id,
        ))  # fmt: skip

    def appoint_anywhere(self) -> None:
        """A post in any organisation, or outside this tree."""
        asks = (
            Field("org_id", _("组织"), "record", picks="party_orgs", hint=_("架构以外的任职空着")),
            Field("place_name", _("其他任职地方"), hint=_("例如 两新工委办公室"), width=24),
            register.KIND, TITLE, register.HOLDER, register.HOLDER_NAME, replace(ON, title=_("任职日期")),
            register.TERM, register.BASIS,
        )  # fmt: skip
        self._ask(Wish(
            "posts.appoint", _("新增一项任职。同一个人可以有几项任职。"), _("新增任职"), _("不新增"), asks,
            lambda session, given: posts.appoint(session, self.desk.actor, given.pop("org_id"), **given),
            _("已新增任职"), draft="posts.appoint",
        ))  # fmt: skip

    def reappoint(self, post: Held) -> None:
        """办理连任."""
        self._post_deed(register.POSTS, "reappoint", post, posts.reappoint, _("已办理连任：{post}"))

    def end_post(self, post: Held) -> None:
        """办理卸任."""
        self._post_deed(register.POSTS, "end_post", post, posts.end_post, _("已办理卸任：{post}"))

    def _post_deed(self, of: Register, verb: str, post: Held, run: Callable[..., Any], said: str) -> None:
        action = next(action for action in of.actions if action.verb == verb)
        label = f"{post.title} {post.holder}"
        self._ask(Wish(
            f"posts.{verb}", _("{title}：{post}").format(title=action.title, post=label), action.title,
            _("不{title}").format(title=action.title), action.asks,
            lambda session, given: run(session, self.desk.actor, post.id, **given), said.format(post=label),
            draft=f"posts.{verb}", about=post.id,
        ))  # fmt: skip

    # -- how ----------------------------------------------------------------------------------------------------

    def _ask(self, wish: Wish, refused: str = "") -> None:
        """Ask, write, say; what is refused is asked again with what was typed, and with the reason."""
        day, ways = today(self.desk.clock), form_ways(self.desk, register.PARTY_ORGS, None)
        kept: list[DeedDraft] = []

        def watch(box: ask.FieldsQuestion) -> None:
            if wish.draft:
                kept.append(DeedDraft(box, self.desk, wish.draft, record_id=wish.about, label=wish.verb))
                if not refused:
                    kept[0].find()

        given = ask.ask_fields(
            self.owner,
            "\n".join(part for part in (refused, wish.sentence) if part),
            wish.verb,
            safe=wish.safe,
            fields=wish.asks,
            today=day,
            texts={"on": day.isoformat(), **wish.texts},
            ways=ways,
            watch=watch,
        )
        if given is None:
            return
        forget = kept[0].forget if kept else lambda _session: None
        typed = {each.name: text_of(each, given[each.name]) for each in wish.asks}

        def again(error: UserError) -> None:
            self._ask(replace(wish, texts=typed), error.message)

        def job(session: Any) -> Any:
            made = wish.job(session, dict(given))
            forget(session)
            return made

        self.write(wish.action, job, wish.said.format(**typed), failed=again, shows=wish.shows)

    def write(
        self,
        action: str,
        job: Callable[[Any], Any],
        said: str,
        *,
        failed: Callable[[UserError], None] | None = None,
        shows: bool = False,
    ) -> None:
        """One deed, one transaction, one 撤销; reminders of an appointment are told with it."""

        def told(made: Any, changes: Any) -> None:
            reminders = made.reminders if isinstance(made, posts.Appointed) else ()
            self.desk.say("　".join((said, *reminders)), UndoToken(tx=changes.tx))
            if shows:
                self.done(made)

        self.desk.tasks.write(self.owner, action, job, told, failed=failed or self._refused)

    def _refused(self, error: UserError) -> None:
        self.desk.warn(error.message)
