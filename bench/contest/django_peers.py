"""A Django project as small as can be, with SQLite and django-ses, for the peers made for it."""

import os
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

SUBJECT = "Reminder: {{ patient_first_name }} on {{ appointment_date }}"
BODY = """Dear {{ contact_name }},

this is a reminder of the visit of {{ patient_first_name }} {{ patient_last_name }} with
{{ provider }} on {{ appointment_date }} at {{ appointment_time }}, {{ location }}.

Please bring the insurance card and a list of the medicines that {{ patient_first_name }} takes,
and arrive ten minutes early. If you cannot come, call us at {{ practice_phone }} at least a day
before, so that another family can have the time.

Kind regards,
{{ practice_name }}
"""
HTML = "<html><body><p>" + BODY.replace("\n\n", "</p><p>") + "</p></body></html>"
VALUES = {
    "patient_first_name": "Maximilian",
    "patient_last_name": "Fernandez-Ortiz",
    "contact_name": "Esperanza Fernandez-Ortiz",
    "appointment_date": "Tuesday, December 1",
    "appointment_time": "9:40 AM",
    "provider": "Dr. Adams",
    "location": "Maple Street",
    "practice_phone": "(212) 555-0100",
    "practice_name": "Maple Street Pediatrics",
}
SENDER = "desk@maple.example"


def begin(*, name: str, app: str, **more: Any) -> None:
    """Django with this app, its tables made anew."""
    data = Path(os.environ["BENCH_DATA"])
    settings.configure(
        SECRET_KEY="invented",  # noqa: S106 - nothing is signed
        INSTALLED_APPS=["django.contrib.contenttypes", app],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": data / f"{name}.sqlite3"}
        },
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        LOGGING_CONFIG=None,
        USE_SES_V2=True,
        AWS_SES_REGION_NAME="us-east-1",
        AWS_SES_REGION_ENDPOINT_URL=os.environ["STUB_URL"],
        # Without this it asks SES for its quota all the time.
        AWS_SES_AUTO_THROTTLE=None,
        **more,
    )
    django.setup()
    call_command("migrate", verbosity=0)
