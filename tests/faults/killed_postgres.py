"""kill -9 of PostgreSQL at random moments: of all its processes, or of one that works for somebody."""

import sys
import time
from contextlib import suppress

from tests.faults.killing import kill, try_it
from tests.faults.outcome import end
from tools.servers import Postgres, wait_until


def start_again(server: Postgres) -> None:
    """It recovers from its log first. One that was forked as the others were killed may hold on for a moment."""
    for _ in range(20):
        with suppress(RuntimeError):
            return server.start()
        time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start again")


def strike(at, crew, web, chance) -> str:
    server = at.postgres
    everybody = server.pids()
    if chance.random() < 0.5:
        kill(*everybody)
        server.process.wait()
        start_again(server)
        return "all of PostgreSQL"
    kill(chance.choice(everybody[1:]))  # the others end too, and it begins again by itself
    wait_until(server.is_up, "PostgreSQL did not come back")
    return "one of PostgreSQL's"


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    end(try_it("killed PostgreSQL", "postgresql", rounds, strike))
