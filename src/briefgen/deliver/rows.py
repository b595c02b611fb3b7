"""Rows of the ledger as letters."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any

from briefgen.deliver.delivery import Delivery, DeliveryRecord


def when(seconds: float) -> datetime:
    """A time as the ledger keeps it, aware."""
    return datetime.fromtimestamp(seconds, UTC)


def as_letter(row: sqlite3.Row) -> DeliveryRecord:
    """The letter of a row."""
    words = {
        name: row[name] for name in ("brief", "edition", "kind", "address", "name", "message_id", "digest", "record")
    }
    times: dict[str, Any] = {name: when(row[name]) for name in ("next_at", "expires_at", "created")}
    times["stepped"] = None if row["stepped"] is None else when(row["stepped"])
    rest = {name: row[name] for name in ("id", "since", "state", "attempts", "handed", "code", "text")}
    wanted = Delivery(lists=tuple(row["lists"].split()), formats=tuple(row["formats"].split()), **words)
    return DeliveryRecord(wanted=wanted, **times, **rest)
