"""Words about care and other sensitive matters, cut out of remarks, where they are not kept."""

import re

_WORDS = (
    "低保", "特困", "五保", "独居", "空巢", "孤寡", "孤儿", "留守", "困境", "残疾", "残障", "伤残", "肢残", "聋哑",
    "盲人", "智障", "精神", "抑郁", "重病", "大病", "慢性病", "癌", "肿瘤", "尿毒症", "透析", "艾滋", "瘫痪", "卧床",
    "失能", "失智", "失独", "痴呆", "糖尿病", "高血压", "心脏病", "脑梗", "病人", "患病", "贫困", "困难户",
    "困难家庭", "困难群众", "困难党员", "生活困难", "低收入", "建档立卡", "脱贫", "救助", "监测户", "吸毒", "戒毒",
    "涉毒", "矫正", "刑满", "刑释", "服刑", "前科", "上访", "信访", "缠访", "邪教", "信教", "信仰", "基督", "天主教",
    "佛教", "道教", "伊斯兰", "少数民族", "重点人员", "重点关注", "维稳", "离异", "丧偶", "单亲", "孕妇", "怀孕",
    "流产",
)  # fmt: skip
_FOUND = re.compile("|".join(_WORDS))
_SPARED = re.compile("残疾人联合会|残联|精神文明|精神病院工作|信访局|慈善|红十字")
_PIECES = re.compile(r"([，,；;、。/|\n]+|\s{1,})")


def cut(remark: str) -> tuple[str, int]:
    """The remark without the pieces that speak of care or belief, and how many pieces were left out.

    A piece is what stands between two punctuation marks: half a sentence about an illness would still tell it.
    """
    if not remark or not _FOUND.search(remark):
        return remark, 0
    kept: list[str] = []
    lost = 0
    parts = _PIECES.split(remark)
    for place in range(0, len(parts), 2):
        piece = parts[place]
        if piece and _FOUND.search(_SPARED.sub("", piece)):
            lost += 1
        elif piece:
            kept += [parts[place - 1] if kept and place else "", piece]
    return "".join(kept).strip(), lost
