"""A message read back by a strict parser: what it says, what it carries, and that no text becomes a header."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from briefgen.audit import running
from briefgen.deliver.delivery import DeliveryRecord
from briefgen.deliver.headers import Unfit, file_name, fit, mailbox, unstructured, verify
from briefgen.deliver.mailing import Mailing
from briefgen.deliver.send import previews
from briefgen.document.rewrite import rewritten
from briefgen.editions.issue import Held
from briefgen.look.theme import Theme
from briefgen.renderers.html.mail import build as page_of_letter
from tests.support import browser
from tests.support.checkout import ROOT
from tests.support.documents import every_block, meta
from tests.support.issued import issued, workspace, written
from tests.support.mail_server import body

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
HOSTILE = [
    "A =?UTF-8?Q?=0A?=Bcc: x@example.com",
    "A =?utf-8?q?x=0D=0ABcc:_x=40example.com?= é",
    "=?utf-8?q?x=0ABcc=3A_x=40example.com?=",
    "a\r\nBcc: x@y",
    "a\nBcc: x@y",
    "tail\n",
    "\rBcc: x@y",
    "x\x00y",
    "x\x0bBcc: a@b",
    "x\x0cBcc: a@b",
    "x\x1cy",
    "x\x85y",
    "x\u2028y",
    "x\u2029y",
    "x\ud800y",
]
HOSTILE_ADDRESSES = [
    "a@b\r\nBcc: c@d",
    "a@b, c@d",
    "a@b>\nx",
    "a b@c",
    "ü@bücher.example",
    "a@b (x)",
    '"a"@b',
    "a@b;c@d",
    "<a@b>",
]
CONTENT = b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nbody\r\n"


def strict(data: bytes) -> EmailMessage:
    """The message, when neither its head nor a part of it has a defect, and its lines are those of RFC 5322."""
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\0|[\x80-\xff]", data)
    assert max(map(len, data.split(b"\r\n"))) <= 998
    parsed = message_from_bytes(data, policy=policy.SMTP.clone(raise_on_defect=True))
    assert isinstance(parsed, EmailMessage)
    for part in parsed.walk():
        assert part.defects == []
        part.get_content() if not part.is_multipart() else None
    return parsed


def letters(root: Path, mail: str = "", **values: str) -> tuple[Mailing, tuple[DeliveryRecord, ...]]:
    """An issued edition, and its letters as they would be queued."""
    space = workspace(root, mail=mail)
    source = written(space, **values)
    edition = issued(space, source, datetime(2026, 3, 3, 13, 0, tzinfo=UTC))
    post = Mailing(space, source)
    wanted = [post.wanted(edition, reader, "edition") for reader in post.audience(edition, (), "").readers]
    return post, previews(post, edition, wanted, None, NOW)


def made(root: Path, mail: str = "", **values: str) -> EmailMessage:
    post, (first, *_) = letters(root, mail, **values)
    return strict(post.message(first))


# -- what it says and carries -----------------------------------------------------------------------------------------


def test_the_parts_are_those_that_mail_programs_expect(tmp_path: Path) -> None:
    message = made(tmp_path)
    parts = [(part.get_content_type(), part.get_filename()) for part in message.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("multipart/related", None),
        ("text/html", None),
        ("image/png", "chart-1.png"),
        ("application/pdf", "flood-ed1-2026-03-03.pdf"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "flood-ed1-2026-03-03.docx"),
    ]
    assert message["Bcc"] is None


def test_the_golden_message(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    message = made(tmp_path)
    head = "".join(f"{name}: {value}\n" for name, value in message.items() if name != "Content-Type")
    texts = [body(message, kind).replace("\r\n", "\n") for kind in ("plain", "html")]
    golden("message.txt", f"{head}\n{texts[0]}")
    golden("message.html", texts[1])


def test_both_bodies_say_the_same_words(tmp_path: Path) -> None:
    message = made(tmp_path)
    plain, page = (body(message, kind) for kind in ("plain", "html"))
    told = " ".join(plain.split())
    parts = [part for part in html.document_fromstring(page).iter("p", "h1", "li") if part.find(".//p") is None]
    assert len(parts) > 8
    for part in parts:
        assert " ".join(part.text_content().split()) in told


def test_a_letter_has_the_key_points_and_only_their_classes_in_capitals(tmp_path: Path) -> None:
    message = made(tmp_path)
    for kind in ("plain", "html"):
        assert "The river stood at 5 metres at noon." in body(message, kind).partition("Key points")[2]
    page = html.document_fromstring(body(message, "html"))
    assert [part.text for part in page.xpath("//*[contains(@style, 'uppercase')]")] == ["Fact"]


def test_the_marking_stands_in_the_subject_and_before_and_after_the_words(tmp_path: Path) -> None:
    message = made(tmp_path)
    assert message["Subject"].startswith("TLP:GREEN | ")
    lines = [line for line in body(message, "plain").splitlines() if line.strip()]
    assert (lines[0].strip(), lines[-1].strip()) == ("TLP:GREEN", "TLP:GREEN")
    assert body(message, "html").count(">TLP:GREEN</span></p>") == 2


def test_the_chart_is_shown_by_its_content_id_with_words_for_who_cannot_see_it(tmp_path: Path) -> None:
    message = made(tmp_path)
    page = body(message, "html")
    (name,) = re.findall(r'src="cid:([^"]+)"', page)
    picture = next(part for part in message.walk() if part["Content-ID"] == f"<{name}>")
    assert picture.get_content().startswith(b"\x89PNG")
    assert picture.get_content_disposition() == "inline"
    assert 'alt="Timeline of 2 events.' in page
    assert "http" not in page.replace("http-equiv", ""), "nothing is fetched"


def test_a_letter_needs_no_style_sheet_no_script_and_nothing_from_elsewhere_and_names_no_field() -> None:
    document = rewritten(every_block(), lambda inlines: inlines, origin="events.fire")
    letter = page_of_letter(document, Theme(), ["chart-1@example.org"])
    unlisted = rewritten(document, lambda inlines: inlines, anchor="")
    assert list(running.audit(unlisted, "html", letter.encode())) == []
    root = html.document_fromstring(letter)
    for part in root.iter("h1", "h2", "h3", "p", "li", "ul", "ol", "a"):
        assert part.get("style"), html.tostring(part)
    assert {part.get("src")[:5] for part in root.iter("img")} == {"cid:c", "data:"}
    assert [part.get("href") for part in root.iter("a")] == ["https://example.org/?a=1&b=2"]
    assert not set(root.xpath("//@id | //@data-origin"))
    assert not {"svg", "script", "link", "section"} & {part.tag for part in root.iter()}
    assert not re.search(r"var\(|position:|flex|grid|url\(|margin-inline|padding-inline", letter)


def test_a_letter_from_right_to_left_has_its_rules_and_bullets_at_the_right() -> None:
    letter = page_of_letter(replace(every_block(), meta=meta(language="he")), Theme(), [])
    assert 'dir="rtl"' in letter
    assert "padding-right:12px;border-right:4px" in letter
    assert "-left:" not in letter


def test_names_of_files_in_any_script_arrive(tmp_path: Path) -> None:
    space = workspace(tmp_path)
    source = written(space, slug="pożar-в-порту-火災")
    edition = issued(space, source, datetime(2026, 3, 3, 13, 0, tzinfo=UTC))
    post = Mailing(space, source)
    wanted = [post.wanted(edition, reader, "edition") for reader in post.audience(edition, (), "").readers]
    message = strict(post.message(previews(post, edition, wanted, None, NOW)[0]))
    assert [part.get_filename() for part in message.iter_attachments()] == list(edition.files)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\\b.pdf", "b.pdf"),
        (" brief .pdf", "brief.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("=?utf-8?q?x?=.pdf", "=utf-8?q?x?=.pdf"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("", "brief"),
    ],
)
def test_the_name_of_an_attachment_is_only_a_name(name: str, expected: str) -> None:
    assert file_name(name) == expected


# -- no text becomes a header -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_or_stays_text(text: str) -> None:
    with pytest.raises(Unfit):
        unstructured("Subject", text)
    with pytest.raises(Unfit):
        mailbox("To", "a@example.org", text)


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_address_is_refused(address: str) -> None:
    with pytest.raises(Unfit):
        mailbox("To", address)


def test_a_title_that_would_be_a_header_is_told_before_anything_is_issued(tmp_path: Path) -> None:
    title = "A =?UTF-8?Q?=0A?=Bcc: x@example.com"
    with pytest.raises(Held) as held:
        letters(tmp_path, title=title)
    assert "=?" in str(held.value.problems[0])
    with pytest.raises(Unfit, match=r"The title has '=\?', which mail programs read as a code"):
        fit(title, "title")


def test_the_last_line_of_defence_sees_what_the_first_let_through() -> None:
    for head, planned in (
        (b"Subject: a\r\nBcc: x@example.com\r\n", [("Subject", "a")]),
        (b"Subject: a\r\n", [("Subject", "b")]),
        (b"Subject: a\nBcc: x@y\r\n", [("Subject", "a")]),
        (b"To: a@b, c@d\r\n", [("To", ("", "a@b"))]),
        (b"Subject: a\r\n \r\n", [("Subject", "a")]),
        (b"Subject: " + b"x" * 1000 + b"\r\n", [("Subject", "x" * 1000)]),
    ):
        with pytest.raises(Unfit):
            verify(head + CONTENT, planned)


def survives(text: str, name: str) -> None:
    """A subject and a display name are refused, or read back as they were."""
    try:
        lines = [unstructured("Subject", text), mailbox("To", "a@example.org", name)]
    except Unfit:
        return
    data = b"\r\n".join(lines) + b"\r\n" + CONTENT
    parsed = verify(data, [("Subject", text), ("To", (name, "a@example.org"))])
    assert parsed.keys() == ["Subject", "To", "MIME-Version", "Content-Type"]
    assert max(map(len, data.split(b"\r\n"))) <= 78


TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=st.sampled_from(list('aé日😀 \t\r\n=?<>"\\,;:@.()[]\x00\x0b\x85\u2028\u202e')), max_size=60),
    st.lists(
        st.sampled_from(["=?utf-8?q?", "=0A", "?=", "Bcc: x@y", "\r\n", " ", "a" * 80, "żółć", "\u2029"]), max_size=8
    ).map("".join),
)


@given(TEXTS, TEXTS)
@settings(max_examples=150)
def test_no_text_becomes_a_header(text: str, name: str) -> None:
    survives(text, name)


@pytest.mark.full
@pytest.mark.timeout(1800)
@given(TEXTS, TEXTS)
@settings(max_examples=10_000)
def test_none_of_ten_thousand_texts_becomes_a_header(text: str, name: str) -> None:
    survives(text, name)


@pytest.mark.full
@given(TEXTS)
@settings(max_examples=2_000)
def test_none_of_two_thousand_names_of_files_is_lost(name: str) -> None:
    shown = file_name(name.encode("utf-8", "ignore").decode() + ".pdf")
    message = EmailMessage(policy=policy.SMTP)
    message.set_content("x")
    message.add_attachment(b"x", "application", "pdf", filename=shown)
    (found,) = message_from_bytes(message.as_bytes(), policy=policy.SMTP).iter_attachments()
    assert found.get_filename() == shown


def other_pythons() -> Iterator[str]:
    """Other interpreters of this machine, among them those whose own `email` lets headers in."""
    versions = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv"))) / "versions"
    yield from sorted(str(file) for file in versions.glob("3.1[1-9]*/bin/python"))


def test_every_python_of_this_machine_reads_the_headers_as_they_were_meant() -> None:
    program = (
        "import sys, json\n"
        f"sys.path.insert(0, {str(ROOT / 'src')!r})\n"
        "from briefgen.deliver.headers import Unfit, mailbox, unstructured, verify\n"
        f"content = {CONTENT!r}\n"
        "for text in json.loads(sys.stdin.read()):\n"
        "    try:\n"
        "        data = unstructured('Subject', text) + b'\\r\\n' + mailbox('To', 'a@example.org', text.strip()) + b'\\r\\n' + content\n"
        "    except Unfit:\n"
        "        continue\n"
        "    verify(data, [('Subject', text), ('To', (text.strip(), 'a@example.org'))])\n"
    )
    good = [
        "plain",
        "a  b",
        " x ",
        "Żółć 日本語 " * 12,
        "x" * 300,
        "word " * 60,
        'Nowak, "Anna" \\x (x)',
        "😀" * 50,
        "a.b",
        "a@b",
    ]
    for python in {sys.executable, *other_pythons()}:
        done = subprocess.run(
            [python, "-c", program], input=json.dumps(HOSTILE + good), capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), python


# -- as it is seen ----------------------------------------------------------------------------------------------------


@pytest.mark.full
def test_the_page_fits_a_phone_and_can_be_read_in_the_dark(tmp_path: Path) -> None:
    message = made(tmp_path, title="Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbb " * 2)
    page = body(message, "html")
    for part in message.walk():
        if part["Content-ID"]:
            data = b64encode(part.get_content()).decode()
            page = page.replace(f"cid:{part['Content-ID'][1:-1]}", f"data:image/png;base64,{data}")
    seen = "return [document.documentElement.scrollWidth, getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.querySelector('.sheet')).backgroundColor, document.querySelector('img').complete && document.querySelector('img').getBoundingClientRect().width]"
    for width, scheme, ink, paper in (
        (360, "light", "rgb(26, 31, 38)", "rgb(255, 255, 255)"),
        (360, "dark", "rgb(232, 236, 240)", "rgb(17, 22, 28)"),
        (1280, "light", "rgb(26, 31, 38)", "rgb(255, 255, 255)"),
    ):
        across, colour, ground, chart = browser.answer(page, seen, tmp_path, width, scheme)  # type: ignore[arg-type]
        assert across <= width
        assert (colour, ground) == (ink, paper)
        assert chart == min(608, width - 32)  # as wide as the letter


def test_a_letter_keeps_its_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    post, (first, second) = letters(tmp_path)
    again = Mailing(post.workspace, post.source)
    assert post.message(first) == again.message(first)
    assert post.message(second) != post.message(first)
    assert post.message(replace(first, attempts=3)) == post.message(first)
