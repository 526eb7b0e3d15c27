"""What families text back: they stop, start again, ask, thank, and write when nobody reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from chalicelib.domain.open_hours import Day, OpenHours
from chalicelib.domain.replies import Incoming
from chalicelib.exchange.ports import Parts
from tests.simulation.people import address_of, text_number
from tests.simulation.wishes import Closed
from tests.simulation.world import World

STOPPING = ("STOP", "stop all", "baja")
STARTING = ("START", "unstop")
IN_THEIR_WORDS = ("please quit texting me",)
ORDINARY = ("when is it?", "thanks", "YES", "2")
"""What is answered at night; YES starts nothing."""
TEXTED_BACK = (*STOPPING, *STARTING, *IN_THEIR_WORDS, *ORDINARY, "1", "HELP")
NOBODYS_NUMBER = "+12125550999"
OPEN_FOR_A_MOMENT = (180.0, 300.0)
"""When a practice with two nights is open, in seconds of the run."""


def keep_hours(world: World, practice_id: str) -> None:
    """From the beginning, the practice is closed this Monday, or open for two minutes of it."""
    is_open_once = world.random.random() < 0.5
    opens, closes = OPEN_FOR_A_MOMENT
    monday = Day(time(9, int(opens) // 60), time(9, int(closes) // 60)) if is_open_once else None
    practice = world.records.practice(practice_id)
    hours = OpenHours((monday, *practice.open_hours.days[1:]))
    world.records.save_practice(replace(practice, open_hours=hours))
    nights: Closed = ((0.0, opens), (closes, float("inf"))) if monday else ((0.0, float("inf")),)
    world.wishes.closed[practice_id] = nights


def texting_back(world: World, practice_id: str, *, is_torn: bool) -> Callable[[Parts], object]:
    """Somebody texts back, and the provider may tell of it more than once."""
    random = world.random
    is_torn = is_torn or random.random() < 0.3
    text = random.choice(
        (*STOPPING, *STARTING, *STARTING, *IN_THEIR_WORDS) if is_torn else TEXTED_BACK
    )
    ben, cleo = address_of(practice_id, "ben"), address_of(practice_id, "cleo")
    number = ben if is_torn else random.choice((ben, ben, ben, cleo, NOBODYS_NUMBER))
    times = random.choice((1, 1, 2, 3))
    message_id = f"in-{random.randrange(10**9)}"

    def press(parts: Parts) -> None:
        told = Incoming(message_id, number, text_number(practice_id), text, world.now())
        world.wishes.told(told)
        for _ in range(times):
            world.queues.put("inbound", {"incoming": told})

    return press
