"""Who asked: the address of the visitor, not of the proxy before this server."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """REMOTE_ADDR becomes the address that the outermost of our own PROXIES saw.

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
        return self.get_response(request)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
