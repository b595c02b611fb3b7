"""Which addresses lie on the open internet: never the local network, this machine, or a cloud's own services."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """True for an address of the open internet; an IPv4 address within an IPv6 one is looked at too."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _within(found)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _within(found: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, NAT64; Teredo is nobody's."""
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if found.sixtofour is not None:
        return found.sixtofour
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    if found.teredo is not None or int(found) >> 32 == 0:
        return IPv4Address(0)
    return None
