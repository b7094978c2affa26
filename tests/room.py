"""A disk with little room, for real: the operating system refuses what goes beyond."""

import resource
from contextlib import contextmanager


@contextmanager
def room_for(size: int):
    """No file may grow beyond it."""
    _, hard = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
