"""The proof file: which address it is for, and the seal by which it is known again."""

from chalicelib.domain.patients import Contact
from chalicelib.exchange.prove import Proof
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Frame, Notice, Option
from chalicelib.web.pages.proof import ProofPage
from chalicelib.web.presenters.consents import shown_address
from chalicelib.web.words import counted


def proof_page(
    frame: Frame, *, contact: Contact, typed: Form, errors: tuple[FieldError, ...] = ()
) -> ProofPage:
    """The addresses that they have, and room for one that they had."""
    addresses = tuple(dict.fromkeys(contact.methods.values()))
    return ProofPage(
        frame=frame,
        action=urls.url(f"/contacts/{contact.id}/proof"),
        back_href=urls.contact(contact.id),
        name=contact.name,
        addresses=tuple(Option(value=each, label=shown_address(each)) for each in addresses),
        address=typed.typed("address") or next(iter(addresses), ""),
        earlier=typed.typed("earlier"),
        errors=errors,
    )


def made_notice(proof: Proof) -> Notice:
    """It is made; the link takes it along."""
    return Notice(
        tone="good",
        heading="The file is made",
        text=f"{counted(proof.lines, 'line')}, sealed {proof.seal}.",
        link_href=urls.url(f"/contacts/{proof.contact_id}/proof/{proof.id}"),
        link_text="Download the proof file",
    )
