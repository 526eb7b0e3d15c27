"""The proof file of a contact, in each state of its page."""

from chalicelib.web.pages.page import Option, Page
from chalicelib.web.pages.proof import ProofPage
from tests.web.cast import Shared, riley, wrong

ANA: Shared = {
    "action": "/contacts/c1/proof",
    "back_href": "/contacts/c1",
    "name": "Ana O'Brien",
}
ADDRESSES = (
    Option(value="ana@example.com", label="ana@example.com"),
    Option(value="+12125550134", label="(212) 555-0134"),
)

GALLERY: dict[str, Page] = {
    "proof": ProofPage(frame=riley, addresses=ADDRESSES, address="ana@example.com", **ANA),
    "proof without an address": ProofPage(frame=riley, **ANA),
    "proof errors": ProofPage(
        frame=riley,
        addresses=ADDRESSES,
        earlier="12",
        errors=wrong("earlier", "Enter a number"),
        **ANA,
    ),
}  # fmt: skip
