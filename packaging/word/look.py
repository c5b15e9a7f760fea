"""How documents of ours look: the paragraph styles and the numbering definitions of the base file, as XML.

Lengths are in twips (1/20 pt); `cm()` converts. Sizes of type are in points.
"""

from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Arial"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def cm(length: float) -> int:
    """Centimetres as twips."""
    return round(length * 1440 / 2.54)


@dataclass(frozen=True)
class Style:
    """A paragraph style. `ppr` and `rpr` are the inner XML of its paragraph and run properties, in schema order."""

    id: str
    name: str
    ppr: str = ""
    rpr: str = ""
    based_on: str = "Normal"
    following: str = ""
    quick: bool = True
    priority: int = 10


def spacing(before: int = 0, after: int = 80) -> str:
    """Space above and below in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def indent(left: int, hanging: int = 0) -> str:
    """Left indent, with the first line hanging out of it, in twips."""
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def numbered(num_id: int, level: int = 0) -> str:
    """Automatic number or bullet from a numbering definition."""
    shown = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{shown}<w:numId w:val="{num_id}"/></w:numPr>'


BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
CAPS = "<w:caps/>"
KEEP = "<w:keepNext/>"
WHOLE = "<w:keepLines/>"
ITEM, BULLET, RESOLUTION, LETTERED = 1, 2, 3, 4
COLUMN, WRAP = cm(5.0), cm(0.5)
# A4 without the margins in make_base.py: 415 pt, as in the reference minutes (measured from its line breaks).
TEXT_WIDTH = 8306
BOX = '<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="auto"/>'
RULE_RIGHT = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{pos}"/></w:tabs>'


def size(points: float) -> str:
    """Size of type in points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


STYLES = (
    Style("Title", "Title", KEEP + spacing(0, 200) + '<w:jc w:val="center"/>', BOLD + CAPS + size(13), following="Subtitle"),
    Style("Subtitle", "Subtitle", KEEP + spacing(0, 320) + '<w:jc w:val="center"/>', BOLD + CAPS, following="MinutesOpening"),
    Style("MinutesOpening", "Minutes Opening", spacing(0, 240), following="MinutesAttendance"),
    Style("MinutesAttendanceGroup", "Minutes Attendance Group", KEEP + spacing(200, 80), BOLD, following="MinutesAttendanceContinued"),
    Style("MinutesAttendance", "Minutes Attendance",
          f'<w:tabs><w:tab w:val="left" w:pos="{COLUMN}"/></w:tabs>' + spacing(200, 20) + indent(COLUMN + WRAP, COLUMN + WRAP),
          following="MinutesAttendanceContinued"),
    Style("MinutesAttendanceContinued", "Minutes Attendance Continued", spacing(0, 20) + indent(COLUMN + WRAP, WRAP)),
    Style("MinutesFrontNote", "Minutes Front Note", spacing(160, 0), following="MinutesBody"),
    Style("MinutesAttendanceSentence", "Minutes Attendance Sentence", spacing(0, 80)),
    Style("Heading1", "heading 1", KEEP + WHOLE + numbered(ITEM) + spacing(320, 80) + '<w:outlineLvl w:val="0"/>',
          BOLD + CAPS, following="MinutesBody", priority=9),
    Style("MinutesSubItem", "Minutes Sub-item",
          KEEP + WHOLE + numbered(ITEM, 1) + spacing(240, 80) + '<w:outlineLvl w:val="1"/>', BOLD, following="MinutesBody"),
    Style("Heading2", "heading 2", KEEP + WHOLE + spacing(160, 80) + '<w:outlineLvl w:val="1"/>', BOLD,
          following="MinutesBody", priority=9),
    Style("MinutesBody", "Minutes Body", spacing(160, 80)),
    Style("MinutesBullet", "Minutes Bullet", numbered(BULLET) + spacing(0, 80)),
    Style("MinutesBullet2", "Minutes Bullet 2", numbered(BULLET, 1) + spacing(0, 80)),
    Style("MinutesLettered", "Minutes Lettered", numbered(LETTERED) + spacing(0, 80)),
    Style("MinutesLettered2", "Minutes Lettered 2", numbered(LETTERED, 1) + spacing(0, 80)),
    Style("MinutesMotion", "Minutes Motion", KEEP + spacing(160, 60)),
    Style("MinutesVote", "Minutes Vote", spacing(60, 80)),
    Style("MinutesVoteNames", "Minutes Vote Names", KEEP + spacing(0, 40) + indent(360, 360), following="MinutesVote"),
    Style("MinutesResolved", "Minutes Resolved", KEEP + spacing(200, 80), BOLD, following="MinutesResolution"),
    Style("MinutesResolution", "Minutes Resolution", numbered(RESOLUTION) + spacing(0, 120)),
    Style("MinutesResolutionSingle", "Minutes Resolution Single", spacing(80, 120)),
    Style("MinutesNote", "Minutes Note", spacing(160, 80), ITALIC, following="MinutesBody"),
    Style("MinutesQuestion", "Minutes Question", WHOLE + spacing(160, 60) + indent(360), following="MinutesAnswer"),
    Style("MinutesAnswer", "Minutes Answer", spacing(0, 80) + indent(720), following="MinutesQuestion"),
    Style("MinutesAction", "Minutes Action", spacing(80, 80), BOLD, following="MinutesBody"),
    Style("MinutesExempt", "Minutes Exempt", spacing(160, 80), ITALIC, following="MinutesBody"),
    Style("MinutesClosing", "Minutes Closing", spacing(400, 80), following="MinutesSignature"),
    Style("MinutesSignature", "Minutes Signature",
          RULE_RIGHT.format(pos=cm(9)) + spacing(960, 20), following="MinutesSignatureTitle"),
    Style("MinutesSignatureTitle", "Minutes Signature Title", spacing(0, 20), CAPS),
    Style("MinutesInitials", "Minutes Initials",
          "<w:pBdr>" + "".join(BOX.format(side=side, space=space) for side, space in
                               (("top", 2), ("left", 4), ("bottom", 24), ("right", 4))) + "</w:pBdr>"
          + spacing(0, 120) + f'<w:ind w:left="{TEXT_WIDTH - cm(2.5)}" w:right="90"/>' + '<w:jc w:val="center"/>', CAPS + size(7.5), based_on="Header"),
    Style("MinutesMark", "Minutes Mark", spacing(0, 0), BOLD + size(10), based_on="Header"),
    Style("TranscriptTitle", "Transcript Title", KEEP + spacing(0, 120) + '<w:outlineLvl w:val="0"/>', BOLD + size(13),
          following="TranscriptNote"),
    Style("TranscriptAppendix", "Transcript Appendix", "<w:pageBreakBefore/>", based_on="TranscriptTitle",
          following="TranscriptNote"),
    Style("TranscriptNote", "Transcript Note", spacing(0, 160), ITALIC),
    Style("TranscriptItem", "Transcript Item", KEEP + WHOLE + spacing(240, 80) + '<w:outlineLvl w:val="1"/>', BOLD),
    Style("TranscriptLine", "Transcript Line",
          f'<w:tabs><w:tab w:val="left" w:pos="{cm(1.8)}"/></w:tabs>' + spacing(0, 80) + indent(cm(1.8), cm(1.8)), size(11)),
    Style("MinutesTableCaption", "Minutes Table Caption", KEEP + spacing(160, 80), BOLD, following="MinutesBody"),
    Style("MinutesTableText", "Minutes Table Text", spacing(20, 20)),
    Style("MinutesTableFigure", "Minutes Table Figure", '<w:jc w:val="right"/>', based_on="MinutesTableText"),
    Style("Header", "header", '<w:tabs><w:tab w:val="right" w:pos="8306"/></w:tabs>', priority=99, quick=False),
    Style("Footer", "footer", '<w:jc w:val="center"/>', size(10), priority=99, quick=False),
    Style("CommentText", "annotation text", spacing(0, 0), size(10), priority=99, quick=False),
)  # fmt: skip


def style_xml(style: Style) -> str:
    """One paragraph style as XML."""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    quick = "<w:qFormat/>" if style.quick else ""
    builtin = "" if style.id.startswith(("Minutes", "Transcript")) else None
    custom = ' w:customStyle="1"' if builtin is not None else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:uiPriority w:val="{style.priority}"/>{quick}'
        f"<w:pPr>{style.ppr}</w:pPr><w:rPr>{style.rpr}</w:rPr></w:style>"
    ).replace("<w:rPr></w:rPr>", "")


def styles_part() -> str:
    """word/styles.xml."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        DECLARATION + f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>{size(12)}'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        + "".join(map(style_xml, STYLES))
        + '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr>{size(8)}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        '<w:rPr><w:color w:val="1F4E79"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="MinutesTable"><w:name w:val="Minutes Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="10"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr></w:tblStylePr></w:style></w:styles>'
    )


def level(number: int, form: str, text: str, style: str, left: int, hanging: int, bold: bool = False) -> str:
    """One level of a numbering definition."""
    look = f"<w:rPr>{BOLD}</w:rPr>" if bold else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{look}</w:lvl>'
    )


def numbering_part() -> str:
    """word/numbering.xml: items, bullets, resolutions, lettered points; the writer adds a restart for each list."""
    hang = cm(0.9)
    levels = {
        ITEM: level(0, "decimal", "%1.", "Heading1", hang, hang, bold=True)
        + level(1, "lowerLetter", "%1%2.", "MinutesSubItem", hang, hang, bold=True),
        BULLET: level(0, "bullet", "•", "MinutesBullet", 720, 360) + level(1, "bullet", "–", "MinutesBullet2", 1080, 360),
        RESOLUTION: level(0, "decimal", "%1.", "MinutesResolution", 720, 720),
        LETTERED: level(0, "lowerLetter", "%1)", "MinutesLettered", 720, 720)
        + level(1, "lowerRoman", "%2)", "MinutesLettered2", 1440, 720),
    }  # fmt: skip
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:nsid w:val="4D570{key:03X}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="4D571{key:03X}"/>{inner}</w:abstractNum>'
        for key, inner in levels.items()
    )
    instances = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in levels)
    return DECLARATION + f'<w:numbering xmlns:w="{W}">{definitions}{instances}</w:numbering>'
