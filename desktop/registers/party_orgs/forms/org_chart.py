"""五级架构图: the tree drawn on A3, a sheet for each branch; names and posts only, for the public board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.printing.blocks import Block, Box, Drawing, Rule, Title, Words
from desktop.registers.party_orgs.queries.tree import Node, tree
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

WIDE_MM, HIGH_MM = 390.0, 232.0  # of the drawing: an A3 page without margins and title
_ACROSS = 9  # groups side by side before another row begins
_CHAIN_MM, _MOST_LIMB_MM, _GAP_MM, _DROP_MM = 100.0, 62.0, 4.0, 7.0
_LARGEST = 1.6  # a small branch is drawn larger, so that the board can be read from afar
_HEAD_MM, _LINE_MM, _LEAF_MM, _LEAF_GAP_MM = 8.0, 5.6, 9.5, 1.6


@dataclass(frozen=True, slots=True)
class Shown:
    """One organisation in a box: its name, who holds its posts, and the centres under it."""

    name: str
    lines: tuple[str, ...]
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSheet(Subject):
    """A branch with what stands above it (`chain`, topmost first) and its groups (`limbs`)."""

    day: str
    chain: tuple[Shown, ...]
    limbs: tuple[Shown, ...]


def collect(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, on: date | None = None
) -> Sequence[ChartSheet]:
    """A sheet for each branch that is chosen, or that one of the chosen stands above or below, as of `on`."""
    day = on or today
    nodes = {node.id: node for node in tree(session, actor, on=day)}
    chosen = {key for key in ids if key in nodes}
    lines = {key: _up(nodes, key) for key in nodes}
    near = {each for key in chosen for each in lines[key]}
    branches = [
        node for node in nodes.values()
        if node.tier == "branch" and (node.id in near or chosen & set(lines[node.id]))
    ]  # fmt: skip
    ends = branches or [node for node in nodes.values() if node.id in chosen][:1]
    return [
        ChartSheet(
            unit_id=actor.unit_id,
            day=_("截至 {day}").format(day=long_day(day)),
            chain=tuple(_shown(nodes[key]) for key in reversed(lines[end.id])),
            limbs=tuple(
                _shown(node, [each for each in nodes.values() if each.parent_id == node.id])
                for node in nodes.values()
                if node.parent_id == end.id
            ),
        )
        for end in ends
    ]


def _up(nodes: dict[UUID, Node], org_id: UUID) -> list[UUID]:
    """The organisation and those above it, from the bottom up."""
    found = []
    at: UUID | None = org_id
    while at is not None and at in nodes:
        found.append(at)
        at = nodes[at].parent_id
    return found


def _shown(node: Node, below: Sequence[Node] = ()) -> Shown:
    """The leading post first, held or not; posts of one kind share a line, liaisons have one each."""
    held: dict[str, list[str]] = {}
    attending = [post for post in node.posts if post.where]
    for post in node.posts:
        if not post.where:
            held.setdefault(post.title, []).append(post.holder)
    lines = [_("{title}　空缺").format(title=title) for title in node.missing]
    lines += [_("{title}　{names}").format(title=title, names="、".join(names)) for title, names in held.items()]
    lines += [attending[0].title, *(f"{post.where}　{post.holder}" for post in attending)] if attending else []
    leaves = [_("中心户　{name}").format(name=_house(each)) for each in below if each.tier == "centre"]
    return Shown(node.name, tuple(lines), tuple(leaves))


def _house(centre: Node) -> str:
    hosts = "、".join(post.holder for post in centre.posts)
    return centre.name if not hosts or hosts in centre.name else f"{centre.name} {hosts}"


def draw(sheet: ChartSheet) -> Sequence[Block]:
    """The chain in the middle, the groups side by side below it, the centres under their group."""
    return [Title(_("五级党组织架构图"), sheet.day, size=24), _drawing(sheet)]


def _drawing(sheet: ChartSheet) -> Drawing:
    parts: list[Box | Rule | Words] = []
    rows = _rows(sheet.limbs)
    wanted = sum(_high(one) + _DROP_MM for one in sheet.chain) + sum(_row_high(row) + _DROP_MM for row in rows)
    scale = min(_LARGEST, HIGH_MM / wanted)
    down, middle = 0.0, WIDE_MM / 2
    for at, one in enumerate(sheet.chain):
        if at:
            parts.append(Rule(middle, down, middle, down + _DROP_MM * scale))
            down += _DROP_MM * scale
        wide = _CHAIN_MM * max(scale, 1.0)
        parts += _boxed(one, middle - wide / 2, down, wide, scale=scale, size=14)
        down += _high(one) * scale
    trunk = middle
    for row in rows:
        down = _limb_row(parts, row, down=down, trunk=trunk, scale=scale)
        trunk = 0.0  # further rows hang on a line along the left edge
    return Drawing(WIDE_MM, down, tuple(_edge(parts, rows, sheet, scale)))


def _rows(limbs: Sequence[Shown]) -> list[Sequence[Shown]]:
    """The groups in rows of about the same length."""
    if not limbs:
        return []
    count = -(-len(limbs) // _ACROSS)
    each = -(-len(limbs) // count)
    return [limbs[start : start + each] for start in range(0, len(limbs), each)]


def _limb_row(
    parts: list[Box | Rule | Words], row: Sequence[Shown], *, down: float, trunk: float, scale: float
) -> float:
    """Draw a row of groups hanging on a bus line; returns how far down it reaches."""
    left = 6.0
    width = min(_MOST_LIMB_MM * max(scale, 1.0), (WIDE_MM - left - (len(row) - 1) * _GAP_MM) / len(row))
    start = max(left, (WIDE_MM - len(row) * width - (len(row) - 1) * _GAP_MM) / 2)
    bus, top = down + _DROP_MM * scale / 2, down + _DROP_MM * scale
    middles = [start + at * (width + _GAP_MM) + width / 2 for at in range(len(row))]
    if trunk:
        parts.append(Rule(trunk, down, trunk, bus))
    parts.append(Rule(min(trunk, middles[0]), bus, max(trunk, middles[-1]), bus))
    for middle, one in zip(middles, row, strict=True):
        parts.append(Rule(middle, bus, middle, top))
        parts += _boxed(one, middle - width / 2, top, width, scale=scale, size=11)
        below = top + _high(one) * scale
        for at, leaf in enumerate(one.leaves):
            place = below + (at * (_LEAF_MM + _LEAF_GAP_MM) + _LEAF_GAP_MM) * scale
            box = (middle - width / 2 + 4, place, width - 4, _LEAF_MM * scale)
            parts += [Box(*box), Words(box[0] + 1, box[1], box[2] - 2, box[3], leaf, 9.5 * scale)]
            side = middle - width / 2 + 1.5
            parts.append(Rule(side, place + box[3] / 2, box[0], place + box[3] / 2))
            parts.append(Rule(side, below if not at else place - box[3] / 2, side, place + box[3] / 2))
    return top + max(_row_high([one]) for one in row) * scale


def _edge(
    parts: list[Box | Rule | Words], rows: Sequence[Sequence[Shown]], sheet: ChartSheet, scale: float
) -> list[Box | Rule | Words]:
    """The line along the left edge that further rows hang on."""
    if len(rows) < 2:
        return parts
    chain = sum(_high(one) for one in sheet.chain) + _DROP_MM * (len(sheet.chain) - 1)
    first = (chain + _DROP_MM / 2) * scale
    last = (chain + sum(_row_high(row) + _DROP_MM for row in rows[:-1]) + _DROP_MM / 2) * scale
    return [*parts, Rule(0.0, first, 0.0, last), Rule(0.0, first, WIDE_MM / 2, first)]


def _boxed(
    one: Shown, x: float, y: float, width: float, *, scale: float, size: float
) -> list[Box | Rule | Words]:  # fmt: skip
    head, high = _HEAD_MM * scale, _high(one) * scale
    made: list[Box | Rule | Words] = [
        Box(x, y, width, head, tinted=True),
        Box(x, y, width, high, rule=0.8),
        Words(x + 1, y, width - 2, head, one.name, size * scale, face="sans-bold"),
    ]
    for at, line in enumerate(one.lines):
        place = y + head + (at * _LINE_MM + 0.8) * scale
        made.append(Words(x + 1.5, place, width - 3, _LINE_MM * scale, line, (size - 1) * scale))
    return made


def _high(one: Shown) -> float:
    return _HEAD_MM + (len(one.lines) * _LINE_MM + 1.6 if one.lines else 0.0)


def _row_high(row: Sequence[Shown]) -> float:
    return max(_high(one) + len(one.leaves) * (_LEAF_MM + _LEAF_GAP_MM) for one in row)
