"""What blocks promise: registers can declare their forms without loading anything that draws."""

import subprocess
import sys

from desktop.printing.blocks import ticked


def test_declaring_a_form_loads_no_drawing_library() -> None:
    code = (
        "import sys, desktop.printing.blocks, desktop.printing.page, desktop.printing.short_code; "
        "sys.exit(bool({'reportlab', 'segno', 'pypdfium2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_options_stand_in_one_line_with_the_chosen_ones_ticked() -> None:
    assert ticked(("自住", "出租"), {"出租"}) == "☐自住　☑出租"
