"""The providers: they take a message once or not at all, may say nothing, and tell of it later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.letters import (
    Accepted,
    Answer,
    ChannelPaused,
    Letter,
    NotTaken,
    Refused,
    Unknown,
)
from chalicelib.domain.stops import NO_SUCH_NUMBER, OPTED_OUT
from tests.simulation.faults import Fault
from tests.simulation.ports import LATE_SECONDS, Machinery

STORIES: dict[Channel, tuple[tuple[DeliveryEvent, ...], ...]] = {
    Channel.EMAIL: (
        (DeliveryEvent.SENT, DeliveryEvent.DELIVERED),
        (DeliveryEvent.SENT, DeliveryEvent.DELAYED, DeliveryEvent.DELIVERED, DeliveryEvent.OPENED),
        (DeliveryEvent.SENT, DeliveryEvent.HARD_BOUNCE),
        (DeliveryEvent.SENT, DeliveryEvent.DELIVERED, DeliveryEvent.COMPLAINT),
        (DeliveryEvent.SENT, DeliveryEvent.SOFT_BOUNCE),
    ),
    Channel.TEXT: (
        (),
        (DeliveryEvent.SENT, DeliveryEvent.DELIVERED),
        (DeliveryEvent.PENDING, DeliveryEvent.FAILED),
    ),
    Channel.PHONE: (
        (DeliveryEvent.STARTED, DeliveryEvent.ANSWERED, DeliveryEvent.HEARD),
        (DeliveryEvent.STARTED, DeliveryEvent.BUSY),
        (DeliveryEvent.FAILED,),
        (DeliveryEvent.STARTED, DeliveryEvent.ANSWERED, DeliveryEvent.STOP_CALLS),
    ),
}
"""What becomes of a message, one of these; of a text there may never be any news."""

REASONS: Mapping[tuple[Channel, DeliveryEvent], tuple[str, ...]] = {
    (Channel.EMAIL, DeliveryEvent.HARD_BOUNCE): ("no_such_address",),
    (Channel.TEXT, DeliveryEvent.FAILED): (NO_SUCH_NUMBER, OPTED_OUT, "not_reachable"),
    (Channel.PHONE, DeliveryEvent.FAILED): (NO_SUCH_NUMBER, "blocked"),
}
DELAY_SECONDS = 3_600.0
"""News that comes as late as doubt lasts."""
SLOW = 0.15
"""How often a provider takes its time to answer."""
Tell = Callable[[Receipt, Receipt], None]
"""News as it is told, and the same with the message that it is of."""


class Provider:
    """One channel’s provider, with trouble."""

    def __init__(
        self, channel: Channel, machinery: Machinery, *, tell: Tell, now: Callable[[], datetime]
    ) -> None:
        self._channel, self._machinery, self._tell, self._now = channel, machinery, tell, now
        self._site = f"senders.{channel.value}.send"

    def send(self, letters: Sequence[Letter]) -> tuple[Answer, ...]:
        """See the port; a worker may be killed while it waits for the answer."""
        machinery = self._machinery
        machinery.scheduler.step()
        task = machinery.scheduler.current
        assert task is not None
        for letter in letters:
            machinery.watch.offered(letter, task=task)
        fault = machinery.faults.strike(self._site)
        machinery.watch.told(self._site, (letters,), {}, f"!! {fault.value}" if fault else "taken")
        if fault is None:
            answers = tuple(self._accept(letter) for letter in letters)
            if machinery.random.random() < SLOW:
                # News of it may be here before the answer is.
                machinery.scheduler.sleep(machinery.random.choice((1.0, 9.0)))
            return answers
        task.is_struck = True
        return self._struck(letters, fault)

    def _struck(self, letters: Sequence[Letter], fault: Fault) -> tuple[Answer, ...]:
        scheduler, random = self._machinery.scheduler, self._machinery.random
        if fault is Fault.KILL_BEFORE:
            scheduler.kill()
        if fault is Fault.KILL_AFTER:
            for letter in letters:
                self._accept(letter)
            scheduler.kill()
        if fault is Fault.PARTIAL:
            for letter in letters[: random.randrange(len(letters))]:
                self._accept(letter)
            scheduler.kill()
        scheduler.sleep(random.choice((0.5, 5.0, 15.0)))
        # One letter of the call for sure, each other one with even chances; the rest is taken.
        unlucky = random.randrange(len(letters))
        return tuple(
            self._answer(letter, fault)
            if number == unlucky or random.random() < 0.5
            else self._accept(letter)
            for number, letter in enumerate(letters)
        )

    def _answer(self, letter: Letter, fault: Fault) -> Answer:
        if fault is Fault.THROTTLE:
            return NotTaken("throttled")
        if fault is Fault.REFUSE:
            is_on_its_list = self._channel is Channel.TEXT and self._machinery.random.random() < 0.5
            return Refused(OPTED_OUT if is_on_its_list else "rejected")
        if fault is Fault.PAUSE:
            return ChannelPaused("sending_paused")
        if fault is Fault.TIMEOUT_DONE:
            self._accept(letter)
        if fault is Fault.LATE:
            late = self._machinery.random.choice(LATE_SECONDS)
            self._machinery.scheduler.after(late, lambda: self._accept_late(letter))
        return Unknown("timeout")

    def _accept(self, letter: Letter) -> Answer:
        return Accepted(self._take(letter))

    def _accept_late(self, letter: Letter) -> None:
        self._take(letter)

    def _take(self, letter: Letter) -> str:
        """It has it now: nothing takes that back."""
        machinery = self._machinery
        messages = machinery.watch.messages
        provider_id = f"{self._channel.value}-{len(messages.accepted) + 1}"
        messages.accept(letter.message_id, provider_id=provider_id)
        machinery.watch.wishes.accepted(letter)
        events = machinery.random.choice(STORIES[self._channel])
        for number, event in enumerate(events):
            self._tell_of(letter, event, provider_id, seconds=2.0 * number)
        return provider_id

    def _tell_of(
        self, letter: Letter, event: DeliveryEvent, provider_id: str, *, seconds: float
    ) -> None:
        """News goes its own way: it may be lost, come twice, late or in any order."""
        machinery, random = self._machinery, self._machinery.random
        fault = machinery.faults.strike(f"receipts.{self._channel.value}")
        if fault is Fault.LOSE:
            return
        reasons = REASONS.get((self._channel, event), ("",))
        reason = random.choice(reasons)
        whole = Receipt(
            letter.practice_id,
            letter.message_id,
            event,
            self._now(),
            reason,
            provider_id,
            # As the real ones: only an email’s news say how it left.
            channel=self._channel if self._channel is Channel.EMAIL else None,
        )
        # A call’s events carry the provider’s id alone: whose it is has to be asked.
        is_named = self._channel is not Channel.PHONE or event is DeliveryEvent.STOP_CALLS
        receipt = whole if is_named else replace(whole, practice_id="", message_id="")
        if fault is Fault.DELAY:
            seconds += DELAY_SECONDS + 300.0 * random.random()
        for _ in range(2 if fault is Fault.DUPLICATE else 1):
            delay = seconds + random.random() * 6.0
            machinery.scheduler.after(delay, lambda: self._tell(receipt, whole))
