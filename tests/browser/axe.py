"""What axe-core finds on a page."""

from pathlib import Path

from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VISITORS = [*WCAG, "best-practice"]


def faults(page, rules: list[str] = WCAG) -> list[tuple[str, list[str]]]:
    """Each rule that is broken, with the elements that break it.

    The browser itself gives axe to the page: the page's own policy would let no script in. It refuses axe's styles, and
    says so in the console.
    """
    page.evaluate(SCRIPT.read_text())
    # What it finds in order is most of what it could say, and takes longer to tell than to find.
    wanted = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("async wanted => (await axe.run(wanted)).violations", wanted)
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
