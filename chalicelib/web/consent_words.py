"""The words that staff read for consents and stops: what was said, of what, and how we know."""

from chalicelib.web.words import Tag

SAID = {
    "given": Tag("Allowed", "good"),
    "withdrawn": Tag("Taken back", "plain"),
}
SCOPES = {
    "texts": "Texts",
    "calls": "Calls",
    "emails": "Emails",
    "announcements": "Announcements",
    "everything": "Everything",
}
SOURCES = {
    "desk": "At the desk",
    "telephone": "By telephone",
    "writing": "In writing",
    "practice_system": "From your practice system",
    "text": "In a text message",
    "words": "In their own words, read by staff",
    "key_9": "Key 9 in a call",
    "link": "Link in an email",
    "provider": "From the provider",
}
