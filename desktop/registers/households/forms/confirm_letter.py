"""信息核对函: a sealed letter to each household that says what is held, and is the privacy notice as well."""

from collections.abc import Sequence

from desktop import codes
from desktop.base.text import _
from desktop.printing.blocks import (
    Block,
    Box,
    Column,
    Drawing,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Rule,
    Run,
    Signatures,
    Table,
    Title,
    Words,
    ticked,
)
from desktop.registers.households.forms.letter_facts import About, Cover, Own
from desktop.standard.subject import Subject

_HELD = (Column(_("项目"), 28), Column(_("现在登记的"), weight=1, align="left"), Column(_("更正"), weight=1))
_PEOPLE = (Column(_("姓名"), 34), Column(_("与户主关系"), 28), Column(_("还住在这里"), 38), Column(_("更正")))
_NOTICE = ("who", "purpose", "kinds", "period", "sharing", "rights", "minors")
_SIZE, _LINE_MM = 10.5, 8.0
# An A4 folded in three: the address is outside on top, the rest lies inside. Millimetres below the top of the body.
_FOLDS = (79.0, 178.0)
_ADDRESS_MM = 76.0
_SPARE_ROWS = 2


def draw(sheet: Subject) -> Sequence[Block]:
    """The sheet of the household, or the own sheet of one adult."""
    if isinstance(sheet, Own):
        return _own(sheet)
    assert isinstance(sheet, Cover)  # collect makes no other
    return [*_front(sheet), PageBreak(), *_household(sheet)]


def _front(sheet: Cover) -> list[Block]:
    texts = dict(sheet.texts)
    return [
        _address(sheet),
        Title(texts["title"], size=18),
        Paragraph(
            _("{addressee}户：").format(addressee=sheet.addressee), face="sans", size=11.5, indent=0, leading=1.4
        ),
        Paragraph(texts["opening"], face="sans", size=12, leading=1.5),
        Heading(texts["notice_title"], size=12),
        *(Paragraph(texts[key], face="sans", size=11.5, indent=0, leading=1.5) for key in _NOTICE),
        Paragraph(f"{sheet.branch}　{sheet.day}", face="sans", size=11, align="right", indent=0, leading=1.6),
    ]


def _address(sheet: Cover) -> Drawing:
    """What stands outside once the sheet is folded, with short marks at the edge where to fold."""
    marks = tuple(Rule(-13, fold, -7, fold) for fold in _FOLDS)
    return Drawing(
        180,
        _ADDRESS_MM,
        (
            Box(30, 8, 120, 50, rule=0.8),
            Words(36, 11, 108, 8, _("密封送达　请本人拆阅"), size=10.5, align="left"),
            Words(36, 20, 108, 16, sheet.place, size=18, align="left", face="sans-bold"),
            Words(36, 36, 108, 12, _("{name} 户　收").format(name=sheet.addressee), size=18, align="left"),
            Words(36, 49, 108, 7, sheet.branch, size=10.5, align="right"),
            Words(0, 66, 180, 6, _("沿左边短线向后折成三折，地址朝外，封口后送达"), size=9),
            *marks,
        ),
    )


def _household(sheet: Cover) -> list[Block]:
    people = [(name, relation, ticked((_("在"), _("已搬走")), ()), "") for name, relation in sheet.people]
    return [
        Title(_("这一户登记的信息"), sheet.place, size=16),
        _table(sheet.held),
        Heading(_("家里的人（各人的信息印在各人的那一页）"), size=11.5),
        Table(_PEOPLE, [*people, *([("", "", "", "")] * _SPARE_ROWS)], row_mm=_LINE_MM, size=_SIZE),
        Note(_("走访记录的内容不印在信上，可以随时到支部查看、复制。空着的项目可以不填。")),
        *_slip(sheet),
    ]


def _slip(sheet: Cover) -> list[Block]:
    """What comes back: the choice, the signature, and the code that opens the household."""
    options = ticked((_("都对，没有要改的"), _("有要改的，已写在表上"), _("以后只打电话，不上门")), ())
    version = dict(sheet.texts)["version"]
    said = _("{place}　{name} 户　短码 {code}").format(
        place=sheet.place, name=sheet.addressee, code=sheet.code or _("＿＿＿＿＿＿")
    )
    return [
        Drawing(
            180, 12, (Rule(0, 4, 180, 4, dashed=True), Words(0, 5.5, 180, 5, _("回执（可以沿虚线剪下交回）"), size=9))
        ),
        Paragraph((Run(said, "sans-bold"),), face="sans", size=11, indent=0, leading=1.6),
        Paragraph(options, face="sans", size=11, indent=0, leading=1.7),
        Paragraph(
            _("已收到《个人信息告知书》（{version} 版）。").format(version=version),
            face="sans", size=11, indent=0, leading=1.6,
        ),
        Signatures((_("签收人"), _("送达人"))),
    ]  # fmt: skip


def _own(sheet: Own) -> list[Block]:
    first = sheet.about[0]
    blocks: list[Block] = [Title(_("本人登记的信息"), _("只给本人看，不与家里其他人的印在一起"), size=16)]
    for at, about in enumerate(sheet.about):
        if at:
            blocks.append(PageBreak())
        blocks += [*_person(about), _table(about.held)]
    kinds = codes.options("consent_kind")
    chosen = {label for code, label in kinds if code == sheet.consent}
    blocks += [
        Paragraph(
            _("同意事项（可以不选，可以随时撤回）：") + ticked([label for _code, label in kinds], chosen),
            face="sans", size=10.5, align="left", indent=0, leading=1.7,
        ),
        Paragraph(
            _("已收到《个人信息告知书》（{version} 版）。核对更正后请交回。").format(version=sheet.version),
            face="sans", size=10.5, indent=0, leading=1.7,
        ),
        Signatures((_("{name} 签字").format(name=first.name) if not first.minor else _("监护人签字"), _("收回人"))),
    ]  # fmt: skip
    return blocks


def _person(about: About) -> list[Block]:
    said = _("{name}（{minor}）").format(name=about.name, minor=about.minor) if about.minor else about.name
    return [Heading(said, size=12)]


def _table(held: Sequence[tuple[str, str]]) -> Table:
    return Table(_HELD, [(title, said, "") for title, said in held], row_mm=_LINE_MM, size=_SIZE)
