"""All that the page can ask: actions by POST, views by GET, each named as in its address."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk import (
    adding,
    candidates,
    dry_run,
    history,
    issuing,
    letters,
    page_view,
    sending,
    sheets,
    source_pane,
)
from briefgen.desk.exchange import DeskAction, View
from briefgen.desk.forms import actions as forms
from briefgen.desk.forms import fact_actions, figure_actions

ACTIONS: Mapping[str, DeskAction] = {
    **history.ACTIONS,
    **adding.ACTIONS,
    **forms.ACTIONS,
    **fact_actions.ACTIONS,
    **figure_actions.ACTIONS,
    **candidates.ACTIONS,
    **issuing.ACTIONS,
    **letters.ACTIONS,
    **sending.ACTIONS,
}
VIEWS: Mapping[str, View] = {**page_view.VIEWS, **sheets.VIEWS, **source_pane.VIEWS, **dry_run.VIEWS}
