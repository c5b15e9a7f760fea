"""What was found in a template as rows for the clerk: what is wrong first, then what is there, then the styles."""

from typing import TYPE_CHECKING

from minutewright.ui.models.report_model import ReportRow

if TYPE_CHECKING:
    from minutewright.services.documents.template.check import TemplateReport

STYLE = "style:"
_ORIGINS = {
    "chosen": "“{theirs}” of the template, as you chose",
    "same_name": "“{theirs}” of the template",
    "alike": "“{theirs}” of the template, which does the same",
    "copied": "Minutewright’s own; the template has none of this name",
}


def rows_of(report: "TemplateReport") -> tuple[ReportRow, ...]:
    """The rows of a report."""
    rows = [ReportRow(f"Put right\n{sentence}", "attention") for sentence in report.troubles]
    for unknown in report.unknown:
        meant = f"Did you mean [[{unknown.meant}]]? " if unknown.meant else "There is no such marker. "
        rows.append(
            ReportRow(f"Unknown: {unknown.written}\n{meant}In {unknown.where}: “{unknown.line}”", "attention")
        )
    rows += [ReportRow(f"Worth knowing\n{remark}", "info") for remark in report.remarks]
    for found in report.found:
        if not found.trouble:
            rows.append(ReportRow(f"Found: {found.written}\nIn {found.where}", "check"))
    for row in report.styles:
        words = _ORIGINS[row.origin.value].format(theirs=row.theirs)
        rows.append(ReportRow(f"Style: {row.ours}\n{words}", "info", f"{STYLE}{row.ours}"))
    return tuple(rows)
