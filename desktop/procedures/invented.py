"""Invented people for trying the program out: names, families, numbers that no living person has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from desktop.values import citizen_id

AREA = "990101"  # no such area exists, so no number here belongs to anybody
MOBILE = "170"  # numbers of resellers: the likeness of a telephone, with a counter behind it

_SURNAMES = (
    "王王王李李李张张张刘刘陈陈杨杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈"
    "姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚单仇解查区盖翟乐缪"
)  # data
_LONG_SURNAMES = ("欧阳", "万俟", "尉迟", "诸葛", "上官", "司徒", "令狐", "长孙")  # data
_MEN = "建国志强伟明勇军杰涛超鹏辉刚平波斌宇浩凯博文俊峰海林永福德生春根宝祥立新光荣学成家兴启航子轩𬭎䶮"  # data
_WOMEN = "秀英桂兰玉珍淑华丽敏静霞燕娟芳红梅琴云雪婷慧欣怡雨涵佳琪春花凤莲爱玲晓月文静思彤若曦嘉宁"  # data
RARE = (
    "林𬭎",
    "王䶮",
    "单志刚",
    "仇桂兰",
    "万俟雪",
    "阿依古丽·买买提",
    "查秀英",
    "解学文",
    "尉迟永福",
    "欧阳淑华",
)  # data
_WORK = (
    "", "", "", "县人民医院", "县第一中学", "县供电公司", "中心街道办事处", "县税务局",
    "安居物业公司", "惠民超市", "县实验小学", "个体经营", "退休", "退休", "县自来水公司", "县交通运输局",
)  # fmt: skip # data
HEAD, HUSBAND, WIFE, SON, DAUGHTER, FATHER, MOTHER = "02", "11", "12", "20", "30", "51", "52"  # GB/T 4761


@dataclass(slots=True)
class Invented:
    """One person: what a roster would say. `born` is exact; `id_no` may be missing."""

    name: str
    sex: str  # GB/T 2261.1
    born: date
    id_no: str | None
    relation: str
    phone: str = ""
    employer: str = ""


@dataclass(slots=True)
class Inventor:
    """Makes families out of a seed, the same ones every time; no identity number or telephone comes twice."""

    today: date
    random: Random
    _serials: dict[date, int] = field(default_factory=dict)
    _telephones: int = 0
    _rare: list[str] = field(default_factory=lambda: list(RARE))

    def sizes(self, households: int, people: int) -> list[int]:
        """How many live in each household, `people` in all."""
        sizes = self.random.choices(range(1, 7), weights=(12, 24, 30, 20, 10, 4), k=households)
        places = list(range(households))
        self.random.shuffle(places)
        while (left := people - sum(sizes)) != 0:
            step = 1 if left > 0 else -1
            movable = [place for place in places if 1 <= sizes[place] + step <= 6]
            for place in movable[: abs(left)]:
                sizes[place] += step
        return sizes

    def family(self, size: int) -> list[Invented]:
        """A household of `size`, the head first."""
        alone = size == 1
        head_sex = self.random.choices("12", weights=(45, 55) if alone else (78, 22))[0]
        age = self.random.randint(58, 88) if alone and self.random.random() < 0.5 else self.random.randint(29, 72)
        head = self._person(head_sex, age, HEAD, name=self._rare.pop(0) if self._rare else "")
        family = [head]
        if size > 1:
            mate = "2" if head_sex == "1" else "1"
            family.append(self._person(mate, age + self.random.randint(-4, 3), WIFE if mate == "2" else HUSBAND))
        children = self._children(head, size)
        family += children
        for sex, relation in (("2", MOTHER), ("1", FATHER))[: size - len(family)]:
            family.append(self._person(sex, min(age + self.random.randint(22, 28), 96), relation))
        for place, person in enumerate(family):
            self._equip(person, first=place == 0)
        return family

    def _children(self, head: Invented, size: int) -> list[Invented]:
        many = max(0, min(size - 2, 2) if size < 6 else 2)
        surname = head.name[:2] if head.name[:2] in _LONG_SURNAMES else head.name[:1]
        made = []
        for _place in range(many):
            sex = self.random.choice("12")
            age = max(self._age(head) - self.random.randint(23, 34), 0)
            made.append(self._person(sex, age, SON if sex == "1" else DAUGHTER, surname=surname))
        return made

    def _age(self, person: Invented) -> int:
        return self.today.year - person.born.year

    def _person(self, sex: str, age: int, relation: str, *, name: str = "", surname: str = "") -> Invented:
        born = self.today - timedelta(days=max(age, 0) * 365 + self.random.randint(1, 364))
        number = self._number(born, sex) if self.random.random() < 0.96 else None
        return Invented(name or self._name(sex, surname), sex, born, number, relation)

    def _name(self, sex: str, surname: str) -> str:
        if not surname:
            rare = self.random.random() < 0.01
            surname = self.random.choice(_LONG_SURNAMES if rare else _SURNAMES)
        pool = _MEN if sex == "1" else _WOMEN
        return surname + "".join(self.random.choices(pool, k=self.random.choice((1, 2, 2, 2))))

    def _number(self, born: date, sex: str) -> str:
        """An identity number of GB 11643 in an area that does not exist; its serial is odd for men."""
        serial = self._serials.get(born, 1)
        while serial % 2 != (sex == "1"):
            serial += 1
        self._serials[born] = serial + 1
        first17 = f"{AREA}{born:%Y%m%d}{serial:03}"
        return first17 + citizen_id.check_digit(first17)

    def _equip(self, person: Invented, *, first: bool) -> None:
        age = self._age(person)
        if age >= 18 and (first or self.random.random() < 0.25):
            self._telephones += 1
            # 7,919 has no factor of ten: the numbers look scattered and none comes twice.
            person.phone = f"{MOBILE}{self._telephones * 7_919 % 100_000_000:08}"
        if 22 <= age < 70:
            person.employer = self.random.choice(_WORK)

    def families(self, households: int, people: int) -> Iterator[list[Invented]]:
        """All households, one after the other."""
        for size in self.sizes(households, people):
            yield self.family(size)
