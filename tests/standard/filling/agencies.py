"""Empty tables as agencies send them, all invented: layouts, notes, drop-downs and hidden sheets of every habit."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation

Rows = Sequence[Sequence[Any]]
_THIN = Side(style="thin")


def sheet_of(rows: Rows, *, merges: Sequence[str] = (), title: str = "Sheet1", blank: int = 0) -> openpyxl.Workbook:
    """A book with one sheet of `rows`, then `blank` bordered rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merges:
        sheet.merge_cells(cells)
    width = sheet.max_column
    for _number in range(blank):
        sheet.append([None])
        for column in range(1, width + 1):
            cell = sheet.cell(len(rows) + _number + 1, column)
            cell.border, cell.font = Border(_THIN, _THIN, _THIN, _THIN), Font(name="宋体", size=11)
            cell.alignment = Alignment(horizontal="center")
    return book


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    """The book as a file."""
    book.save(path)
    return path


def words_for(book: openpyxl.Workbook, cells: str, formula: str) -> None:
    """A drop-down list over `cells` of the first sheet."""
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.add(cells)
    book.worksheets[0].add_data_validation(rule)


def hidden(book: openpyxl.Workbook, name: str, columns: Rows, *, state: str = "hidden") -> None:
    """A sheet that people do not see."""
    sheet = book.create_sheet(name)
    sheet.sheet_state = state
    for column, words in enumerate(columns, 1):
        for row, word in enumerate(words, 1):
            sheet.cell(row, column, word)


def civil_affairs(path: Path) -> Path:
    """民政: version and title merged, a note, two rows of titles, stars, lists on a hidden sheet, 24 columns."""
    top = ["序号", "*姓名", "*证件", None, "*性别", "出生日期", "民族", "婚姻状况", "户籍地", None, None,
           "户籍详址", "现居住地址", None, None, None, None, "联系电话", "与户主关系", "户口类别", "健康状况",
           "低保", "监护人", "备注"]  # fmt: skip
    low = [None, None, "类型", "号码", None, None, None, None, "省", "市", "区县", None,
           "类型", "小区", "幢", "单元", "室", None, None, None, None, None, "电话", None]  # fmt: skip
    rows = [["1.0 人员信息采集表"], ["说明：1.带*的必填；2.证件号码为文本；3.每个文件不超过 1000 行"], top, low]
    book = sheet_of(rows, merges=["A1:X1", "A2:X2", "C3:D3", "I3:K3", "M3:Q3", "A3:A4", "B3:B4"], blank=5)
    hidden(book, "bean", [["男性", "女性"], ["户主", "配偶", "子", "女", "父母", "其他"]], state="veryHidden")
    words_for(book, "E5:E9", "bean!$A$1:$A$2")
    words_for(book, "S5:S1004", "bean!$B$1:$B$6")
    book.worksheets[0].column_dimensions["D"].width = 24
    return saved(book, path / "民政人员采集表.xlsx")


def health(path: Path) -> Path:
    """卫健: one row of 52 titles, most of them not ours."""
    ours = ["姓名*", "性别", "身份证号码", "出生年月日", "本人电话", "现住址", "户籍地址", "工作单位", "年龄"]
    strange = [f"随访指标{number}" for number in range(1, 32)]
    unkept = [
        "身高(cm)",
        "体重",
        "血型",
        "健康状况",
        "病史",
        "残疾情况",
        "医保",
        "民族",
        "文化程度",
        "婚姻状况",
        "紧急联系人",
        "紧急联系人电话",
    ]
    return saved(
        sheet_of([["居民健康档案信息表"], [*ours, *unkept, *strange]], merges=["A1:AZ1"], blank=3),
        path / "健康档案.xlsx",
    )


def police(path: Path) -> Path:
    """公安: three rows of titles."""
    rows = [
        ["实有人口登记表"],
        ["序号", "人员", None, None, None, "居住", None, None, "户籍", None],
        [None, "基本信息", None, None, "联系", "房屋", None, "关系", "户号", "详址"],
        [None, "姓名", "公民身份号码", "曾用名", "手机号码", "楼栋", "房号", "与户主关系", None, None],
    ]
    merges = ["A1:J1", "A2:A4", "B2:E2", "F2:H2", "I2:J2", "B3:D3", "F3:G3", "I3:I4", "J3:J4"]
    return saved(sheet_of(rows, merges=merges), path / "实有人口.xlsx")


def united_front(path: Path) -> Path:
    """统战-like: columns that are never kept stay blank."""
    rows = [
        ["人员情况统计表"],
        ["填报单位：", None, None, "填报日期：2026年"],
        ["姓名", "性别", "民族", "宗教信仰", "出生年月", "学历", "联系方式"],
    ]
    return saved(sheet_of(rows, merges=["A1:G1"], blank=2), path / "人员情况.xlsx")


def wide_household(path: Path) -> Path:
    """One row a household, members side by side in groups."""
    groups = ["户主", None, None, "成员1", None, None, "成员2", None, None, "成员3", None, None]
    titles = ["姓名", "身份证号", "联系电话", *["姓名", "与户主关系", "身份证号"] * 3]
    rows = [["一户一档汇总表"], ["序号", "门牌号", *groups, "家庭人口"], [None, None, *titles, None]]
    merges = ["A1:O1", "A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:K2", "L2:N2", "O2:O3"]
    return saved(sheet_of(rows, merges=merges, blank=2), path / "一户一档汇总.xlsx")


def repeated_members(path: Path) -> Path:
    """One row a household, the same titles again and again under one group."""
    rows = [["楼栋", "单元", "室", "户主姓名", *["家庭成员", None] * 3], [None] * 4 + ["姓名", "与户主关系"] * 3]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:J1"]
    return saved(sheet_of(rows, merges=merges), path / "家庭成员.xlsx")


def party(path: Path) -> Path:
    """组织: days as months with a dot, a branch, an example row."""
    rows = [
        ["党员名册"],
        ["序号", "姓名", "性别", "出生年月(如:1970.01)", "入党时间(YYYY.MM)", "所在党支部", "政治面貌", "手机"],
        [None, "例：张三", "男", "1970.01", "1990.07", "某支部", "中共党员", "13800000000"],
    ]
    return saved(sheet_of(rows, merges=["A1:H1"], blank=3), path / "党员名册.xlsx")


def with_foot(path: Path) -> Path:
    """Numbered rows, a total that counts, signatures, a print area; merged cells across each row."""
    rows: list[list[Any]] = [["住户清册"], ["序号", "门牌", "户主", None, "人数"]]
    rows += [[number] for number in range(1, 4)]
    rows += [["合计", None, "=COUNTA(C3:C5)", None, "=SUM(E3:E5)"], ["填表人：", None, "审核人：", None, "日期："]]
    merges = ["A1:E1", "C2:D2", "C3:D3", "C4:D4", "C5:D5", "A7:B7"]
    book = sheet_of(rows, merges=merges, title="清册 一")
    book.worksheets[0].print_area = "A1:E7"
    book.worksheets[0].conditional_formatting  # noqa: B018 - made when first asked for
    return saved(book, path / "住户清册.xlsx")


def comma_separated(path: Path) -> Path:
    """A text file in the encoding of old programs."""
    text = "上报名单,,,\r\n姓名,身份证号,电话,住址\r\n,,,\r\n填表人：,,,\r\n"
    made = path / "上报名单.csv"
    made.write_bytes(text.encode("gb18030"))
    return made


def with_hints(path: Path) -> Path:
    """A row of hints under the titles, days as eight digits, codes instead of words."""
    rows = [
        ["姓名", "性别代码", "出生日期", "身份证号", "是否党员"],
        ["必填，文本", "必填", "格式：YYYYMMDD", "必填", "选填"],
    ]
    book = sheet_of(rows, blank=2)
    words_for(book, "E3:E4", '"是,否"')
    return saved(book, path / "带提示.xlsx")


def with_formula(path: Path) -> Path:
    """Columns that calculate themselves, real days, a column of texts."""
    rows = [
        ["姓名", "身份证号", "年龄", "出生日期", "手机"],
        [None, None, '=IF(B2="","",2026-MID(B2,7,4))', None, None],
    ]
    book = sheet_of(rows)
    sheet = book.worksheets[0]
    sheet["D2"].number_format, sheet["B2"].number_format = "yyyy/m/d", "@"
    return saved(book, path / "自动算年龄.xlsx")


def coded_lists(path: Path) -> Path:
    """Lists whose words carry codes, one by a name, one too narrow."""
    book = sheet_of([["姓名", "性别", "与户主关系", "房屋性质"]], blank=3)
    hidden(book, "字典", [["02-户主", "10-配偶", "20-子", "30-女"]])
    book.defined_names["关系"] = openpyxl.workbook.defined_name.DefinedName("关系", attr_text="字典!$A$1:$A$4")
    words_for(book, "B2:B4", '"1-男,2-女"')
    words_for(book, "C2:C4", "关系")
    words_for(book, "D2:D4", '"商用,办公"')
    return saved(book, path / "代码表.xlsx")


def lists_of_2010(path: Path) -> Path:
    """A list that Excel keeps in an extension because it stands on another sheet, and a picture: both must stay."""
    plain = path / "plain.xlsx"
    with xlsxwriter.Workbook(str(plain)) as book:
        sheet, words = book.add_worksheet("采集"), book.add_worksheet("选项")
        words.hide()
        words.write_column(0, 0, ["男", "女"])
        sheet.write_row(0, 0, ["姓名", "性别", "联系电话"])
        sheet.insert_image("F2", "seal.png", {"image_data": io.BytesIO(_PICTURE)})
    made = path / "新版下拉.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = re.sub(rb"</worksheet>", _EXTENSION + b"</worksheet>", data)
            new.writestr(name, data)
    return made


def housing(path: Path) -> Path:
    """Doors in three columns, the area, the owner; a house is one row."""
    rows = [
        ["房屋底册"],
        ["小区", "幢号", "单元号", "室号", "建筑面积(㎡)", "产权人", "房屋性质", "户主姓名", "户主电话", "常住人数"],
    ]
    return saved(sheet_of(rows, merges=["A1:J1"]), path / "房屋底册.xlsx")


ALL: tuple[Callable[[Path], Path], ...] = (
    civil_affairs, health, police, united_front, wide_household, repeated_members, party, with_foot, comma_separated,
    with_hints, with_formula, coded_lists, lists_of_2010, housing,
)  # fmt: skip

_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_EXTENSION = (
    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    b'<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    b'<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>\xe9\x80\x89\xe9\xa1\xb9!$A$1:$A$2</xm:f>'
    b"</x14:formula1><xm:sqref>B2:B20</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
