"""What somebody else's password is: made at random, told once, and replaced by its owner's own (staff/models.py).

Only its hash is kept. No log, no Event and no message has it.
"""

import secrets

from django.contrib.auth.models import AbstractUser as User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

# Sixteen consonants and four vowels that are told apart on paper and on the telephone: 16 bits in five letters
# (D. S. Wilkerson, proquints, 2009). No figures and no capitals, so that l and o can be nothing else.
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
GROUP, GROUPS = (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS), 4


def make(person: User) -> str:
    """64 random bits, like `lusab-babad-gutih-tugad`. It is as the rules want every password of `person`."""
    made = "-".join("".join(map(secrets.choice, GROUP)) for _ in range(GROUPS))
    try:
        validate_password(made, person)
    except ValidationError:  # one of the words that may not be in a password came out
        return make(person)
    return made


def mark(person: User) -> str:
    """Another one as soon as the password of `person` is another one. It tells nothing of it."""
    return salted_hmac(__name__, person.password, algorithm="sha256").hexdigest()
