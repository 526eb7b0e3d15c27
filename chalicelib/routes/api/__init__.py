"""The JSON API: a door like the pages, for practice systems; same functions, rules and rights."""

from chalicelib.routes.api.campaigns import campaigns
from chalicelib.routes.api.credits import credits_door
from chalicelib.routes.api.messages import messages
from chalicelib.routes.api.messages_sent import messages_sent
from chalicelib.routes.api.openapi import openapi
from chalicelib.routes.api.patients import patients
from chalicelib.routes.api.templates import templates

API_DOORS = (campaigns, credits_door, messages, messages_sent, openapi, patients, templates)
