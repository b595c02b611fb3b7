"""All that the page can ask: actions by POST, views by GET, each named as in its address."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk import history, page_view, source_pane
from briefgen.desk.exchange import Action, View

ACTIONS: Mapping[str, Action] = {**history.ACTIONS}
VIEWS: Mapping[str, View] = {**page_view.VIEWS, **source_pane.VIEWS}
