"""The secrets of one run of the desk: who has them may read it, or change what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe


@dataclass(frozen=True, slots=True)
class RunKeys:
    """Two secrets, because a browser sends a cookie to every server of this machine, whatever its port: the cookie shows, and only
    the token, which stands in the address at first and then in a header, changes anything. No answer has the token but the one to who
    gave it: the browser keeps it for this port alone."""

    port: int
    token: str = field(default_factory=lambda: token_urlsafe(32), repr=False)
    cookie: str = field(default_factory=lambda: token_urlsafe(32), repr=False)

    @property
    def host(self) -> str:
        """The one name under which the desk answers."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def cookie_name(self) -> str:
        """Named after the port: two desks at work do not take each other's."""
        return f"briefgen-{self.port}"

    def opens(self, token: str) -> bool:
        """True for the token of this run."""
        return compare_digest(token.encode(), self.token.encode())

    def shows(self, cookie: str) -> bool:
        """True for the cookie of this run."""
        return compare_digest(cookie.encode(), self.cookie.encode())
