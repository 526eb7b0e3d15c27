"""The kinds of files that an import takes, as a caller names them."""

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FHIR = "application/fhir+json"
FHIR_LINES = "application/fhir+ndjson"
FILE_TYPES = (CSV, XLSX, FHIR, FHIR_LINES)
"""What a file is, is then seen from how it begins: a wrong one of these does no harm."""
BINARY = (XLSX,)
"""What a gateway must not take for text."""
