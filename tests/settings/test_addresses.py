"""An address that was pasted with something that nobody sees."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from briefgen.settings.office import Office


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "ada@example\u200b.org",
            r"'ada@example\.org' is not an e-mail address: it has the character U\+200B \(zero width space\) in it\|Type it anew",
        ),
        ("ada\u00a0@example.org", r"U\+00A0 \(no-break space\)"),
        ("\u202aada@example.org\u202c", r"U\+202A"),
        ("ada@b\u00fccher.example", "begins with xn--"),
    ],
)
def test_it_is_told_by_its_code(address: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Office.model_validate({"lists": {"desk": {"recipients": address}}})
