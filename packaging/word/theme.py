"""The theme part that Word expects in every document: plain colours and our one font."""

from look import DECLARATION, FONT

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1B1F24", "lt2": "F4F4F1", "accent1": "1F4E79", "accent2": "8A5A00",
    "accent3": "1E6B3A", "accent4": "B3261E", "accent5": "56606D", "accent6": "5B3A8C", "hlink": "1F4E79",
    "folHlink": "5B3A8C",
}  # fmt: skip


def theme_part() -> str:
    """word/theme/theme1.xml."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Minutewright"><a:themeElements>'
        f'<a:clrScheme name="Minutewright">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Minutewright"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Minutewright"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
