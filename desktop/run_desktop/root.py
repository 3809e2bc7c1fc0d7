"""What the course of the program is handed of files, keys, registers and pages."""

import linecache
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from desktop.base import crash, settings
from desktop.base.clock import Clock
from desktop.base.errors import Damage
from desktop.base.names import names_in
from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.ui.identity import Identity
from desktop.ui.program import Program
from desktop.ui.style import Look
from desktop.ui.user_tiles import Person

if TYPE_CHECKING:  # the database, paper and pinyin are loaded while the password is typed
    from collections.abc import Callable

    from desktop.access.pin import PinVault
    from desktop.procedures.opening import Opened
    from desktop.ui.at_work import AtWork
    from desktop.ui.first_run import FirstRun
    from desktop.ui.first_run_course import SetUp


_ROSTERS = ("households", "partners", "venues", "bonds")  # what the import page brings in, the usual one first


class Root:
    """The composition root, as the course of the program asks it; imports are late so that the sign-in page is soon."""

    def __init__(self, profile: Profile, clock: Clock, *, user: str = "") -> None:
        self.profile, self.clock, self._user = profile, clock, user
        self._log: Any = None  # once it is open
        self._vault: PinVault | None = None
        self.settings = settings.load(profile.settings)

    def set_up(self) -> bool:
        """Is there a profile?"""
        return self.profile.is_set_up

    def identity(self) -> Identity:
        """Whose desk this is, as remembered outside the database."""
        kept = self.settings
        return Identity(kept.unit or _("网格党支部工作台"), kept.chain, version=VERSION, help_phone=kept.help_phone)

    def people(self) -> tuple[Person, ...]:
        """Who has a password here; nobody when neither copy of the keyring can be read."""
        return tuple(Person(name) for name in names_in(self.profile))

    def last_user(self) -> str:
        """Who was named on the command line, or signed in last."""
        return self._user or self.settings.last_user

    def unlock(self, name: str, password: str) -> "Opened | Damage":
        """Open with a password, or with the PIN of who signed in before since the program began."""
        from desktop import catalog  # late, each: see above
        from desktop.access.passwords import is_pin
        from desktop.procedures import opening
        from desktop.procedures.keeping_keys import PIN, remember

        if self.takes_pin(name) and is_pin(password):
            data_key, derived = self.vault.open(name, password), catalog.DERIVED
            return self.known(
                opening.unlock_again(self.profile, data_key, user=name, clock=self.clock, derived=derived)
            )
        opened = opening.unlock(self.profile, user=name, password=password, clock=self.clock, derived=catalog.DERIVED)
        if not isinstance(opened, Damage):
            remember(self.vault, opened.desk, opened.chosen.get(PIN))
        return self.known(opened)

    def takes_pin(self, name: str) -> bool:
        """Does a PIN open the desk of this person now?"""
        return bool(self._vault and self._vault.has(name))

    @property
    def vault(self) -> "PinVault":
        """The wrapped keys of this run of the program."""
        if self._vault is None:
            from desktop.access.pin import PinVault  # late: nobody has a PIN before the first sign-in

            self._vault = PinVault()
        return self._vault

    def recover(self, name: str, code: str, password: str) -> "Opened | Damage":
        """Open with the recovery sheet."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import opening

        return self.known(
            opening.recover(
                self.profile, code=code, user=name, password=password, clock=self.clock, derived=catalog.DERIVED
            )
        )

    def known(self, opened: "Opened | Damage") -> "Opened | Damage":
        """Remember for the sign-in page whose desk this is."""
        if not isinstance(opened, Damage):
            whose = opened.identity
            self.keep(
                last_user=opened.desk.actor.name, unit=whose.unit_name, chain=whose.chain, help_phone=whose.help_phone,
                setup={},
            )  # fmt: skip
        return opened

    def open_log(self) -> None:
        """Begin to log; the library is slow to load, so this is not waited for."""
        from desktop.base import log  # late: as said

        try:
            self._log = log.open_log(self.profile.log, self.clock)
        except OSError:
            return  # the disk refuses the log: work goes on without it
        self._note("program.started", version=VERSION)

    def log_tail(self) -> str:
        """The newest lines of the log, for a technician."""
        from desktop.base import log  # late: as above

        return log.tail(self.profile.log)

    def end_log(self) -> None:
        """The program ends: let go of the log's file."""
        if self._log is None:
            return
        from desktop.base import log  # late: it is loaded already

        self._note("program.ended")
        self._log = None
        log.close_log()

    def _note(self, event: str, **facts: Any) -> None:
        if self._log is not None:
            self._log.info(event, **facts)

    def furnish(self, program: Program, opened: "Opened") -> "AtWork":
        """Make the desk and the window's inside of who signed in."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import keeping, profiles
        from desktop.screens import care, county, days, every, exchanging
        from desktop.ui import data_places, furnish

        open_ = opened.desk

        def back_up() -> bool:
            due = profiles.backup_due(open_)
            if due:
                profiles.back_up(open_)
            return due

        def back_up_now() -> None:
            profiles.back_up(open_)

        desk = furnish.desk_over(
            open_.store,
            open_.actor,
            clock=self.clock,
            catalog=catalog.of_tier(open_.actor.level),
            chosen=opened.chosen,
            look=program.look,
        )
        desk.tasks.changed.connect(self._note_deed)
        desk.tasks.changed.connect(lambda changes: county.follow_code_lists(desk, changes))
        desk.tasks.changed.connect(lambda changes: care.follow(desk, changes))
        desk.fetch_file = exchanging.fetching(desk)
        keeper = keeping.Keeping(open_, self.vault)
        self._note("desk.opened", role=open_.actor.role)
        furniture = furnish.Furniture(
            data_places.groups(),
            lambda desk: every.in_order(
                (
                    *every.places(desk, back_up=back_up_now),
                    *data_places.places(desk, keeper, program, bring_into=_ROSTERS),
                )
            ),
            every.commands,
            every.actions,
            days.jot_ways,
            exchanging.chip,
            _contradictions,
        )
        return furnish.furnish(desk, opened.identity, furniture, shut=open_.close, back_up=back_up)

    def load_wizard(self) -> None:
        """Load what the first-run wizard imports, with the window standing already."""
        import desktop.run_desktop.late_steps  # late, each: loaded here for those who import it later
        import desktop.ui.first_run  # noqa: F401

    def wizard(self, program: Program, opened: Any = None) -> "FirstRun | None":
        """The first-run wizard, from its beginning or from where it was left."""
        if opened is not None and not opened.chosen.get("setup.step"):
            return None
        from desktop.run_desktop.late_steps import LateSteps  # late, each: needed once in the life of a profile
        from desktop.ui.first_run import FirstRun

        steps = LateSteps(self, program)
        made = FirstRun(cast("SetUp", steps), program.gate_tasks, look=program.look, opened=opened)
        program.gate_tasks.compute(made, steps.load, lambda _nothing: None)
        made.look_asked.connect(program.set_look)
        made.done.connect(program.open_desk)
        return made

    def backups(self) -> tuple[Any, ...]:
        """The backups of a profile that cannot be opened."""
        from desktop.procedures import keeping  # late, as above

        return keeping.backups_in(self.profile.backups)

    def restore(self, path: Path, name: str, *, password: str, code: str) -> "Opened | Damage":
        """Put a backup in place of what stands, and open it."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import opening, profiles

        desk = profiles.restore(
            self.profile, path, user=name, password=password, clock=self.clock, derived=catalog.DERIVED, code=code
        )
        return self.known(opening.describe(desk))

    def warm_up(self) -> "tuple[Callable[[], None], ...]":
        """What a desk needs, to be loaded while the password is typed; what is missing holds the window up later."""
        return self.open_log, _load_database, _load_registers, _tie_together, _load_pages

    def keep_look(self, look: Look) -> None:
        """Remember size and light on this machine."""
        self.keep(font_px=look.size, theme="dark" if look.dark else "light")

    def keep_window(self, geometry: str) -> None:
        """Remember the place of the window."""
        self.keep(window=geometry)

    def log(self, error: BaseException) -> None:
        """Write a report of a fault, without a value of a record."""
        crash.crash(error, folder=self.profile.log, clock=self.clock, version=VERSION)
        if self._log is not None:
            self._log.error("fault", kind=type(error).__qualname__)  # its report bears the same minute

    def _note_deed(self, changes: Any) -> None:
        """What a deed changed, by table; the journal knows the rest under its number."""
        self._note("deed.done", tables=sorted(changes.tables), rows=changes.count, tx=changes.tx)

    def keep(self, **values: Any) -> None:
        """Remember something outside the database; what stands there already is not written again."""
        changed = replace(self.settings, **values)
        if changed != self.settings:
            self.settings = changed
            settings.save(self.profile.settings, changed)


# Loaded here for those who import it later. Statements, not `import_module`: inside those PySide leaves the modules
# alone, otherwise it reads and keeps the source of each one (3 MB) to see whether it asks for other names of methods.


def _load_database() -> None:
    import desktop.access.scope  # late, each: as said above
    import desktop.store.session  # noqa: F401


def _load_registers() -> None:
    import desktop.catalog  # late, each: as said above
    import desktop.procedures.keeping
    import desktop.procedures.opening
    import desktop.procedures.profiles  # noqa: F401


def _tie_together() -> None:
    from desktop.store.record import Row  # late: with them

    Row.registry.configure()  # else the first query does, while somebody waits for the desk


def _load_pages() -> None:
    import desktop.screens.every  # late, each: as said above
    import desktop.ui.data_places
    import desktop.ui.furnish  # noqa: F401

    linecache.clearcache()  # PySide did read some: nobody asks for the source of the program


def _contradictions(session: Any, rows: Any) -> frozenset[str]:
    from desktop.procedures.contradictions import contradictions  # late: not before a deed is taken back

    return contradictions(session, rows)
