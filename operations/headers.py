"""Headers that every answer carries besides Django's own."""

from django.http import HttpRequest, HttpResponse

# What no page here asks a browser for, nor anything put into one: the names that browsers know, as they tell of others.
REFUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
ALLOWED = ("fullscreen", "publickey-credentials-create", "publickey-credentials-get")  # videos; passkeys of staff
PERMISSIONS = ", ".join([f"{name}=()" for name in REFUSED] + [f"{name}=(self)" for name in ALLOWED])


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if headers.get("Content-Type", "").startswith("text/html"):  # of no use on a file
            headers["Permissions-Policy"] = PERMISSIONS
        return response
