"""What the tests put into the cluster's database and bucket; run by a process of the site's own settings."""

from hashlib import sha256

ADMINISTRATOR, PASSWORD = "administrator", "correct horse battery staple"
LEAFLET = "/downloads/fast-facts.pdf"
FILES = {letter: (letter * 3000).encode() for letter in "AB"}
MEDIA = {letter: f"/media/{sha256(body).hexdigest()}.mp4" for letter, body in FILES.items()}
PAGES = {"A": "/dosing/", "B": "/stability/"}  # each with the file of its letter


def fill(cluster) -> None:
    cluster.in_the_site("from tests.cluster import site; site.make()")


def make() -> None:
    """A live gate, two live pages with a file each, a live leaflet, and somebody who may withdraw them."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from tests.factories import LeafletFactory, PageFactory, PrescribingInformationFactory, certified, interstitial

    call_command("migrate", verbosity=0)
    # For people whom nobody signs in as.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    certified(interstitial())
    certified(PrescribingInformationFactory())
    certified(LeafletFactory(address=LEAFLET))
    put_files()
    for letter, address in PAGES.items():
        certified(PageFactory(address=address, text=f'<p>Give it slowly. <a href="{MEDIA[letter]}">The video</a></p>'))
    password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    User.objects.create(username=ADMINISTRATOR, password=password, is_staff=True, is_superuser=True)


def put_files() -> None:
    """Into the bucket."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    for letter, address in MEDIA.items():
        default_storage.save(address.rpartition("/")[2], ContentFile(FILES[letter]))
