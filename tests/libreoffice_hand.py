"""LibreOffice as somebody's hand: a macro of a private profile edits a document and saves it as Word, with tracking or without."""

import subprocess
import tempfile
from pathlib import Path

from libreoffice import _needs

_TRIES = 4
_SCRIPT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Hand" script:language="StarBasic">
Sub Edit
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden" : options(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, options())
  doc.RecordChanges = {tracked}
{steps}
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "MS Word 2007 XML"
  doc.storeToURL("{target}", saving())
  doc.close(True)
End Sub
Sub Swap(doc, old, fresh)
  search = doc.createSearchDescriptor()
  search.SearchString = old
  found = doc.findFirst(search)
  If Not IsNull(found) Then found.String = fresh
End Sub
Sub AddBehind(doc, words, fresh)
  search = doc.createSearchDescriptor()
  search.SearchString = words
  found = doc.findFirst(search)
  cursor = found.Text.createTextCursorByRange(found.End)
  cursor.gotoEndOfParagraph(False)
  found.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  found.Text.insertString(cursor, fresh, False)
End Sub
Sub TakeOut(doc, words)
  search = doc.createSearchDescriptor()
  search.SearchString = words
  found = doc.findFirst(search)
  cursor = found.Text.createTextCursorByRange(found.Start)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoNextParagraph(True)
  cursor.String = ""
End Sub
Sub Say(doc, words, fresh)
  search = doc.createSearchDescriptor()
  search.SearchString = words
  found = doc.findFirst(search)
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = "Ines Toft"
  note.Content = fresh
  found.Text.insertTextContent(found.End, note, False)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Hand"/></library:library>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""


def edit(document: Path, out: Path, *steps: tuple[str, ...], tracked: bool) -> Path:
    """Edit a document: steps are `("Swap", old, new)`, `("AddBehind", words, new)`, `("TakeOut", words)`, `("Say", words, comment)`."""
    _needs("soffice")
    lines = "\n".join(
        f"  {name}(doc, {', '.join(_quoted(word) for word in words)})" for name, *words in steps
    )
    with tempfile.TemporaryDirectory(prefix="soffice-") as profile:
        _start(
            profile, "--convert-to", "txt:Text", "--outdir", profile, str(document)
        )  # makes the profile's folders
        library = Path(profile) / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        module = _SCRIPT.format(
            source=document.as_uri(), target=out.as_uri(), tracked="True" if tracked else "False",
            steps=lines.replace("&", "&amp;").replace("<", "&lt;"),
        )  # fmt: skip
        (library / "Hand.xba").write_text(module, encoding="utf-8")
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (library.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
        for _ in range(_TRIES):  # LibreOffice now and then aborts while it starts
            if not out.is_file():
                _start(profile, "macro:///Standard.Hand.Edit")
    assert out.is_file(), "LibreOffice did not save the document"
    return out


def _start(profile: str, *arguments: str) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", *arguments],
        check=False, capture_output=True, timeout=120,  # it may end badly after all is saved
    )  # fmt: skip


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
