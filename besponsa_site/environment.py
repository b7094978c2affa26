"""The environment, or one sentence about what in it cannot be read. It repeats no value: some are secret."""

from collections.abc import Callable
from typing import Any, Never
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

CURE = "Put it right in .env or wherever it is set; .env.example has its form."
ODD_SIGNS = "@ is written %40, / is %2F, : is %3A, # is %23, ? is %3F, [ is %5B, ] is %5D and % is %25"
SWITCHED = {"on", "true", "yes", "y", "ok", "1", "off", "false", "no", "n", "0", ""}


class Unreadable(SystemExit):
    """Ends any command, and the web server as it starts, with exit status 1 and a sentence."""


class Environment(environ.Env):
    """Says which variable cannot be read, and why."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        is_switch = self.scheme.get(var, (None,))[0] is bool
        if is_switch and super().get_value(var, str, "").strip().lower() not in SWITCHED:
            _refuse(var, "it is neither on nor off.")
        try:
            return super().get_value(var, cast, default, parse_default)
        except ValueError:
            _refuse(var, "it is not a whole number.")

    def one_of(self, var: str, *words: str) -> str:
        """Its value, which must be one of `words`."""
        value = self(var)
        if value not in words:
            _refuse(var, f"it must be one of: {', '.join(words)}.")
        return value

    def address(self, var: str, read: Callable[[str], Any], *schemes: str, instead: str = "") -> Any:
        """What `read` makes of its value (or of `instead`, where it is empty), an address that begins as `schemes`."""
        value = self(var) or instead
        scheme, is_address, _ = value.partition("://")
        if not is_address or scheme not in schemes:
            _refuse(var, f"it must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}.")
        try:
            return read(value)
        except (ValueError, ImproperlyConfigured):
            _refuse(var, f"its port is no number, or there are signs in its password that must be masked: {ODD_SIGNS}.")


def with_port(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """`read`, but a port that is none raises ValueError at once, not when somebody connects."""

    def reading(value: str) -> Any:
        urlsplit(value).port  # noqa: B018
        return read(value)

    return reading


def _refuse(var: str, why: str) -> Never:
    raise Unreadable(f"{var} cannot be read: {why} {CURE}") from None
