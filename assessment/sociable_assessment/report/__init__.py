"""The report: what an organisation takes away, as HTML, XLSX, DOCX, CSV and JSON with the same words and numbers.

write_report(model, entries, folder)     from `folder`; the command and the app's export both call it
"""

from sociable_assessment.report.folder import FORMATS, list_formats, write_report

__all__ = ["FORMATS", "list_formats", "write_report"]
