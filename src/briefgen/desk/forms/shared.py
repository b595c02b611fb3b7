"""Fields and choices that several forms have."""

from __future__ import annotations

from briefgen.desk.forms.form import Field

STAND = (
    ("occurred", "Happened"),
    ("ongoing", "Still going on"),
    ("failed", "Did not succeed"),
    ("pending", "Still to come"),
    ("undetermined", "Not yet known"),
    ("cancelled", "Called off"),
)
BASIS = (
    ("stated", "The source says it"),
    ("inferred_from_weekday", "Worked out from the weekday"),
    ("inferred_from_context", "Worked out from the rest of the text"),
    ("inferred_from_duration", "Worked out from how long it took"),
    ("estimated", "Estimated"),
)
EVIDENCE = Field("evidence", "Words of the source", "evidence")
MARKING = Field("marking", "Marking of its own", hint="As the brief’s")
