"""Headers that every answer carries besides Django's own."""

from django.http import HttpRequest, HttpResponse

# What no page here asks a browser for, nor anything put into one.
REFUSED = (
    *("accelerometer", "ambient-light-sensor", "autoplay", "battery", "bluetooth", "browsing-topics", "camera"),
    *("display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock"),
    *("serial", "speaker-selection", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking"),
)
ALLOWED = ("fullscreen", "publickey-credentials-create", "publickey-credentials-get")  # videos; passkeys of staff
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([f"{name}=()" for name in REFUSED] + [f"{name}=(self)" for name in ALLOWED]),
}


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
