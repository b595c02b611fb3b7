"""Which characters a reader sees: the one table of those that are white space or show nothing, by property of Unicode.

Renderers and audit ask here, so that what one of them leaves out no other one misses.
"""

from __future__ import annotations

import re

WIDE = "\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
"""Spaces with a width of their own at which a line may end, as the inside of a class of a regular expression."""
_NO_BREAK = "\u00a0\u2007\u202f"
_BREAKING = f"\t-\r \x85\u2028\u2029{WIDE}"
"""White_Space: at the first a line never ends, at the others it may."""
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (DerivedCoreProperties.txt): steers how others are shown, and is nothing itself."""
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_CONTROL = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ud800-\udfff{_NONCHARACTERS}"
"""General categories Cc and Cs, noncharacters, interlinear annotation: no document can carry them, or no page shows them."""

PLAIN = re.compile("[\t-\r \x85\u2028\u2029]+")
"""White space without a width of its own: any of it is one space on a page."""
SPACES = re.compile(f"[{_BREAKING}]+")
"""White space between words."""
WHITE = re.compile(f"[{_BREAKING}{_NO_BREAK}]")
"""One character of white space, no-break ones among them."""
UNSEEN = re.compile(f"[{_IGNORABLE}{_CONTROL}]")
"""One character that shows nothing and takes no room. A soft hyphen is one, but where a line ends at it."""
BLANK = re.compile(f"[{_BREAKING}{_NO_BREAK}{_IGNORABLE}{_CONTROL}]+")
"""What leaves no ink."""
JOINERS = "\u200c\u200d"
"""Unseen, but they choose the shapes of the letters beside them: kept until the shapes are chosen."""
SOFT_HYPHEN = "\u00ad"
IDLE = re.compile(f"(?![{JOINERS}{SOFT_HYPHEN}])[{_IGNORABLE}{_CONTROL}]")
"""Unseen, and without a say in how a line is set."""
