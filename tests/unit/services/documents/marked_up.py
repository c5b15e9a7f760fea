"""A Word file marked up as Word does it: tracked changes, comments with replies, content controls, and silent edits."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

W = nsdecls("w")
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
Edit = Callable[["MarkedUp"], None]


class MarkedUp:
    """The document part of an exported file, to be edited; `save` writes the whole file."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            self._parts = {name: file.read(name) for name in file.namelist()}
        self.root = etree.fromstring(self._parts["word/document.xml"])
        self._comments: list[str] = []
        self._extended: list[str] = []
        self._number = 900

    def save(self, path: Path) -> Path:
        self._parts["word/document.xml"] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        if self._comments:
            self._put_comments()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in self._parts.items():
                file.writestr(name, data)
        return path

    def paragraph(self, words: str) -> Any:
        """The first paragraph that holds these words."""
        return next(p for p in self.root.iter(qn("w:p")) if words in self.text(p))

    def text(self, paragraph: Any) -> str:
        return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))

    def replace(
        self, old: str, new: str, author: str | None = None, at: str = "2026-05-20T10:30:00Z"
    ) -> None:
        """Other words in one run: tracked as a deletion and an insertion where an author is given."""
        run = next(
            r for r in self.root.iter(qn("w:r")) if old in "".join(t.text or "" for t in r.iter(qn("w:t")))
        )
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        before, after = text.split(old, 1)
        look = run.find(qn("w:rPr"))
        shown = etree.tostring(look).decode() if look is not None else ""
        pieces = [_run(before, shown)] if before else []
        if author is None:
            pieces += [_run(new, shown)] if new else []
        else:
            who = f'w:id="{self._next()}" w:author="{author}" w:date="{at}"'
            if old:
                pieces.append(
                    f"<w:del {who} {W}>{_run(old, shown).replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>"
                )
            if new:
                pieces.append(f"<w:ins {who} {W}>{_run(new, shown)}</w:ins>")
        pieces += [_run(after, shown)] if after else []
        for piece in pieces:
            run.addprevious(parse_xml(piece))
        run.getparent().remove(run)

    def add_after(self, words: str, new: str, author: str | None = None) -> None:
        """A new paragraph behind another, in the same style."""
        paragraph = self.paragraph(words)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        who = f'w:id="{self._next()}" w:author="{author}" w:date="2026-05-21T09:00:00Z"'
        mark = f"<w:rPr><w:ins {who}/></w:rPr>" if author else ""
        run = _run(new, "") if not author else f"<w:ins {who} {W}>{_run(new, '')}</w:ins>"
        paragraph.addnext(parse_xml(f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{run}</w:p>'))

    def remove(self, words: str, author: str | None = None) -> None:
        """A paragraph taken out, its end as well."""
        paragraph = self.paragraph(words)
        if author is None:
            paragraph.getparent().remove(paragraph)
            return
        who = f'w:id="{self._next()}" w:author="{author}" w:date="2026-05-22T08:00:00Z"'
        for run in list(paragraph.findall(qn("w:r"))):
            for text in run.iter(qn("w:t")):
                text.tag = qn("w:delText")
            holder = parse_xml(f"<w:del {who} {W}/>")
            run.addprevious(holder)
            holder.append(run)
        paragraph.find(qn("w:pPr")).append(parse_xml(f"<w:rPr {W}><w:del {who}/></w:rPr>"))

    def move_after(self, words: str, behind: str) -> None:
        """A paragraph cut and pasted elsewhere, without tracking."""
        self.paragraph(behind).addnext(self.paragraph(words))

    def move_tracked(self, words: str, behind: str, author: str) -> None:
        """A paragraph moved with tracking: what is left is struck, what is new has no bookmark of ours."""
        text = self.text(self.paragraph(words))
        style = self.paragraph(words).find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        self.remove(words, author)
        for tag in self.root.iter(qn("w:del")):
            if text in "".join(t.text or "" for t in tag.iter(qn("w:delText"))):
                tag.tag = qn("w:moveFrom")
                for each in tag.iter(qn("w:delText")):
                    each.tag = qn("w:t")
        who = f'w:id="{self._next()}" w:author="{author}" w:date="2026-05-22T08:00:00Z"'
        self.paragraph(behind).addnext(
            parse_xml(
                f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/><w:rPr><w:moveTo {who}/></w:rPr></w:pPr><w:moveTo {who}>{_run(text, "")}</w:moveTo></w:p>'
            )
        )

    def comment(self, words: str, author: str, said: str, reply: tuple[str, str] | None = None) -> None:
        """A comment on a whole paragraph, and a reply to it."""
        paragraph = self.paragraph(words)
        key, first = self._next(), f"0000{self._next():04X}"
        paragraph.insert(1, parse_xml(f'<w:commentRangeStart {W} w:id="{key}"/>'))
        paragraph.append(parse_xml(f'<w:commentRangeEnd {W} w:id="{key}"/>'))
        paragraph.append(parse_xml(f'<w:r {W}><w:commentReference w:id="{key}"/></w:r>'))
        self._comments.append(_comment(key, author, said, first))
        self._extended.append(f'<w15:commentEx w15:paraId="{first}" w15:done="0"/>')
        if reply:
            second = f"0000{self._next():04X}"
            self._comments.append(_comment(self._next(), *reply, second))
            self._extended.append(
                f'<w15:commentEx w15:paraId="{second}" w15:paraIdParent="{first}" w15:done="0"/>'
            )

    def control(self, words: str) -> None:
        """A run put into a content control within its line."""
        run = next(r for r in self.paragraph(words).findall(qn("w:r")))
        holder = parse_xml(f'<w:sdt {W}><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent/></w:sdt>')
        run.addprevious(holder)
        holder.find(qn("w:sdtContent")).append(run)

    def restyled(self, words: str) -> None:
        """A run made bold with tracking: a change of look and of nothing else."""
        run = next(r for r in self.paragraph(words).findall(qn("w:r")))
        old = run.find(qn("w:rPr"))
        if old is not None:
            run.remove(old)
        run.insert(
            0,
            parse_xml(
                f'<w:rPr {W}><w:b/><w:rPrChange w:id="5" w:author="A" w:date="2026-05-20T10:30:00Z"><w:rPr/></w:rPrChange></w:rPr>'
            ),
        )

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _put_comments(self) -> None:
        w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
        self._parts["word/comments9.xml"] = (
            f"<w:comments {W} {w14}>{''.join(self._comments)}</w:comments>".encode()
        )
        self._parts["word/commentsExtended.xml"] = (
            f"<w15:commentsEx {w15}>{''.join(self._extended)}</w15:commentsEx>".encode()
        )
        for name, kind, address in (
            ("comments9.xml", "comments", RELS + "comments"),
            (
                "commentsExtended.xml",
                "commentsExtended",
                "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            ),
        ):
            self._insert(
                "[Content_Types].xml", f'<Override PartName="/word/{name}" ContentType="{TYPES}{kind}+xml"/>'
            )
            self._insert(
                "word/_rels/document.xml.rels",
                f'<Relationship Id="x{kind}" Type="{address}" Target="{name}"/>',
            )

    def _insert(self, part: str, row: str) -> None:
        self._parts[part] = re.sub(
            rb"(</(?:\w+:)?(?:Types|Relationships)>)\s*$", row.encode() + rb"\1", self._parts[part]
        )


def _run(text: str, look: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r {W}>{look}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def _comment(key: int, author: str, said: str, paragraph: str) -> str:
    return (
        f'<w:comment w:id="{key}" w:author="{author}" w:date="2026-05-23T12:00:00Z" w:initials="X"><w:p w14:paraId="{paragraph}">'
        f"<w:r><w:t>{said}</w:t></w:r></w:p></w:comment>"
    )
