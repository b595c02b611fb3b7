"""The office's settings become the transport that they name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import assert_never

from briefgen.deliver.secrets import login
from briefgen.deliver.sendmail import sendmail
from briefgen.deliver.smtp import SmtpTransport
from briefgen.deliver.transport import Transport
from briefgen.settings.mail import Mail


def opener(folder: Path, environment: Mapping[str, str]) -> Callable[[Mail], Transport]:
    """A function that makes a transport; `folder` is that of office.yaml, `environment` may hold the password. Connects nothing."""

    def opened(mail: Mail) -> Transport:
        match mail.transport:
            case "smtp":
                ca_file = folder / mail.ca_file if mail.ca_file else None
                return SmtpTransport(mail, partial(login, mail, folder, environment), ca_file=ca_file)
            case "sendmail":
                return sendmail(mail.sendmail)
        assert_never(mail.transport)

    return opened
