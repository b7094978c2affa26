"""Who may import whom, and other promises of the design that are about the code itself."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OWN = {"compliance", "pages", "gating", "downloads", "search", "operations", "staff", "demonstration", "besponsa_site"}
MAY_IMPORT = {
    "compliance": set(),
    "pages": {"compliance"},
    "gating": {"compliance"},
    "downloads": {"compliance", "pages"},
    "search": {"compliance"},
    "operations": {"compliance"},
    "staff": {"compliance"},
    "demonstration": {"compliance", "pages", "gating", "downloads"},
    "besponsa_site": {"compliance", "pages", "gating", "downloads", "search", "operations", "staff"},
}


def imported_by(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names} & OWN


@pytest.mark.parametrize("app", sorted(MAY_IMPORT))
def test_imports_point_one_way(app):
    files = [file for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts]
    assert files

    for file in files:
        assert imported_by(file) <= MAY_IMPORT[app] | {app}, file


def test_only_the_settings_read_the_environment():
    readers = {
        file.relative_to(ROOT).as_posix()
        for app in OWN
        for file in (ROOT / app).rglob("*.py")
        if "os.environ[" in file.read_text() or "environ.Env" in file.read_text() or "getenv" in file.read_text()
    }

    assert readers <= {"besponsa_site/environment.py", "besponsa_site/settings.py", "besponsa_site/gunicorn.py"}


def test_every_setting_read_is_listed_in_the_example():
    source = ast.parse((ROOT / "besponsa_site" / "settings.py").read_text())
    declared = {
        keyword.arg
        for node in ast.walk(source)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Environment"
        for keyword in node.keywords
    }
    listed = (ROOT / ".env.example").read_text()

    assert declared
    assert [name for name in sorted(declared) if f"{name}=" not in listed] == []
