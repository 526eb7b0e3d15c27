"""What somebody typed into a page, read carefully: junk becomes a sentence, never a crash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

BODY_BYTES = 5_000_000
"""API Gateway hands a Lambda at most 6 MB; bigger files go by upload link."""
FIELDS_PER_FORM = 2_000
"""A page of checkboxes has hundreds; thousands are not a form."""
TEXT_CHARACTERS = 20_000
"""The longest text that one field may bring."""
DIGITS = 12
"""More digits than any number that staff type."""
DIGITS_OF_A_POSITION = 8
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class FieldError:
    """One thing to mend; `field` is the id of the input, empty for the whole form."""

    field: str
    problem: str


@dataclass(frozen=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes


@dataclass
class Form:
    """The fields of one form; what is missing or wrong is collected in `errors`."""

    values: Mapping[str, tuple[str, ...]]
    files: Mapping[str, Upload] = field(default_factory=dict)
    _errors: list[FieldError] = field(default_factory=list)

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """Everything found wrong so far, in the order in which it was asked for."""
        return tuple(self._errors)

    @property
    def is_valid(self) -> bool:
        return not self._errors

    def refuse(self, name: str, problem: str) -> None:
        """Note a problem with a field, for the page to show above it."""
        self._errors.append(FieldError(name, problem))

    def has(self, name: str) -> bool:
        """Whether the field came at all: a ticked box, a pressed button."""
        return name in self.values

    def typed(self, name: str) -> str:
        """What came, exactly and unchecked, for showing it again."""
        return self.values.get(name, ("",))[0]

    def text(self, name: str, *, required: str = "", at_most: int = TEXT_CHARACTERS) -> str:
        """The trimmed text; `required` is the problem to show when it is empty."""
        value = self.typed(name).strip()
        if not value and required:
            self.refuse(name, required)
        if len(value) > at_most:
            self.refuse(name, f"Enter at most {at_most:,} characters")
            return value[:at_most]
        return value

    def whole_number(self, name: str, *, problem: str = "Enter a whole number") -> int:
        """A number without a sign, commas allowed; 0 and an error when it is not one."""
        digits = self.typed(name).strip().replace(",", "")
        if digits.isascii() and digits.isdigit() and len(digits) <= DIGITS:
            return int(digits)
        self.refuse(name, problem)
        return 0

    def position(self, name: str, *, at_least: int = 1) -> int:
        """A number of an address or a hidden field; junk is the least."""
        typed = self.typed(name)
        is_number = typed.isascii() and typed.isdecimal() and len(typed) < DIGITS_OF_A_POSITION
        return max(at_least, int(typed)) if is_number else at_least

    def choice(
        self, name: str, *, among: Iterable[str], problem: str = "Choose one of the list"
    ) -> str:
        """One of the values offered, else empty and an error."""
        value = self.typed(name)
        if value in tuple(among):
            return value
        self.refuse(name, problem)
        return ""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that may come several times, in order, each once."""
        return tuple(dict.fromkeys(value for value in self.values.get(name, ()) if value))

    def file(self, name: str, *, required: str = "Choose a file") -> Upload | None:
        """The file chosen, or None and an error when there is none."""
        upload = self.files.get(name)
        if upload is None or not upload.content:
            self.refuse(name, required)
            return None
        return upload


def read(body: bytes, *, content_type: str) -> Form:
    """Read a posted form of either kind; what cannot be read gives an empty form with an error."""
    if len(body) > BODY_BYTES:
        return _refused("What you sent is too large. Choose a smaller file")
    kind = content_type.split(";", 1)[0].strip().lower()
    if kind == MULTIPART:
        return _read_multipart(body, content_type=content_type)
    if kind == URLENCODED:
        return read_query(body.decode("utf-8", errors="replace"))
    return _refused("We could not read this form. Go back and send it again")


def read_query(query: str) -> Form:
    """Read a query string or an urlencoded body."""
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, errors="replace", max_num_fields=FIELDS_PER_FORM
        )
    except ValueError:
        return _refused("This form has too many fields. Choose fewer")
    return Form(_gathered(pairs))


def _read_multipart(body: bytes, *, content_type: str) -> Form:
    header = content_type.encode("ascii", errors="ignore").replace(b"\r", b"").replace(b"\n", b"")
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + header + b"\r\n\r\n" + body)
    if not message.is_multipart():
        return _refused("We could not read this form. Go back and send it again")
    parts = [part for part in message.iter_parts() if not part.is_multipart()]
    if len(parts) > FIELDS_PER_FORM:
        return _refused("This form has too many fields. Choose fewer")
    pairs: list[tuple[str, str]] = []
    files: dict[str, Upload] = {}
    for part in parts:
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        filename = part.get_filename()
        if filename is None:
            pairs.append((name, content.decode("utf-8", errors="replace")))
        elif content:
            files[name] = Upload(filename, content)
    return Form(_gathered(pairs), files)


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), _plain(value))
    return values


def _plain(value: str) -> str:
    # Browsers send CRLF; a NUL is refused by every store, so it never gets that far.
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _refused(problem: str) -> Form:
    form = Form({})
    form.refuse("", problem)
    return form
