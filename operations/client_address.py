"""Who asked: the address of the visitor, not of the proxy before this server."""

from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """REMOTE_ADDR becomes the address that the outermost of our own PROXIES saw; limits count by `request.network`.

    Each proxy adds the address it was asked from to the end of X-Forwarded-For. What stands before those of our own was
    sent by the visitor, and may say anything.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if said := request.META.pop("HTTP_X_FORWARDED_FOR", ""):
            forwarded, proxies = said.split(","), settings.PROXIES
            if 0 < proxies <= len(forwarded) and _is_address(address := forwarded[-proxies].strip()):
                request.META["REMOTE_ADDR"] = address
        request.network = _network_of(request.META.get("REMOTE_ADDR", ""))
        return self.get_response(request)


@lru_cache(1000)
def _network_of(address: str) -> str:
    """An IPv4 address; of IPv6 the /64, since whoever has one address there has all of them."""
    try:
        known = ip_address(address)
    except ValueError:  # a socket has none
        return address
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known, 64), strict=False).network_address)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
