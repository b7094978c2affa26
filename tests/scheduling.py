"""Which tests one process of a run goes through together: those that share what takes long to set up."""

from xdist.scheduler.loadscope import LoadScopeScheduling

SHARE_ONE_SITE = ("tests/cluster/", "tests/demonstration/")
START_PROGRAMS = (
    "tests/cluster/",
    "tests/upgrades/",
    "tests/operations/test_database_roles",
    "tests/operations/test_restore",
)


class Together(LoadScopeScheduling):
    """A file stays in one process, and of some folders all files. They are handed out in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((folder for folder in SHARE_ONE_SITE if file.startswith(folder)), file)
