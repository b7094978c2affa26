"""How people are called."""

from django.contrib.auth.models import AbstractUser as User


def name_of(user: User) -> str:
    """The person as registers, messages and certificates print them."""
    return user.get_full_name() or user.get_username()
