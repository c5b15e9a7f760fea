"""A council's own house style, from the program's to the council's minutes, by commands."""

from pathlib import Path

from docx import Document

from e2e.program import Program


def test_a_council_changes_a_house_style_and_prints_in_it(program: Program, tmp_path: Path) -> None:
    names = [row["style"] for row in program("style", "list", "--json").json]
    assert {"uk-borough", "uk-parish", "us-city", "cy-community"} <= set(names)

    ours, folder = tmp_path / "ours.toml", tmp_path / "meeting"
    assert program("style", "export", "uk-parish", ours).code == 0
    text = ours.read_text(encoding="utf-8").replace("closed at {time}", "ended at {time}")
    ours.write_text(text.replace("RESOLVED", "AGREED BY ALL").replace("Present:", "There:"), encoding="utf-8")
    assert program("style", "check", ours).code == 0
    assert program("style", "import", ours, "--json").json["style"] == "ours"

    agenda = tmp_path / "agenda.txt"
    agenda.write_text(
        "1. Apologies for absence\n2. Declarations of interest\n3. Finance report\n4. Date of next meeting\n",
        encoding="utf-8",
    )
    made = program(
        "new", folder, "--body", "Full Council", "--date", "2026-01-21", "--council", "Saltmere Parish Council",
        "--agenda", agenda, "--style", "ours", "--first-minute", "48", "--numbers", "C{n:03}/{yy}", "--json",
    )  # fmt: skip
    assert [item["minute"] for item in made.json["agenda"]] == ["C048/25", "C049/25", "C050/25", "C051/25"]
    assert made.json["house_style"] == "ours"

    # The meeting keeps its style: taken to a computer that does not know it, it prints the same.
    elsewhere = Program(tmp_path / "another profile")
    written = elsewhere("minutes", folder, "--json").json["file"]
    assert Document(written).core_properties.title == "Full Council, minutes, 21 January 2026"
    assert elsewhere("style", "use", folder, "uk-borough").code == 0
    assert elsewhere("style", "use", folder, "ours").code == 2


def test_a_house_style_that_cannot_be_used_is_told_with_its_line(program: Program, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    program("style", "export", "us-city", ours)
    lines = ours.read_text(encoding="utf-8").splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("show ="))
    lines[at] = 'show = "sometimes"'
    ours.write_text("\n".join(lines), encoding="utf-8")
    answer = program("style", "check", ours)
    assert answer.code == 2
    assert f"(line {at + 1})" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
