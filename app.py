"""The front of the house: it opens the doors, and does nothing else."""

from importlib import import_module

from chalice.app import Blueprint, Chalice

from chalicelib.routes.api.file_types import BINARY

DOORS = {
    "handlers": "batches chores clock exports imports inbound receipts splits sweep watch",
    "routes": (
        "addresses_to_correct assets audit campaign_preview campaign_send campaign_steps "
        "campaign_test campaigns confirm_visit contact_preferences contact_proof contact_stops "
        "contacts dead_letters email_broadcast forgot_password health help home imports inbox "
        "messages_sent own_code patients personalized_messages problems purchases schedule "
        "sent_files session settings staff templates to_do unsubscribe usage_statistics"
    ),
    "routes.api": "campaigns conversations credits imports messages messages_sent openapi "
    "patients refusals templates",
}
"""Those for events, those for people, and those for practice systems."""

app = Chalice(app_name="pmx")
app.api.binary_types += ["multipart/form-data", *BINARY]
for place, names in DOORS.items():
    for name in names.split():
        for door in vars(import_module(f"chalicelib.{place}.{name}")).values():
            if isinstance(door, Blueprint):
                app.register_blueprint(door)
