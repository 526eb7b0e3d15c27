"""The two invented practices, and what each of them does where nobody said anything."""

from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need

MAPLE = Practice(
    id="demo",
    name="Maple Street Pediatrics",
    phone="+12125550100",
    postal_address="12 Maple Street, New York, NY 10025",
    zone="America/New_York",
    reply_to_email="frontdesk@maplestreet.example",
    reply_to_phone="+12125550101",
    low_at=200,
    text_number="+12125550190",
    defaults={
        Need.APPOINTMENT: Choice.TEXT,
        Need.RECALL: Choice.EMAIL,
        Need.BILLING: Choice.MAIL,
        Need.RESULTS: Choice.PERSON,
        Need.ANNOUNCEMENT: Choice.EMAIL,
    },
    colloquial_names={
        "Dr Adams": "Doctor Adams",
        "Dr Brook": "Doctor Brook",
        "NP Castillo": "Nurse Castillo",
    },
)

OAK = Practice(
    id="oak",
    name="Oak Hill Family Medicine",
    phone="+16175550100",
    postal_address="3 Oak Hill Road, Cambridge, MA 02139",
    zone="America/New_York",
    reply_to_phone="+16175550100",
    text_number="+16175550190",
    defaults={Need.APPOINTMENT: Choice.TEXT, Need.RECALL: Choice.EMAIL},
)
