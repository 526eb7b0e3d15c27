"""Why somebody selected gets no message, in plain words, and what to do about it."""

from chalicelib.web.words import Reason

SKIPPED = {
    "no_contact": Reason("No contact in the record", "Add a contact in the patient record."),
    "may_not_receive": Reason(
        "May not receive messages about this patient",
        "Nothing to do: the patient record says so.",
    ),
    "do_not_contact": Reason("Asked not to be contacted", "Nothing to do: respect their wish."),
    "no_preferred_method": Reason(
        "No preferred contact method", "Ask how to reach them and add it in the patient record."
    ),
    "chose_mail": Reason("Asked to be reached by mail", "Send a letter."),
    "chose_person": Reason("Asked to be reached by a person", "Call or talk to them yourself."),
    "chose_none": Reason("Asked for none of this kind", "Nothing to do: respect their wish."),
    "chose_another_channel": Reason(
        "Asked for text or phone, not email",
        "Send them a personalized message: it goes the way they chose.",
    ),
    "no_address": Reason(
        "No {method} in the record", "Ask for it and add it in the patient record."
    ),
    "invalid_address": Reason(
        "The {method} in the record cannot be used", "Ask for it and correct the patient record."
    ),
    "address_bounced": Reason(
        "Email address does not exist",
        "Ask for a new address. We will not use this one again until you correct it.",
    ),
    "no_such_number": Reason(
        "There is no such number",
        "Ask for a new number. We will not use this one again until you correct it.",
    ),
    "marked_as_spam": Reason("Marked an earlier email as spam", "Ask how to reach them instead."),
    "unsubscribed": Reason("Unsubscribed from announcements", "Nothing to do: respect their wish."),
    "asked_to_stop": Reason("Asked us to stop", "Ask how to reach them instead."),
    "paused_number": Reason(
        "May have asked us to stop", "Decide in the inbox: until then nothing goes to this number."
    ),
    "too_late_to_confirm": Reason(
        "Too late to confirm the stop", "Nothing to do: the stop holds all the same."
    ),
    "same_address": Reason(
        "Same address as another patient", "Nothing to do: the address gets the email once."
    ),
    "unknown_address": Reason(
        "No contact has this address", "Add the address to a patient record first."
    ),
    "no_words_for_channel": Reason(
        "This message has no words for {method}", "Change the message and write them."
    ),
    "detail_missing": Reason(
        "A detail is missing: {detail}", "Fill it in in the patient record, then make it again."
    ),
    "too_long": Reason("The message is too long for {method}", "Change the message: shorten it."),
    "appointment_past": Reason("The appointment has passed", "Nothing to do."),
    "appointment_cancelled": Reason("The appointment was cancelled", "Nothing to do."),
    "appointment_confirmed": Reason("The appointment is already confirmed", "Nothing to do."),
    "appointment_moved": Reason(
        "The appointment has moved since", "Make the message again with the new time."
    ),
    "no_appointment": Reason(
        "No appointment to speak of", "Book one first, or choose other patients."
    ),
    "no_such_patient": Reason("The patient is no longer here", "Nothing to do."),
    "contact_changed": Reason(
        "The record changed since the message was made", "Make the message again."
    ),
    "too_late": Reason(
        "It would arrive too late for the appointment",
        "Texts and calls wait for the hours in which they may go. Call them yourself, or send "
        "reminders earlier in the day.",
    ),
    "too_many_messages": Reason(
        "This number gets enough texts and calls of yours already",
        "Call them yourself if it cannot wait, or change the limits in Settings.",
    ),
    "already_told": Reason(
        "Told already: another message of yours says the same",
        "Nothing to do. To tell them again all the same, choose the patients again and check "
        "“Tell them again”.",
    ),
    "never_open": Reason(
        "Their time zone, state and ZIP code leave no hour for texts and calls",
        "Correct where they live in the patient record.",
    ),
    "in_household_message": Reason(
        "Named in the household’s one message", "Nothing to do: the family hears of everyone."
    ),
}

METHOD_WORDS = {
    "email": "email address",
    "text": "number for texts",
    "phone": "phone number",
    "work_email": "work email address",
    "work_phone": "work phone number",
}
CHANNEL_WORDS = {"email": "email", "text": "texts", "phone": "calls"}
SPEAKS_OF_CHANNEL = frozenset({"no_words_for_channel", "too_long"})

DETAIL_WORDS = {
    "patient_first_name": "the patient’s first name",
    "patient_last_name": "the patient’s last name",
    "contact_name": "the contact’s name",
    "practice_name": "the practice’s name",
    "practice_phone": "the practice’s phone number",
    "appointment_date": "the date of the appointment",
    "appointment_time": "the time of the appointment",
    "provider": "the provider",
    "location": "the location",
    "recall_reason": "the reason for the recall",
}


def skip_reason(reason: str, *, method: str = "", detail: str = "") -> Reason:
    """
    The plain words for a skip reason; every member of the domain’s list has its own.

    `method` names the contact method where the reason speaks of one, `detail` a merge field.
    """
    held = SKIPPED[reason]
    if reason in SPEAKS_OF_CHANNEL:
        shown_method = CHANNEL_WORDS.get(method.removeprefix("work_"), "this contact method")
    else:
        shown_method = METHOD_WORDS.get(method, "address")
    words = held.words.format(method=shown_method, detail=detail_words(detail))
    return Reason(words, held.advice)


def reason_words(reason: str) -> str:
    """A reason by itself, of nobody in particular: “No address in the record”."""
    held = SKIPPED[reason].words
    if reason in SPEAKS_OF_CHANNEL:
        return held.format(method="their contact method", detail="")
    return held.format(method="address", detail="").removesuffix(": ")


def detail_words(field: str) -> str:
    """What a merge field stands for, for people; a field that staff made is shown by its name."""
    return DETAIL_WORDS.get(field) or field.replace("_", " ") or "one of them"
