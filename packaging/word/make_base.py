"""Writes resources/word/base.docx, the Word file that every document of ours starts from.

    python packaging/word/make_base.py [OUT.docx]

Everything in it is written here: A4, our named styles, our numbering definitions, nothing of another program's
default template. Change a look in look.py, run this, and look at the pages it makes. A test compares the shipped file with
what this script writes.
"""

import sys
import zipfile
from pathlib import Path

from look import DECLARATION, FONT, TEXT_WIDTH, W, cm, numbering_part, styles_part
from theme import theme_part

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIDE_MARGIN = (11906 - TEXT_WIDTH) // 2
OUT = Path(__file__).resolve().parents[2] / "resources" / "word" / "base.docx"


DOCUMENT = (
    DECLARATION + f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:sectPr>'
    '<w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
    f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{cm(2.9)}" w:right="{SIDE_MARGIN}" w:bottom="{cm(2.2)}" '
    f'w:left="{SIDE_MARGIN}" w:header="{cm(0.9)}" w:footer="{cm(1.0)}" w:gutter="0"/>'
    '<w:pgNumType w:start="1"/><w:cols w:space="708"/></w:sectPr></w:body></w:document>'
)
SETTINGS = (
    DECLARATION + f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
FONTS = (
    DECLARATION + f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
HEADER = DECLARATION + f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
FOOTER = DECLARATION + f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>'
CORE = (
    DECLARATION
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Minutes</dc:title><dc:language>en-GB</dc:language>'
    "</cp:coreProperties>"
)
APP = (
    DECLARATION
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Minutewright</Application></Properties>"
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARTS = {
    "document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
    "fontTable": "fontTable", "header1": "header", "footer1": "footer",
}  # fmt: skip
CONTENT_TYPES = (
    DECLARATION + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}{kind}+xml"/>'
        for part, kind in PARTS.items()
    )
    + '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
)


def relationships(*targets: tuple[str, str]) -> str:
    """A relationships part: `(type, target)` pairs in order of their ids."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{R}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return DECLARATION + f'<Relationships xmlns="{namespace}">{inner}</Relationships>'


def parts() -> dict[str, str]:
    """Every part of the package by its name."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(
            ("officeDocument", "word/document.xml"), (core, "docProps/core.xml"), ("extended-properties", "docProps/app.xml")
        ),
        "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": relationships(
            ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"), ("header", "header1.xml"), ("footer", "footer1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles_part(),
        "word/numbering.xml": numbering_part(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONTS,
        "word/theme/theme1.xml": theme_part(),
        "word/header1.xml": HEADER,
        "word/footer1.xml": FOOTER,
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }  # fmt: skip


def main(out: Path = OUT) -> None:
    """Writes the base file. The same script always writes the same bytes on one machine."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts().items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, text.encode("utf-8"))
    print(f"wrote {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
