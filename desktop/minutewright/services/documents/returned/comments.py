"""The comments of a Word file with their replies."""

from dataclasses import dataclass
from datetime import datetime

from minutewright.services.documents.returned.text import moment
from minutewright.services.documents.word_package import Element, WordPackage, w

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment: who said what when; `replies` are those that answer it, as `name: words`. `done`: marked as settled."""

    id: str
    author: str
    at: datetime | None
    text: str
    replies: tuple[str, ...] = ()
    done: bool = False

    @property
    def whole(self) -> str:
        """The comment and its replies, one a line."""
        return "\n".join((self.text, *self.replies))


def read_comments(package: WordPackage) -> tuple[FileComment, ...]:
    """Every comment in the order of the file; a reply stands with what it answers, not by itself."""
    parts = package.related("comments")
    if not parts:
        return ()
    rows = package.xml(parts[0]).findall(w("comment"))
    parents, done = _threads(package)
    keys = {_last_paragraph(row): row.get(w("id"), "") for row in rows}
    answers: dict[str, list[str]] = {}
    for row in rows:
        parent = keys.get(parents.get(_last_paragraph(row), ""), "")
        if parent and parent != row.get(w("id"), ""):
            answers.setdefault(parent, []).append(row.get(w("id"), ""))
    replies = {key for many in answers.values() for key in many}
    by_id = {row.get(w("id"), ""): row for row in rows}
    return tuple(
        FileComment(
            key, row.get(w("author"), ""), moment(row.get(w("date"), "")), _words(row),
            tuple(f"{by_id[each].get(w('author'), '')}: {_words(by_id[each])}" for each in answers.get(key, ())),
            _last_paragraph(row) in done,
        )
        for key, row in by_id.items()
        if key not in replies
    )  # fmt: skip


def _threads(package: WordPackage) -> tuple[dict[str, str], set[str]]:
    """Which comment's paragraph answers which, and which are settled."""
    parents: dict[str, str] = {}
    done: set[str] = set()
    for part in package.related("commentsExtended"):
        for row in package.xml(part):
            key = row.get(f"{_W15}paraId", "")
            if row.get(f"{_W15}paraIdParent"):
                parents[key] = row.get(f"{_W15}paraIdParent")
            if row.get(f"{_W15}done") in ("1", "true"):
                done.add(key)
    return parents, done


def _last_paragraph(comment: Element) -> str:
    keys = [row.get(f"{_W14}paraId", "") for row in comment.iter(w("p"))]
    return keys[-1] if keys else ""


def _words(comment: Element) -> str:
    lines = ["".join(text.text or "" for text in row.iter(w("t"))) for row in comment.iter(w("p"))]
    return "\n".join(line for line in lines if line.strip())
