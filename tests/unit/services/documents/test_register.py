"""Registers: who sits on the committee, in a CSV file from anybody's spreadsheet."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented
from minutewright.domain.attendance import Attendance, AttendanceStatus, Capacity
from minutewright.domain.errors import BadInput, FolderError
from minutewright.domain.ids import AttendanceId, PersonId
from minutewright.domain.people import Person
from minutewright.services.documents.register import COLUMNS, read_register, write_register

HEADER = "title,forename,initials,surname,honours,capacity,role,post,organisation\n"


def _written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "register.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_register_makes_people_and_their_attendance_in_its_order(tmp_path: Path) -> None:
    register = read_register(
        _written(
            tmp_path,
            HEADER + "Councillor,,A S,Rowe,MBE JP,member,Chairman,,\n,Ines,,Toft,,officer,,Clerk,Town Hall\n",
        )
    )
    assert [person.full_name for person in register.people] == ["Councillor A S Rowe", "Ines Toft"]
    assert register.people[0].honours == ("MBE", "JP")
    assert (register.people[1].post, register.people[1].organisation) == ("Clerk", "Town Hall")
    assert [(row.capacity, row.role, row.order) for row in register.attendance] == [
        (Capacity.MEMBER, "Chairman", 1), (Capacity.OFFICER, "", 2)
    ]  # fmt: skip
    assert [row.person_id for row in register.attendance] == [person.id for person in register.people]


def test_columns_come_in_any_order_and_unknown_ones_are_passed_over(tmp_path: Path) -> None:
    register = read_register(
        _written(tmp_path, "Ward,Surname,ROLE,Job title,First name\nNorth,Rowe,Mayor,,Ann\n")
    )
    assert (register.people[0].surname, register.people[0].forename) == ("Rowe", "Ann")
    assert register.attendance[0].role == "Mayor"
    assert register.attendance[0].capacity is Capacity.MEMBER


def test_headings_of_a_committee_office_are_understood_and_the_rest_is_named(tmp_path: Path) -> None:
    register = read_register(
        _written(
            tmp_path,
            "Role on Cttee;Surname;First name;Title;Party;Attending?;Email\n"
            "Chair;Rowe;Ann;Cllr;Ind;Yes;a@example.org\n"
            "Substitute;Toft;Ines;Cllr;Ind;Apologies;\n"
            "Officer;Hale;Una;Ms;;;\n",
        )
    )
    assert [(row.capacity, row.role, row.status) for row in register.attendance] == [
        (Capacity.MEMBER, "Chair", AttendanceStatus.PRESENT),
        (Capacity.SUBSTITUTE, "", AttendanceStatus.APOLOGY),
        (Capacity.OFFICER, "", AttendanceStatus.PRESENT),
    ]
    (note,) = register.notes
    assert "“Party”, “Email”" in note
    assert "Attending" not in note


def test_a_register_with_nobody_in_the_chair_says_so(tmp_path: Path) -> None:
    assert "nobody as chair" in " ".join(read_register(_written(tmp_path, "surname\nRowe\n")).notes)
    assert read_register(_written(tmp_path, "surname,role\nRowe,Chairman\n")).notes == ()
    assert read_register(_written(tmp_path, "surname,role\nRowe,Vice-Chair\n")).notes


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_of_every_spreadsheet_are_read(tmp_path: Path, mark: str, encoding: str) -> None:
    text = mark.join(("surname", "forename")) + "\r\n" + mark.join(("Núñez", '"Zoë"')) + "\r\n\r\n"
    person = read_register(_written(tmp_path, text, encoding)).people[0]
    assert (person.forename, person.surname) == ("Zoë", "Núñez")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        (HEADER, "nobody under them"),
        ("first,second\na,b\n", "one must be “surname”"),
        ("surname,surname\na,b\n", "“surname” twice"),
        ("surname,title\nRowe,Mr\n,Mrs\n", "Line 3 .* has no surname"),
        ("surname,capacity\nRowe,king\n", "Line 2 .*“king” is no capacity.*member"),
        ("surname,title\nRowe,Mr\nRowe,Mr\n", "Line 3 .* names Mr Rowe a second time"),
        ("surname,title\nRowe,Mr,x\n", "Line 2 .* 3 cells, but there are 2 columns"),
        ('surname,title\nRowe,"Mr\nfoo\n', "Line . .* quotes do not match"),
        ('surname,post\n\nA,"two\nlines"\n\nB,"x"y\n', "Line 6 .* quotes do not match"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told) as caught:
        read_register(_written(tmp_path, text))
    assert "register.csv" in str(caught.value)


def test_a_spreadsheet_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"PK\x03\x04\x00")
    with pytest.raises(BadInput, match="Save As, CSV"):
        read_register(path)
    with pytest.raises(BadInput, match="cannot be opened"):
        read_register(tmp_path / "nowhere.csv")


def test_a_register_that_was_written_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    write_register(path, invented.people(), invented.attendance())
    register = read_register(path)
    assert [person.full_name for person in register.people] == [
        person.full_name for person in invented.people()
    ]
    assert [row.role for row in register.attendance] == [row.role for row in invented.attendance()]
    assert register.people[9].portfolio == "Portfolio Holder for Open Spaces"
    assert path.read_bytes().startswith(b"\xef\xbb\xbftitle,")


def test_writing_where_nothing_may_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        write_register(tmp_path / "nowhere" / "register.csv", invented.people(), invented.attendance())


_WORD = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12).map(
    lambda text: " ".join(text.split())
)


@given(_WORD.filter(bool), _WORD, _WORD, st.sampled_from(list(Capacity)), _WORD)
def test_any_name_survives_being_written_and_read(
    tmp_path_factory: pytest.TempPathFactory,
    surname: str,
    forename: str,
    post: str,
    capacity: Capacity,
    role: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "names.csv"
    person = Person(PersonId("p"), surname, forename=forename, post=post)
    write_register(path, (person,), (Attendance(AttendanceId("a"), person.id, capacity, 1, role=role),))
    read = read_register(path)
    assert (read.people[0].surname, read.people[0].forename, read.people[0].post) == (surname, forename, post)
    assert (read.attendance[0].capacity, read.attendance[0].role) == (capacity, role)


def test_the_columns_are_those_of_the_brief() -> None:
    assert set(COLUMNS) >= {
        "title", "forename", "initials", "surname", "honours", "capacity", "role", "post", "organisation"
    }  # fmt: skip
