"""What staff did, in the words in which a colleague would tell it."""

from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "created": "Made messages",
    "created_again": "Made messages, also for those who were told already",
    "exceeded_caps": "Let a message go beyond the limit of each number",
    "sent": "Pressed Send",
    "stopped": "Stopped sending",
    "resumed": "Went on sending",
    "discarded": "Threw messages away",
    "resent_corrected": "Made messages again for corrected addresses",
    "corrected_contact": "Corrected a contact",
    "allowed_address_again": "Had an address used again",
    "changed_preferences": "Changed what a contact chose",
    "recorded_stop": "Noted that a contact asked us to stop",
    "lifted_stop": "Noted that a contact asked to hear from us again",
    "opened_messages": "Opened everything sent about a patient",
    "opened_message": "Opened a message",
    "opened_conversation": "Opened a conversation of the inbox",
    "assigned_conversation": "Said who looks after a conversation",
    "answered_conversation": "Answered a patient",
    "finished_conversation": "Marked a conversation as done",
    "accepted_stop": "Decided that somebody had asked us to stop",
    "declined_stop": "Decided that nobody had asked us to stop",
    "made_proof": "Had a proof file made of an address",
    "opened_proof": "Opened a proof file",
    "saved_template": "Saved a template",
    "invited_colleague": "Invited a colleague",
    "changed_rights": "Changed what a colleague may do",
    "removed_colleague": "Removed a colleague",
    "asked_for_credits": "Asked colleagues to buy credits",
    "exported": "Took a copy of Messages Sent",
    "exported_selected": "Took a copy of who was selected for messages",
    "set_up_code": "Set up a one-time code",
    "forgot_code": "Had a colleague’s one-time code forgotten",
    "started_import": "Brought in a file",
    "bought": "Bought credits",
    "changed_settings": "Changed the settings",
    "changed_defaults": "Changed the defaults of Contact Preferences",
    "made_api_key": "Made a key for a practice system",
    "tried_again": "Tried stuck work again",
    "ticked_to_do": "Ticked a to-do",
    "unticked_to_do": "Took back a tick of a to-do",
    "signed_in": "Signed in",
    "signed_out": "Signed out",
}


def act_words(act: str) -> str:
    """An act that has no words of its own yet is at least readable."""
    return ACTS.get(act, act.replace("_", " ").capitalize())
