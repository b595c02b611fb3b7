"""What a user does about something that is wrong, as a terminal takes it. A screen has words of its own for each (`desk/ways.py`), so a
message from a room below the screens names a way and never types it."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """A command, or an option of the one at hand; {names} are filled in by `of`."""

    # -- letters
    SENDING = "briefgen send"
    SEND_OR_RETRY = "briefgen send or briefgen outbox retry"
    BEGIN_LEDGER = "briefgen send BRIEF --new-ledger"
    NEW_LEDGER = "--new-ledger"
    ADD_NEW_LEDGER = "add --new-ledger"
    TO_LIST = "--to LIST"
    TEST_ADDRESS = "--test name@example.org"
    LETTERS = "briefgen outbox list"
    LETTER = "briefgen outbox show {number}"
    RETRY_ALL = "briefgen outbox retry"
    RETRY = "briefgen outbox retry {number}"
    RESOLVE = "briefgen outbox resolve {number} --sent or --resend"
    RESEND = "briefgen outbox resolve {number} --resend"
    ACCEPT_OLDER = "briefgen outbox accept-older"
    # -- editions
    ISSUE = "briefgen issue {brief}"
    APPROVE = "briefgen approve {brief}"
    BY_NAME = "--by NAME"
    REASON = "--reason"
    CORRECT_OR_WITHDRAW = "--correct or --withdraw"
    # -- facts
    NEW_BRIEF = "briefgen new NAME"
    CHECK = "briefgen check {brief}"
    COVERAGE = "briefgen check --coverage"
    WITHOUT_SOURCES = "--attach-source"
    ADD_SOURCE = "briefgen source add"
    ID = "--id"
    PRINTED = "--print"
    LOCAL = "--local"
    FROM_OCR = "--fidelity ocr"
    FROM_OCR_OR_TYPED = "--fidelity ocr or transcript"
    FROM_RECORDING = "--kind recording --fidelity transcript"
    FIDELITY = "write fidelity: original, translated or another"
    IMPORT_LOG = "briefgen import events"
    SUGGEST = "briefgen draft {brief}"
    BY_RULES = "--engine rules"
    # -- where and when
    WORKSPACE = "--workspace DIR"
    SCHEDULE = "briefgen schedule status"

    def of(self, **values: object) -> str:
        """The command with its names filled in."""
        return self.value.format(**values)
