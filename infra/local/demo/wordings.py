"""The wording that the demo practice begins with, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts


@dataclass(frozen=True)
class Words:
    """A template before it is saved."""

    name: str
    need: Need
    kind: Kind
    texts: Mapping[str, Texts]
    extra_fields: tuple[str, ...] = ()


APPOINTMENT = Words(
    name="Appointment reminder",
    need=Need.APPOINTMENT,
    kind=Kind.PERSONALIZED,
    texts={
        "en": Texts(
            subject="{{ patient_first_name }}’s visit on {{ appointment_date }}",
            email=(
                "Dear {{ contact_name }},\n\n"
                "{{ patient_first_name }} has a visit with {{ provider }} on "
                "{{ appointment_date }} at {{ appointment_time }}, at {{ location }}.\n\n"
                "If that does not suit you, please call us at {{ practice_phone }}.\n\n"
                "{{ practice_name }}"
            ),
            text=(
                "{{ practice_name }}: {{ patient_first_name }} has a visit on "
                "{{ appointment_date }} at {{ appointment_time }}. "
                "Questions? {{ practice_phone }}"
            ),
            phone=(
                "{{ patient_first_name }} has a visit with {{ provider }} on "
                "{{ appointment_date }} at {{ appointment_time }}, at {{ location }}."
            ),
        ),
        "es": Texts(
            subject="La cita de {{ patient_first_name }}: {{ appointment_date }}",
            email=(
                "Estimado/a {{ contact_name }}:\n\n"
                "{{ patient_first_name }} tiene una cita con {{ provider }} el "
                "{{ appointment_date }} a las {{ appointment_time }}, en {{ location }}.\n\n"
                "Si no le conviene, llámenos al {{ practice_phone }}.\n\n"
                "{{ practice_name }}"
            ),
            text=(
                "{{ practice_name }}: {{ patient_first_name }} tiene una cita el "
                "{{ appointment_date }} a las {{ appointment_time }}. "
                "Preguntas: {{ practice_phone }}"
            ),
            phone=(
                "{{ patient_first_name }} tiene una cita con {{ provider }} el "
                "{{ appointment_date }} a las {{ appointment_time }}, en {{ location }}."
            ),
        ),
    },
)

RECALL = Words(
    name="Check-up is due",
    need=Need.RECALL,
    kind=Kind.PERSONALIZED,
    texts={
        "en": Texts(
            subject="Time for {{ patient_first_name }}’s check-up",
            email=(
                "Dear {{ contact_name }},\n\n"
                "{{ patient_first_name }} is due for a check-up. Please call us at "
                "{{ practice_phone }} to find a time.\n\n"
                "{{ practice_name }}"
            ),
            text=(
                "{{ practice_name }}: {{ patient_first_name }} is due for a check-up. "
                "To find a time, call {{ practice_phone }}."
            ),
            phone="{{ patient_first_name }} is due for a check-up. Please call us to find a time.",
        ),
        "es": Texts(
            subject="{{ patient_first_name }} necesita un chequeo",
            email=(
                "Estimado/a {{ contact_name }}:\n\n"
                "{{ patient_first_name }} necesita un chequeo. Llámenos al "
                "{{ practice_phone }} para encontrar una hora.\n\n"
                "{{ practice_name }}"
            ),
            text=(
                "{{ practice_name }}: {{ patient_first_name }} necesita un chequeo. "
                "Llame al {{ practice_phone }}."
            ),
            phone="{{ patient_first_name }} necesita un chequeo. Llámenos para encontrar una hora.",
        ),
    },
)

FLU_CLINIC = Words(
    name="Flu clinic",
    need=Need.ANNOUNCEMENT,
    kind=Kind.BROADCAST,
    texts={
        "en": Texts(
            subject="Flu clinic on {{ clinic_date }}",
            email=(
                "Dear families,\n\n"
                "Our flu clinic is on {{ clinic_date }}, {{ clinic_hours }}. No appointment is "
                "needed. Bring everybody.\n\n"
                "Questions? Call {{ practice_phone }}.\n\n"
                "{{ practice_name }}"
            ),
        ),
        "es": Texts(
            subject="Vacunas contra la gripe: {{ clinic_date }}",
            email=(
                "Estimadas familias:\n\n"
                "Vacunamos contra la gripe: {{ clinic_date }}, {{ clinic_hours }}. No se necesita "
                "cita. Vengan todos.\n\n"
                "Preguntas: {{ practice_phone }}.\n\n"
                "{{ practice_name }}"
            ),
        ),
    },
    extra_fields=("clinic_date", "clinic_hours"),
)
