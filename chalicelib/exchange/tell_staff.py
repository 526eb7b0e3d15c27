"""An email to people of the practice itself: free, in no report, and no patient’s."""

from collections.abc import Sequence

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.letters import EmailLetter
from chalicelib.domain.messages import message_id
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts


def tell_staff(
    parts: Parts, practice: Practice, emails: Sequence[str], *, subject: str, text: str, html: str
) -> None:
    """One attempt for each, over the channel that messages take."""
    letters = [
        EmailLetter(
            practice_id=practice.id,
            # Nobody’s message: what the provider tells of it later finds nothing to change.
            message_id=message_id(f"notice{parts.new_id()}", block=0, number=0),
            method=ContactMethod.EMAIL,
            to=email,
            sender_name=practice.name,
            reply_to=practice.reply_to_email or None,
            subject=subject,
            text=text,
            html=html,
            unsubscribe_url=None,
        )
        for email in emails
    ]
    if letters:
        parts.senders[Channel.EMAIL].send(letters)
