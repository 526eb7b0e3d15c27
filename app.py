"""The front of the house: it opens the doors, and does nothing else."""

from chalice.app import Blueprint, Chalice

DOORS_FOR_PEOPLE: tuple[Blueprint, ...] = ()
DOORS_FOR_EVENTS: tuple[Blueprint, ...] = ()

app = Chalice(app_name="pmx")
app.api.binary_types.append("multipart/form-data")
for door in (*DOORS_FOR_PEOPLE, *DOORS_FOR_EVENTS):
    app.register_blueprint(door)
