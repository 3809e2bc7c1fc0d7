"""What is done at a desk while a fault comes over it: each thing is told only once it is kept."""

from collections.abc import Callable
from pathlib import Path

from desktop.base.clock import at_noon
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, REGISTERS
from desktop.command import doing
from desktop.procedures import keys, profiles
from desktop.procedures.profiles import Desk
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Household
from desktop.standard.load import Line
from desktop.standard.save import save
from tests.factories.profile import TODAY

Tell = Callable[[str], None]
USER, PASSWORD, NEXT = "王书记", "四个 不相干 的 词语", "另外 四个 不相干 的 词"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ROSTER = SAMPLES / "更新手机号_gbk.csv"
REGISTER = next(register for register in REGISTERS if register.name == "households")
TIMES = 3


def open_desk(folder: Path, *, password: str = PASSWORD) -> Desk:
    """The desk in `folder`, signed in to at noon of the factories' day."""
    return profiles.open_with_password(
        Profile(folder), user=USER, password=password, clock=at_noon(TODAY), derived=DERIVED
    )  # fmt: skip


def work(desk: Desk, tell: Tell, *, times: int = TIMES) -> None:
    """Save households one after the other, each with a link to it; told as `home ID` and `link ID`."""
    with desk.store.read() as session:
        number = session.query(Household).count()
    for door in range(number + 100, number + 100 + times):
        with desk.store.write(desk.actor.id, "households.save") as session:
            saved = save(
                session, desk.actor, REGISTER, None,
                values={"door": f"9-1-{door}", "head_name": "单志刚"},
                children={"members": [Line(None, {"name": "单小雨", "relation": "30"})]},
            )  # fmt: skip
        tell(f"home {saved.id}")
        with desk.store.write(desk.actor.id, "contacts.link") as session:
            head = session.get_one(Household, saved.id).head_id
            link = ContactLink(
                unit_id=desk.actor.unit_id, member_id=head, household_id=saved.id, kind="resident", starts_on=TODAY
            )
            session.add(link)
        tell(f"link {link.id}")


def change_password(desk: Desk, tell: Tell) -> None:
    """Rewrap the data key under another password."""
    keys.change_password(desk, old=PASSWORD, new=NEXT)
    tell("password")


def back_up(desk: Desk, tell: Tell) -> None:
    """A verified backup; told as `backup NAME`."""
    tell(f"backup {profiles.back_up(desk).path.name}")


def bring_in(desk: Desk, tell: Tell) -> None:
    """A small roster as one batch, with the backup that goes before it."""
    doing.import_file(desk, (REGISTER,), ROSTER)
    tell("imported")


DEEDS: dict[str, Callable[[Desk, Tell], None]] = {
    "save": work, "password": change_password, "backup": back_up, "import": bring_in,
}  # fmt: skip
