"""Addresses of sources: a host in any script is linked to as the name service has it, the same in every format; what is none is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pydantic import ValidationError

from briefgen.model.address import linked
from briefgen.model.source import Source
from tests.support.commands import briefgen


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://b\u00fccher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444:8443/", "https://xn--e1afmkfd.xn--p1ai:8443/"),
        ("https://example.org/\u015bwiat?q=\u017c", "https://example.org/%C5%9Bwiat?q=%C5%BC"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ("mailto:ada@b\u00fccher.example?subject=x", "mailto:ada@xn--bcher-kva.example?subject=x"),
        ("HTTP://Example.org", "HTTP://Example.org"),
    ],
)
def test_an_address_in_ascii(written: str, target: str) -> None:
    assert Source(title="x", url=written).url == written
    assert linked(written) == target
    assert linked(target) == target


@pytest.mark.parametrize(
    "written",
    [
        "https://",
        "https:///path",
        "https://exa mple.org",
        "https://example..org",
        "https://-bad-.org",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[not-an-ip]/",
        "https://stra\u00dfe.example",
        f"https://{'a' * 64}.org",
        "mailto:ada",
        "mailto:",
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_told(written: str) -> None:
    for field in ("url", "archived_url"):
        with pytest.raises(ValidationError, match=r"is not (a safe|an) address"):
            Source.model_validate({"title": "x", field: written})


def test_the_three_formats_link_to_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "briefs" / "storm"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(
        "title: A storm\nas_of: 2026-03-03\nsources: {log: {title: Log, url: 'https://b\u00fccher.example/\u015bwiat'}}\n"
        "events: {e: {title: It blew, when: 2026-03-02, principal: yes, evidence: log}}\n",
        encoding="utf-8",
    )
    made = briefgen("render", "storm", "--format", "pdf,docx,html", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    target = b"https://xn--bcher-kva.example/%C5%9Bwiat"
    out = tmp_path / "out" / "storm"
    with zipfile.ZipFile(out / "storm.docx") as word:
        assert target in word.read("word/_rels/document.xml.rels")
    assert target in (out / "storm.html").read_bytes()
    assert target in (out / "storm.pdf").read_bytes()
