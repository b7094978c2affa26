"""kill -9 of a working process at random moments, while it freezes, signs and withdraws; of gunicorn's now and then."""

import sys

from tests.faults.killing import kill, try_it
from tests.faults.outcome import end
from tests.faults.place import DATABASES


def strike(at, crew, web, chance) -> str:
    workers = web.pids()[1:]
    if chance.random() < 0.2 and workers:
        kill(chance.choice(workers))
        return "gunicorn's worker"
    crew.kill(chance.randrange(len(crew.clerks)))
    return "clerk"


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    end(*(try_it("killed worker", database, rounds, strike) for database in DATABASES))
