"""The way to the printers of this system."""

import sys

from desktop.printing.spool import CupsSpooler, Spooler


def spooler() -> Spooler:
    """CUPS takes the pages as they are; Windows wants them painted."""
    if sys.platform != "win32":
        return CupsSpooler()
    from desktop.printing.windows_spool import WindowsJobs  # late, each: this system only
    from desktop.ui.print_menu import PaintingSpooler

    return PaintingSpooler(WindowsJobs())
