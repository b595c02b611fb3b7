"""Another program in the process that uses ReportLab with the same typeface changes nothing of our bytes."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from hashlib import sha256
from briefgen import Brief, compose, render
if sys.argv[1] == "another":
    from briefgen.look.fonts import stack
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    for name in ("Body", "FiraSans-Regular"):
        pdfmetrics.registerFont(TTFont(name, str(stack("regular")[0].path)))
print(sha256(render(compose(Brief(title="Fire", bottom_line="It burned.")), "pdf").data).hexdigest())
"""


def test_a_font_that_another_program_has_registered_is_not_ours() -> None:
    made = [
        subprocess.run([sys.executable, "-c", SCRIPT, who], capture_output=True, text=True, check=True).stdout
        for who in ("alone", "another")
    ]
    assert made[0] == made[1]
