"""Making the proof file of one address, and taking it along."""

from chalicelib.domain.contact_methods import BadAddress
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.prove import NoSuchProof, open_proof, prove
from chalicelib.routes.door import NotThere, Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.downloads import json_lines_download
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.presenters.proof import made_notice, proof_page

proofs = StaffDoor(__name__)
ENTER = FieldError("earlier", "Enter an address that they had")


@proofs.get("/contacts/{contact_id}/proof", right="admin")
def ask_for_proof(visit: Visit, contact_id: str) -> Page:
    return _page(visit, contact_id)


@proofs.post("/contacts/{contact_id}/proof", right="admin")
def make_proof(visit: Visit, contact_id: str) -> Page | Response:
    address = visit.form.text("earlier") or visit.form.text("address")
    if not address:
        return _page(visit, contact_id, errors=(ENTER,))
    try:
        proof = prove(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            address=address,
            by=visit.by,
            at=visit.at,
        )
    except BadAddress as bad:
        problem = FieldError("earlier", f"This {bad.problem}. Enter {bad.value_hint}")
        return _page(visit, contact_id, errors=(problem,))
    return see_other(urls.url(f"/contacts/{contact_id}/proof"), notice=made_notice(proof))


@proofs.get("/contacts/{contact_id}/proof/{proof_id}", right="admin")
def take_proof(visit: Visit, contact_id: str, proof_id: str) -> Response:
    try:
        found = open_proof(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            proof_id=proof_id,
            by=visit.by,
            at=visit.at,
        )
    except NoSuchProof as error:
        raise NotThere from error
    return see_other(found) if isinstance(found, str) else json_lines_download(found, name="proof")


def _page(visit: Visit, contact_id: str, *, errors: tuple[FieldError, ...] = ()) -> Page:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    return proof_page(visit.frame, contact=record.contact, typed=visit.form, errors=errors)
