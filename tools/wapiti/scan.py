"""Scan a running site with wapiti as a stranger, as a healthcare professional and as an editor.

    python -m tools.wapiti.scan ADDRESS WAPITI REPORTS PASSWORDS

ADDRESS is of the site by https, WAPITI the program, REPORTS a folder for its reports, PASSWORDS the demonstration's
file of staff passwords. Ends with 1 when it finds anything, or when it saw fewer pages than there are.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import requests
import urllib3

MODULES = "all,-wapp,-nikto,-brute_login_form,-takeover,-htp,-log4shell,-spring4shell,-cms,-wp_enum,-network_device"
LONGEST_SECONDS = 240
LEAST_PAGES = {"stranger": 4, "professional": 15, "editor": 15}
NOT_TO_FOLLOW = ["/admin/logout/", "/confirm/?answer=no"]


def main(address: str, wapiti: str, reports: str, passwords: str) -> int:
    urllib3.disable_warnings()  # the certificate is our own, of a minute ago
    staff = dict(line.split() for line in Path(passwords).read_text().splitlines() if line.strip())
    visitors = {"stranger": _session(), "professional": _professional(address), "editor": _editor(address, staff)}
    found = [_scan(address, wapiti, Path(reports), who, visitor) for who, visitor in visitors.items()]
    return int(any(found))


def _scan(address: str, wapiti: str, reports: Path, who: str, visitor: requests.Session) -> bool:
    """Whether anything was found; it is printed."""
    report = reports / f"{who}.json"
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.cookies)
    start = f"{address}/admin/" if who == "editor" else f"{address}/"
    command = [
        wapiti,
        "-u",
        start,
        "--scope",
        "folder",
        "-m",
        MODULES,
        "-d",
        "2" if who == "editor" else "4",
        "--flush-session",
        "--no-bugreport",
    ]
    command += ["--max-scan-time", str(LONGEST_SECONDS), "--max-attack-time", "30", "-f", "json", "-o", str(report)]
    command += ["--color", "-S", "normal", *(word for path in NOT_TO_FOLLOW for word in ("-x", f"{address}{path}"))]
    command += ["-H", f"Cookie: {cookies}"] if cookies else []
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (reports / f"{who}.log").write_text(output)
    found = json.loads(report.read_text())
    problems = {
        name: entries for kind in ("vulnerabilities", "anomalies") for name, entries in found[kind].items() if entries
    }
    pages = found["infos"]["crawled_pages_nbr"]
    print(f"{who}: {pages} pages, {sum(map(len, problems.values()))} findings")
    for name, entries in problems.items():
        for entry in entries:
            print(f"  {name}: {entry['method']} {entry['path']} {entry['info']}")
    if pages < LEAST_PAGES[who]:
        print(f"  It saw fewer than {LEAST_PAGES[who]} pages: {report.with_suffix('.log')} says what it met.")
    return bool(problems) or pages < LEAST_PAGES[who]


def _professional(address: str) -> requests.Session:
    session = _session()
    _post(session, f"{address}/confirm/", answer="yes")
    return session


def _editor(address: str, staff: dict[str, str]) -> requests.Session:
    session = _session()
    answer = _post(session, f"{address}/admin/login/", login="editor", password=staff["editor"])
    if "Log out" not in answer.text:
        raise RuntimeError("The editor could not sign in.")
    return session


def _post(session: requests.Session, address: str, **fields: str) -> requests.Response:
    """The form at `address`, with what it holds itself."""
    page = session.get(address)
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|text|next)" value="([^"]*)"', page.text))
    answer = session.post(page.url, data=hidden | fields, headers={"Referer": page.url})
    answer.raise_for_status()
    return answer


def _session() -> requests.Session:
    session = requests.Session()
    session.verify, session.trust_env = False, False
    return session


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
