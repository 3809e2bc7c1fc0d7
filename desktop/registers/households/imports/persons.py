"""One person of one row: every cell that says something of them, typed."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Claim
from desktop.standard.importing.choices import Who
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import Staged, StagedRow
from desktop.values import citizen_id
from desktop.values.days import PartialDay
from desktop.values.person_name import Parsed

HEAD = "02"  # 户主 in GB/T 4761; a list that says 本人 (01) means the head too
_HEADS = frozenset({"01", HEAD})
_HEAD_WORDS = frozenset({"户主", "本人", "房主", "业主"})
_PLACEHOLDERS = frozenset({"某户", "某某", "住户", "业主", "租户", "租客", "房客", "户主"})
_SOMEBODY = re.compile(".{1,2}某|.{1,2}某某")
_VACANT = frozenset(
    {
        "空", "空置", "空房", "空户", "空关", "空房子", "闲置", "无人", "无人居住", "无人住", "没人", "没人住", "无",
        "无住户", "未入住", "待入住", "未住", "不住人", "未住人", "未装修", "装修中", "毛坯", "毛坯房", "未售", "待售",
        "在售", "未卖", "未出售", "未交房", "未交付", "待租", "未租", "未出租",
    }
)  # fmt: skip
_BRACKETS = "（）()【】[]〔〕"
GONE = re.compile("已?故|已?去世|已?病故|亡故|已?过世|已?离世|死亡|已死亡")
_DEEDS = (  # what a list says beside somebody who is no longer here, and the deed that says it
    (GONE, _("去世")),
    (re.compile("(?:\\d{2,4}年(?:\\d{1,2}月)?)?(?:已|已经)?(?:搬走|搬离|搬出|迁出|迁走|搬家)(?:了)?"), _("搬出")),
)
_PARTY = frozenset({"01", "02"})
_TEXTS = (("employer", "employer"), ("occupation", "occupation"))
# Which cells tell of which field, for the marks that stay with a record.
_OF_FIELD = {"sex": "sex", "born": "born", "id_no": "id"}


class _Targets(NamedTuple):
    """Which targets of the file say what of a person; "" where none does."""

    number: str
    sex: str
    born: str
    texts: tuple[tuple[str, str], ...]  # (target, field)
    phones: tuple[str, ...]
    political: str


class Persons:
    """Reads the persons of rows. `prefixes` are those of the targets that speak of the person: "", "head_", "配偶."."""

    def __init__(self, staged: Staged, reader: Reader, *, branch_name: str) -> None:
        self._reader = reader
        self._mapped = frozenset(staged.mapping)
        self._targets: dict[tuple[str, ...], _Targets] = {}
        self._branch_name = branch_name
        words = " ".join(word for above in staged.above.values() for word in above)
        self._reports = "报到" in words  # data
        self._floats = "流动" in words  # data
        self._tells_hukou = bool({"hukou_number", "hukou_kind", "hukou_address"} & self._mapped)
        self._tells_party = bool({"branch", "joined_on", "party_kind", "is_party"} & self._mapped)
        self._party_list = (
            bool({"branch", "joined_on", "party_kind"} & self._mapped) and "political" not in self._mapped
        )

    def vacant(self, text: str) -> bool:
        """Whether a name cell says that nobody lives there."""
        return text in _VACANT or text.strip(_BRACKETS) in _VACANT

    def placeholder(self, name: str) -> bool:
        """Whether a name only stands for somebody unknown: 某户, 王某."""
        return name in _PLACEHOLDERS or (name.endswith("某") and bool(_SOMEBODY.fullmatch(name)))  # data

    def claims(self, row: StagedRow, names: Sequence[Parsed], *, prefixes: tuple[str, ...], part: int) -> list[Claim]:
        """The persons of `names` (one, as a rule) with what the row says of them."""
        if not names:
            return []
        first = Claim(Who(row.at, part), names[0].name)
        self._fill(first, row, prefixes, remark=names[0].remark)
        if len(names) == 1:
            return [first]
        # Two people in one cell: nobody can say whose number it is, so the facts of the row stay out.
        target = self._find("name", prefixes) or "name"
        value = "、".join(parsed.name for parsed in names)
        sentence = _("一格里有 {count} 个姓名，已分成 {count} 人，这一行的证件和电话没有归到人，请分行填写")
        self._reader.bad(row.at, target, sentence.format(count=len(names)), value=value, kept=True)
        first.facts, first.phones, first.hukou, first.party, first.hint = {}, [], {}, None, None
        after = max(part, 1) + 1
        others = [Claim(Who(row.at, after + place), parsed.name) for place, parsed in enumerate(names[1:])]
        return [first, *others]

    def _find(self, name: str, prefixes: tuple[str, ...]) -> str:
        return next((prefix + name for prefix in prefixes if prefix + name in self._mapped), "")

    def _of(self, prefixes: tuple[str, ...]) -> _Targets:
        found = self._targets.get(prefixes)
        if found is None:
            said = [(self._find(name, prefixes), field) for name, field in _TEXTS]
            phones = [prefix + name for prefix in prefixes for name in ("phone", "phone_2")]
            found = self._targets[prefixes] = _Targets(
                number=self._find("id", prefixes),
                sex=self._find("sex", prefixes),
                born=self._find("born", prefixes),
                texts=tuple((target, field) for target, field in said if target),
                phones=tuple(target for target in phones if target in self._mapped),
                political=self._find("political", prefixes),
            )
        return found

    def _fill(self, claim: Claim, row: StagedRow, prefixes: tuple[str, ...], *, remark: str) -> None:
        reader = self._reader
        facts = claim.facts
        of = self._of(prefixes)
        if of.number:
            claim.number_from = of.number
            number, claim.hint = reader.identity(row, of.number)
            self._put(claim, "id_no", number)
        if of.sex:
            self._put(claim, "sex", reader.code(row, of.sex, "sex"))
        if of.born:
            self._put(claim, "born", reader.day(row, of.born))
        self._by_number(claim, row, of)
        for target, field in of.texts:
            if words := reader.text(row, target):
                facts[field] = words
        if "former_name" in self._mapped and "" in prefixes and (former := reader.text(row, "former_name")):
            facts["former_name"] = former
        if of.phones:
            claim.phones, unread = reader.phones(row, *of.phones)
            claim.unread += [("phone", "number", problem) for problem in unread]
        if "" in prefixes:
            self._relation(claim, row)
            if self._tells_hukou:
                self._hukou(claim, row)
        if of.political or self._tells_party:
            claim.party = self._membership(claim, row, prefixes)
        if remark:
            self._remark(claim, remark)

    def _put(self, claim: Claim, field: str, found: str | PartialDay | Problem | None) -> None:
        if isinstance(found, Problem):
            claim.unread.append(("person", field, found))
        elif found is not None:
            claim.facts[field] = found

    def _by_number(self, claim: Claim, row: StagedRow, of: _Targets) -> None:
        """Birth date and sex from a good number where the columns are silent; what disagrees is told, not corrected."""
        facts = claim.facts
        number = facts.get("id_no")
        if number is None:
            return
        facts["id_type"] = citizen_id.kind(number)
        born, sex = PartialDay.of(citizen_id.birth(number)), str(citizen_id.sex(number))
        said = facts.setdefault("born", born)
        differs = said is not born and said != born
        if differs and not (str(born).startswith(str(said)) and not said.is_full):
            target = of.born or "born"
            sentence = _("出生日期与身份证号不一致，两格都照原样保存，请核对证件")
            self._reader.bad(row.at, target, sentence, value=str(said), fixes=(str(born),), kept=True)
        elif differs:
            facts["born"] = born
        if facts.setdefault("sex", sex) != sex and facts["sex"] in ("1", "2"):
            target = of.sex or "sex"
            sentence = _("性别与身份证号不一致，两格都照原样保存，请核对证件")
            self._reader.bad(row.at, target, sentence, value=self._reader.text(row, target), kept=True)

    def _relation(self, claim: Claim, row: StagedRow) -> None:
        if "is_head" in self._mapped and (
            self._reader.flag(row, "is_head") or self._reader.text(row, "is_head") in _HEAD_WORDS
        ):
            claim.head, claim.relation = True, HEAD
        if "relation" not in self._mapped or claim.head:
            return
        found = self._reader.code(row, "relation", "relation")
        if isinstance(found, Problem):
            claim.unread.append(("residence", "relation", found))
        elif found is not None:
            claim.head = found in _HEADS
            claim.relation = HEAD if claim.head else found

    def _hukou(self, claim: Claim, row: StagedRow) -> None:
        """What the household register of the police says, kept apart from who lives where (R11)."""
        reader, hukou = self._reader, claim.hukou
        if number := reader.text(row, "hukou_number"):
            hukou["number"] = number
            if claim.relation:
                hukou["relation"] = claim.relation
        if address := reader.text(row, "hukou_address"):
            hukou["address"] = address
        for field, target, table in (("kind", "hukou_kind", "hukou_kind"), ("presence", "presence", "presence")):
            if target not in self._mapped:
                continue
            found = reader.code(row, target, table)
            if isinstance(found, Problem):
                claim.unread.append(("hukou_record", field, found))
            elif found:
                hukou[field] = found

    def _membership(self, claim: Claim, row: StagedRow, prefixes: tuple[str, ...]) -> dict[str, Any] | None:
        """Membership of the Party as far as the row tells; its kind stays unverified unless something says it."""
        reader = self._reader
        target = self._of(prefixes).political
        status = reader.code(row, target, "political_status", silent=True) if target else None
        if "" not in prefixes:
            return {"kind": "unverified"} if status in _PARTY else None
        branch = reader.text(row, "branch") if "branch" in self._mapped else ""
        joined = reader.day(row, "joined_on") if "joined_on" in self._mapped else None
        flagged = "is_party" in self._mapped and reader.flag(row, "is_party")
        said = reader.code(row, "party_kind", "membership_kind") if "party_kind" in self._mapped else None
        listed = bool(branch or joined or said) if self._party_list else False
        if status not in _PARTY and not flagged and not (listed and status is None):
            return None
        facts: dict[str, Any] = {"kind": said if isinstance(said, str) else self._kind(branch)}
        if branch:
            facts["branch_name"] = branch
        if isinstance(joined, Problem):
            claim.unread.append(("membership", "joined_on", joined))
        elif joined:
            facts["joined_on"] = joined
        return facts

    def _kind(self, branch: str) -> str:
        if branch and branch == self._branch_name:
            return "branch"
        if self._reports:
            return "reporting"
        return "floating" if self._floats else "unverified"

    def _remark(self, claim: Claim, beside: str) -> None:
        """What stood in brackets beside a name: 户主 and other relations, else a remark."""
        if beside in _HEAD_WORDS:
            claim.head, claim.relation = True, claim.relation or HEAD
            return
        self.ask_about(claim, beside)
        kept = self._reader.remark(beside)
        if kept:
            claim.facts["remark"] = kept

    def ask_about(self, claim: Claim, said: str) -> None:
        """Remind of the deed when a remark is nothing but that somebody died or moved away."""
        deed = next((deed for pattern, deed in _DEEDS if pattern.fullmatch(said)), None)
        if deed is not None:
            sentence = _("“{name}”旁写着“{said}”，现在仍按住在这里导入；核对后请在这个人的页面办理“{deed}”")
            target = "head_name" if claim.who.part == 0 and "head_name" in self._mapped else "name"
            self._reader.remind(claim.who.at, target, sentence.format(name=claim.name, said=said, deed=deed))


def mend(claim: Claim, other: Claim) -> None:
    """The same person said twice: what the second row adds goes to the first."""
    for name, value in other.facts.items():
        claim.facts.setdefault(name, value)
    claim.phones += [number for number in other.phones if number not in claim.phones]
    for name, value in other.hukou.items():
        claim.hukou.setdefault(name, value)
    claim.party = claim.party or other.party
    claim.relation = claim.relation or other.relation
    claim.hint = claim.hint or other.hint
    claim.head = claim.head or other.head
    claim.unread += other.unread
