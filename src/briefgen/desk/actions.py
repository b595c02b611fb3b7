"""All that the page can ask: actions by POST, views by GET, each named as in its address."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk import dry_run, history, issuing, page_view, sending, sheets
from briefgen.desk.exchange import Action, View
from briefgen.desk.forms import actions as forms

ACTIONS: Mapping[str, Action] = {**history.ACTIONS, **forms.ACTIONS, **issuing.ACTIONS, **sending.ACTIONS}
VIEWS: Mapping[str, View] = {**page_view.VIEWS, **sheets.VIEWS, **dry_run.VIEWS}
