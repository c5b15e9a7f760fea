"""The proof as plain text and as a web page that needs nothing else."""

import html

from minutewright.domain.minutes import TableContent
from minutewright.services.documents.proof.content import ProofPage, Section

_STYLE = """
body { font: 11pt/1.4 Georgia, serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1B1F24; background: #FFF; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.verdict { border: 2px solid #1E6B3A; padding: .6rem .9rem; font-weight: bold; } .bad { border-color: #B3261E; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; vertical-align: top;
padding: .25rem .5rem; border-bottom: 1px solid #D6DAE0; overflow-wrap: anywhere; } thead { display: table-header-group; }
tr { break-inside: avoid; } .foot { color: #56606D; margin-top: 1.5rem; font-size: .9rem; }
@page { size: A4; margin: 2cm; } @media print { body { margin: 0; max-width: none; } }
"""


def proof_text(page: ProofPage) -> str:
    """Everything, line by line; tables as paragraphs of labelled lines."""
    lines = [page.title.upper(), page.meeting, "", ("✓ " if page.good else "✖ ") + page.verdict]
    for section in page.sections:
        lines += ["", section.heading.upper()]
        lines += [f"  {label}: {value}" for label, value in section.facts]
        if section.table is not None:
            lines += _rows_as_text(section.table)
    return "\n".join([*lines, "", page.foot, ""])


def _rows_as_text(table: TableContent) -> list[str]:
    return ["  " + " | ".join(cell or "–" for cell in row) for row in (table.header, *table.rows)]


def proof_html(page: ProofPage) -> str:
    """A page that prints on A4 and is read in order by a screen reader."""
    title, meeting = html.escape(page.title), html.escape(page.meeting)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{title}: {meeting}</title><style>{_STYLE}</style></head>
<body>
<h1>{title}</h1>
<p>{meeting}</p>
{proof_body(page)}
</body>
</html>
"""


def proof_body(page: ProofPage) -> str:
    """The same without head and title, for a page that has these already."""
    sign, bad = ("✓", "") if page.good else ("✖", " bad")
    verdict = f'<p class="verdict{bad}">{sign} {html.escape(page.verdict)}</p>'
    body = "\n".join(_section(section) for section in page.sections)
    return f'{verdict}\n{body}\n<p class="foot">{html.escape(page.foot)}</p>'


def _section(section: Section) -> str:
    parts = [f"<h2>{html.escape(section.heading)}</h2>"]
    if section.facts:
        rows = "".join(
            f'<tr><th scope="row">{html.escape(label)}</th><td>{html.escape(value)}</td></tr>'
            for label, value in section.facts
        )
        parts.append(f"<table>{rows}</table>")
    if section.table is not None:
        head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in section.table.header)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in section.table.rows
        )
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    return "\n".join(parts)
