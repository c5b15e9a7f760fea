"""Agendas read from files and pasted text; anything else refused in a sentence."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from agenda_files import AGENDAS, PASTED_TEXT, make
from agenda_score import score
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.agenda import ItemKind
from minutewright.domain.errors import BadInput, MinutewrightError, NotAnAgenda
from minutewright.services.documents.agenda import read_agenda
from minutewright.services.resources import resource


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {agenda.name: path for agenda, path in make(tmp_path_factory.mktemp("agendas"))}


@pytest.mark.parametrize("agenda", AGENDAS, ids=lambda agenda: agenda.name)
def test_an_agenda_is_read_item_by_item(agenda, written: dict[str, Path]) -> None:
    result = score(agenda, written[agenda.name])
    print(f"{agenda.name}: {result.right} right of {result.read} read and {result.expected} there")  # noqa: T201
    assert result.wrong == ()


def test_items_are_in_order_and_have_ids_of_their_own(written: dict[str, Path]) -> None:
    items = read_agenda(written["city with sub-items"])
    assert [item.order for item in items] == list(range(1, len(items) + 1))
    assert len({item.id for item in items}) == len(items)
    parents = {item.id: item for item in items}
    assert parents[items[7].parent].number == "6"


def test_pasted_text_is_read_like_a_file() -> None:
    assert [item.title for item in read_agenda(PASTED_TEXT)][-1] == "Dates of future meetings"


def test_a_pasted_list_of_numbered_lines_needs_no_well_known_business() -> None:
    items = read_agenda("1. Bridge\n2. Ferry\n3. Harbour lights")
    assert [(item.number, item.title, item.kind) for item in items] == [
        ("1", "Bridge", ItemKind.REPORT), ("2", "Ferry", ItemKind.REPORT), ("3", "Harbour lights", ItemKind.REPORT)
    ]  # fmt: skip


def test_papers_keep_their_name_pages_appendix_and_that_they_are_tabled() -> None:
    items = read_agenda(
        "AGENDA\n1. Apologies\n2. Minutes\n3. Budget\nReport of the Treasurer (attached, pages 4 to 9, Appendix B)\n"
        "4. Quay\nReport to follow\n5. Date of next meeting"
    )
    budget, quay = items[2].papers[0], items[3].papers[0]
    assert (budget.label, budget.pages, budget.appendix, budget.tabled) == (
        "Report of the Treasurer",
        "4-9",
        "B",
        False,
    )
    assert (quay.label, quay.pages, quay.tabled) == ("Report", "", True)


EXCLUSION = "AGENDA\n1. Apologies\n2. Minutes\n3. Roads\n4. Exclusion of press and public{note}\n5. {five}\n6. {six}\n7. Date of next meeting"  # fmt: skip


@pytest.mark.parametrize(
    ("note", "five", "six", "exempt"),
    [
        ("", "Lease", "Pay", ["5", "6"]),
        ("", "[EXEMPT] Lease", "Roofs", ["5"]),
        (" (if necessary)", "Lease", "Pay", []),
        ("", "Lease", "Pay (not for publication: paragraph 1 of Schedule 12A)", ["6"]),
    ],
)
def test_items_after_the_exclusion_are_exempt_unless_the_agenda_marks_them_itself(
    note: str, five: str, six: str, exempt: list[str]
) -> None:
    items = read_agenda(EXCLUSION.format(note=note, five=five, six=six))
    assert [item.number for item in items if item.exempt] == exempt
    assert not any("EXEMPT" in item.title or "Schedule" in item.title for item in items)


def test_a_tracked_insertion_is_read_and_a_deletion_is_not(tmp_path: Path) -> None:
    path = tmp_path / "agenda.docx"
    document = Document()
    for line in ("1. Apologies", "2. Minutes", "3. Old title"):
        document.add_paragraph(line)
    document.save(str(path))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = b'<w:del w:id="1" w:author="a"><w:r><w:delText>Old title</w:delText></w:r></w:del>'
    changed += b'<w:ins w:id="2" w:author="a"><w:r><w:t>New title</w:t></w:r></w:ins>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:r><w:t>3. Old title</w:t></w:r>", b'<w:r><w:t xml:space="preserve">3. </w:t></w:r>' + changed
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert read_agenda(path)[2].title == "New title"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_files_of_every_age_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "agenda.txt"
    path.write_bytes(
        "1. Apologies\r\n2. Members’ questions\r\n3. Café lease – £20\r\n4. Minutes".encode(encoding)
    )
    assert read_agenda(path)[2].title == "Café lease – £20"


def _docx_of(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _zip_of(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_TYPES_", "[Content_Types].xml"), data)
    return file.getvalue()


def _blank_pdf() -> bytes:
    file = BytesIO()
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.save(file)
    return file.getvalue()


_WHOLE = _docx_of("1. Apologies", "2. Minutes")
_ENCRYPTED_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[(a)(a)]>>
%%EOF"""
RECIPE = (
    "Chutney",
    "1. Chop the onions.",
    "2. Boil the vinegar.",
    "3. Stir for 40 minutes.",
    "4. Bottle it.",
)
LETTER = (
    "Dear Sir",
    "I write about item 4 of your letter of 3 May 2026.",
    "1 High Street is not mine.",
    "Yours, 2 friends",
)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.docx", b"", "is empty"),
        ("blank.txt", b" \n \n", "is empty"),
        ("cut.docx", _WHOLE[: len(_WHOLE) // 2], "may be damaged"),
        ("noise.docx", b"PK\x03\x04" + bytes(range(256)) * 9, "may be damaged"),
        ("sheet.docx", _zip_of(hello=b"x"), "no Word document"),
        ("minutes.odt", _zip_of(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        ("macros.docm", _zip_of(_TYPES_=b"<x>macroEnabled</x>"), "macros"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file"),
        ("rich.rtf", rb"{\rtf1 1. Apologies}", "rich text"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n", "may be damaged"),
        ("secret.pdf", _ENCRYPTED_PDF, "password"),
        ("scan.pdf", _blank_pdf(), "pictures of pages"),
        ("sound.docx", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(200), "holds no text"),
        ("recipe.docx", _docx_of(*RECIPE), "No agenda items"),
        ("letter.docx", _docx_of(*LETTER), "No agenda items"),
        ("nothing.docx", _docx_of(), "No agenda items"),
        ("one.docx", _docx_of("1. Apologies for absence"), "No agenda items"),
        ("recipe.txt", "\n".join(RECIPE).encode(), "No agenda items"),
    ],
)  # fmt: skip
def test_what_is_no_agenda_is_refused_in_a_sentence_that_names_it(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(NotAnAgenda, match=told) as caught:
        read_agenda(path)
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")


def test_our_own_base_file_is_no_agenda() -> None:
    with pytest.raises(NotAnAgenda):
        read_agenda(resource("word", "base.docx"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nowhere.docx. cannot be opened"):
        read_agenda(tmp_path / "nowhere.docx")


def test_a_file_far_too_large_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    with pytest.raises(NotAnAgenda, match="larger than 200 MB"):
        read_agenda(path)


def test_a_small_zip_that_unpacks_to_more_than_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(501):
            part.write(bytes(1024 * 1024))
    assert path.stat().st_size < 2_000_000
    with pytest.raises(NotAnAgenda, match="too large"):
        read_agenda(path)


@given(st.text(max_size=400))
def test_any_text_is_an_agenda_or_is_refused_plainly(text: str) -> None:
    try:
        items = read_agenda(text)
    except MinutewrightError:
        return
    assert items
    assert all(item.title and item.number for item in items)


@given(
    st.lists(
        st.tuples(st.sampled_from(["1.", "2.", "3", "4)", "a)", "(b)", "26/01", "Item 2", "*5", "7.1"]),
                  st.sampled_from(["Apologies", "Minutes", "That it be", "May", "Road (Pages 1 - 2)", "", "[EXEMPT]", "*"])),
        max_size=14,
    )
)  # fmt: skip
def test_odd_numbering_never_breaks_the_reader(rows: list[tuple[str, str]]) -> None:
    try:
        items = read_agenda("AGENDA\n" + "\n".join(f"{number} {title}" for number, title in rows))
    except NotAnAgenda:
        return
    assert all(item.title for item in items)


@given(st.sampled_from([b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf", b"\xff\xfe", b""]), st.binary(max_size=300))
def test_any_bytes_are_refused_plainly(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.bin"
    path.write_bytes(head + rest)
    with pytest.raises(MinutewrightError):
        read_agenda(path)
