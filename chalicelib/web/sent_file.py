"""Messages Sent as the file that was asked for: lines of text, or a workbook."""

from typing import BinaryIO

from chalicelib.exchange.export_report import Contents, FileKind
from chalicelib.reports.messages_sent import messages_sent
from chalicelib.reports.sent_rows import rows_csv, rows_xlsx


def write_sent(contents: Contents, out: BinaryIO) -> None:
    """Row by row; times in the practice’s zone."""
    export, zone = contents.export, contents.practice.time_zone
    if export.kind is FileKind.CSV:
        out.writelines(line.encode() for line in rows_csv(contents.rows, zone=zone))
        return
    report = messages_sent(contents.counts, period=export.period, method=export.method)
    rows_xlsx(contents.rows, report, zone=zone).save(out)
