"""Hundreds of connections that send a byte a second, or read as slowly: at nginx, and at gunicorn without it."""

import asyncio
import ssl
import threading
import time
from contextlib import contextmanager, suppress

from tests.faults.outcome import Outcome, end
from tests.faults.place import place
from tests.faults.visitors import PAGE, readers
from tools.web_servers import Nginx

EACH = 120  # connections of each kind
LASTS = 15  # seconds
HEAD = "Host: localhost\r\nX-Forwarded-Proto: https\r\n"
KINDS = {
    "headers": f"GET {PAGE} HTTP/1.1\r\n{HEAD}X-Slow: ",
    "body": f"POST /confirm/ HTTP/1.1\r\n{HEAD}Content-Length: 60000\r\n\r\n",
    "reading": f"GET /static/css/site.css HTTP/1.1\r\n{HEAD}\r\n" * 40,
}


async def _dawdle(port: int, kind: str, tls: ssl.SSLContext | None, over: threading.Event) -> None:
    """One slow client; it comes again when it is cut off."""
    while not over.is_set():
        with suppress(OSError, asyncio.TimeoutError):
            opening = asyncio.open_connection("127.0.0.1", port, ssl=tls, limit=1024)
            reader, writer = await asyncio.wait_for(opening, 10)
            writer.write(KINDS[kind].encode())
            while not over.is_set():
                await asyncio.sleep(1)
                if kind == "reading":
                    await asyncio.wait_for(reader.read(1), 5)
                else:
                    writer.write(b"x")
                    await writer.drain()
            writer.transport.abort()
        await asyncio.sleep(0.2)


@contextmanager
def attack(port: int, tls: ssl.SSLContext | None):
    over = threading.Event()

    async def all_of_them():
        await asyncio.gather(*(_dawdle(port, kind, tls, over) for kind in KINDS for _ in range(EACH)))

    thread = threading.Thread(target=lambda: asyncio.run(all_of_them()))
    thread.start()
    time.sleep(4)  # until they hold what they can
    try:
        yield
    finally:
        over.set()
        thread.join()


def main() -> Outcome:
    outcome = Outcome(f"{EACH * len(KINDS)} slow clients, sqlite")
    with place("sqlite") as at:
        nginx = Nginx(at.folder / "nginx")
        web = at.gunicorn(HTTPS="on", SITE_ADDRESS=nginx.address)
        nginx.instances = [f"127.0.0.1:{web.port}"]
        web.start()
        nginx.configure()
        nginx.start()
        untrusting = ssl.create_default_context()
        untrusting.check_hostname, untrusting.verify_mode = False, ssl.CERT_NONE
        options = {"number": 4, "verify": str(nginx.certificate)}
        try:
            with readers(nginx.address, **options) as quiet:
                time.sleep(LASTS)
            with readers(nginx.address, **options) as through_nginx, attack(nginx.port, untrusting):
                time.sleep(LASTS)
            with readers(nginx.address, patience=5, **options) as alone, attack(web.port, None):
                time.sleep(LASTS)
        finally:
            nginx.stop()
            web.kill()
    outcome.see("readers without them", quiet)
    outcome.see("readers while they hold on to nginx", through_nginx)
    outcome.see("readers while they hold on to gunicorn itself", alone)
    outcome.promise(set(through_nginx.statuses) == {200}, f"Readers got {through_nginx}.")
    outcome.promise(through_nginx.median_ms < 10 * quiet.median_ms, "Readers waited ten times as long.")
    return outcome.over()


if __name__ == "__main__":
    end(main())
