"""Addresses of the network written so that no program and no reader follows them by mistake: hxxp for http, [.] for a dot."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import IPv6Address

_NAME = r"(?:[^\W_](?:[\w-]{0,62})\.)+(?:xn--[a-z0-9-]+|[^\W\d_]{2,63})"
_IPV4 = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}"
_PATTERN = re.compile(
    r"(?P<url>\b(?P<scheme>https?|s?ftps?|wss?|tcp|udp|ldaps?|rdp|ssh|smb)://(?P<host>[^\s/?#<>\"'\\]+))"
    rf"|(?P<mail>(?<![\w.+-])[\w.+%-]+@{_NAME}(?![\w-]))"
    rf"|(?P<ipv4>(?<![\w.-]){_IPV4}(?![\w-]|\.\d))"
    r"|(?P<ipv6>(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4})?(?![\w:.]))"
    rf"|(?P<name>(?<![\w@.\\/-]){_NAME}(?![\w@-]|\.\w|\())",
    re.IGNORECASE,
)
_DOT = re.compile(r"\.(?=[\w\[-])")
_ENDS = (
    "7z a apk bak bash bat bin bmp cab cfg chm class cmd cpl css csv dat db deb dev dll dmg doc docm docx dotm eml evtx exe gif gz hta htm html "
    "ico img inf ini iso jar java jpeg jpg js jse json key lnk lock log md mem mp3 mp4 msc msg msi odt ole one pak pcap pdf pem pf php png "
    "ppt pptm pptx ps ps1 psd psm1 pst py pyc pyd rar raw rb reg rpm rs rtf scr service sh so sql svg swf sys tar temp tgz tif tmp ttf txt url "
    "vbe vbs vhd vmdk wav wim wsf xls xlsb xlsm xlsx xml xsl yaml yml zip"
)
"""Ends of the names of files: what has one is taken for the name of a file, unless its row says that it is an address."""
_OF_ADDRESSES = "c2 cnc dns domain domain-name domainname fqdn host hostname ip-dst|port link uri url website"
"""What the cell beside an address may say that it is."""
_OF_OTHERS = (
    "autorun command detection directory file file-path filename filepath mutex module named pipe path process process-name regkey registry "
    "registry-key service sigma snort software user-agent version windows-service-name yara"
)
"""What the cell beside something else may say, whatever it looks like."""
_FILES, _ADDRESSES, _OTHERS = (frozenset(words.split()) for words in (_ENDS, _OF_ADDRESSES, _OF_OTHERS))


def defanged(cell: str, beside: Collection[str] = ()) -> str:
    """A cell with its addresses made harmless; `beside` are the other cells of its row, one of which may say of what
    kind a cell of one word is.

    An address of the web or of mail, an IP address and a name of a host are changed, nothing else: neither names of files nor versions.
    """
    kinds = {kind.casefold().strip() for kind in beside}
    whole = not any(map(str.isspace, cell.strip()))
    sure = whole and bool(kinds & _ADDRESSES)
    file = whole and not sure and bool(kinds & _OTHERS)

    def harmless(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "url" | "host":
                scheme, rest = found["scheme"], _split(found["host"])
                return f"{_scheme(scheme)}://{rest}"
            case "mail":
                user, _, host = found[0].rpartition("@")
                return f"{user}[@]{_split(host)}"
            case "ipv6":
                return found[0].replace(":", "[:]") if _is_ipv6(found[0]) else found[0]
            case "name" if file or not (sure or _is_host(found[0])):
                return found[0]
            case _:
                return _split(found[0])

    return _PATTERN.sub(harmless, cell)


def _is_host(name: str) -> bool:
    """False for what looks like the name of a file, or like the end of a sentence and the beginning of the next."""
    end = name.rpartition(".")[2]
    return end.casefold() not in _FILES and not (end[:1].isupper() and not end.isupper())


def _scheme(scheme: str) -> str:
    """hxxp, hxxps; ftp, which has no such spelling, is fxp."""
    return re.sub("^(s?)ftp", r"\1fxp", re.sub("^http", "hxxp", scheme, flags=re.IGNORECASE), flags=re.IGNORECASE)


def _split(host: str) -> str:
    user, at, rest = host.rpartition("@")
    return f"{user}{'[@]' if at else ''}{_DOT.sub('[.]', rest)}"


def _is_ipv6(text: str) -> bool:
    try:
        return bool(IPv6Address(text)) or text == "::"
    except ValueError:
        return False
