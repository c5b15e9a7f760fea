"""Templates of invented councils, good and hostile, made here so that nothing about them is hidden."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
TEXT_BOX = """
<w:p {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
  xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="600000"/><wp:docPr id="7" name="Box 7"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="600000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>
</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:160pt;height:48pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
"""


def council_template(
    path: Path, *, lines: tuple[str, ...] = ("[[attendance]]", "[[minutes]]", "[[signature]]")
) -> Path:
    """Letterhead with a picture, a table, markers in header and footer, and styles and lists of its own."""
    document = Document()
    picture = path.parent / "arms.png"
    picture.write_bytes(PIXEL)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Liberation Serif", Pt(11)
    styles["Heading 1"].font.size = Pt(15)
    styles.add_style("Harrow Text", 1).font.size = Pt(10)
    section = document.sections[0]
    section.header.paragraphs[0].add_run().add_picture(str(picture))
    section.header.paragraphs[0].add_run(" [[council]]  ")
    section.header.add_paragraph("[[initials]]")
    section.footer.paragraphs[0].text = "[[body]], [[short date]] – [[STATUS]]"
    document.add_paragraph("[[Body]]", style="Title")
    table = document.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for row, (label, mark) in zip(
        table.rows, (("Held on", "[[date]]"), ("At", "[[venue]], [[time]]")), strict=True
    ):
        row.cells[0].text, row.cells[1].text = label, mark
    for line in lines:
        document.add_paragraph(line)
    document.add_paragraph("Printed on paper from Harrow Mill", style="List Number")
    document.save(str(path))
    return path


def plain_template(path: Path, *lines: str) -> Path:
    """A template that holds these lines and nothing else."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def edited(path: Path, out: Path, **changes: Callable[[bytes], bytes] | bytes | None) -> Path:
    """A copy of a package with parts changed, added or (None) left out; names have `/` as `__` and `.` as `_dot_`."""
    wanted = {name.replace("__", "/").replace("_dot_", "."): change for name, change in changes.items()}
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            change = wanted.pop(info.filename, b"" if info.filename not in wanted else None)
            if info.filename in changes or change is None:
                continue
            data = source.read(info)
            target.writestr(info.filename, change(data) if callable(change) else change or data)
        for name, change in wanted.items():
            if isinstance(change, bytes):
                target.writestr(name, change)
    return out


def split_runs(path: Path) -> Path:
    """Markers cut into runs at every letter or two, as a word processor leaves them after corrections."""
    document = Document()
    for line in ("Meeting of [[body]] on [[date]]", "[[minutes]]"):
        paragraph = document.add_paragraph()
        for place in range(0, len(line), 2):
            run = paragraph.add_run(line[place : place + 2])
            run.bold = place % 4 == 0
            paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
    document.save(str(path))
    return path


def text_boxes(path: Path) -> Path:
    """Markers in text boxes, both in the form of today and in the older one beside it."""
    document = Document()
    body = document.element.body
    for text in ("[[council]]: [[date]]", "[[attendance]]"):
        body.insert(0, parse_xml(TEXT_BOX.format(w=nsdecls("w"), text=text)))
    document.add_paragraph("[[minutes]]")
    document.save(str(path))
    return path


def content_controls(path: Path) -> Path:
    """Content controls tagged as markers: in a line, tied to outside data, and one for the minutes."""
    document = Document()
    body: Any = document.element.body
    w = nsdecls("w")
    line = parse_xml(
        f'<w:p {w}><w:r><w:t xml:space="preserve">Committee: </w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="Body"/>'
        '<w:id w:val="5"/><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>Click here</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    block = parse_xml(
        f'<w:sdt {w}><w:sdtPr><w:tag w:val="minutes"/><w:id w:val="6"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Here</w:t>'
        "</w:r></w:p></w:sdtContent></w:sdt>"
    )
    body.insert(0, block)
    body.insert(0, line)
    document.save(str(path))
    return path
