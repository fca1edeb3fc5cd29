"""One council's tables filed under another's framework: codes, words, and what has no place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.framework.placing import Placing
from pmf_analysis.sources import csv_text, folder
from pmf_analysis.tables import placing
from pmf_analysis.tables.schemas import TABLES
from tests import books

OTHER = """\
council:
  name: Highmoor Council
  code: E09999999
  contact: real@highmoor.example
  site: https://highmoor.example
words: {executive: Executive, theme: mission}
themes:
  - {code: roofs, name: Roofs, outcome: A roof for all.}
directorates:
  - code: shelter
    name: Shelter
    services:
      - {code: desk, name: Front desk}
calendar:
  quarters:
    - {quarter: 2024-25 Q4, publication: 2025-06-02}
    - {quarter: 2025-26 Q1, publication: 2025-09-02}
"""
FILED = """\
of: X1
themes: {homes: roofs}
directorates: {housing: shelter}
services: {advice: desk}
words: {Head of Homes: Lead for Roofs, Homes: Roofs}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small book, with a ready-made framework beside it."""
    data = books.write(tmp_path / "data")
    other = data / "frameworks" / "highmoor"
    other.mkdir(parents=True)
    (other / "framework.yml").write_text(OTHER, encoding="utf-8")
    (other / "placing.yml").write_text(FILED, encoding="utf-8")
    return data


def test_figures_go_where_the_framework_has_a_place_for_them(book: Path) -> None:
    """Codes follow the placing; what is measured stays; the longest phrase wins."""
    made = flow.load(book, "highmoor")
    first = made.indicators["101"]
    assert (first.theme, first.directorate, first.owner_role) == (
        "roofs",
        "shelter",
        "Lead for Roofs",
    )
    assert set(made.observations["organisation"]) == {"X1", "shelter"}
    assert len(made.observations) == len(flow.load(book).observations)


def test_made_up_figures_keep_their_code_and_the_council_its_name(book: Path) -> None:
    """No figure of one council ever carries the code or the address of another."""
    council = flow.load(book, "highmoor").framework.council
    assert (council.name, council.code, council.illustrative) == ("Highmoor Council", "X1", True)
    assert council.figures_of == "Smallbridge Council"
    assert (council.contact, council.site) == ("real@highmoor.example", "")


def test_real_figures_are_shown_in_no_framework_but_their_own(book: Path) -> None:
    """A council's own figures never stand under another council's name, paper or calendar."""
    own = (book / "framework.yml").read_text(encoding="utf-8").replace("  illustrative: true\n", "")
    (book / "framework.yml").write_text(own, encoding="utf-8")
    with pytest.raises(WrongUse, match="pmf new"):
        flow.load(book, "highmoor")


def test_the_database_and_the_index_go_with_the_figures(book: Path) -> None:
    """Else an old file beside the database would be read in its place."""
    path = book / "framework.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}database_variable: OTHER_BOOK\n", encoding="utf-8")
    assert folder.profile(book, "highmoor")[0].database_variable == "OTHER_BOOK"


@pytest.mark.parametrize("table", ["indicators", "observations"])
def test_a_table_without_its_key_is_a_fault_and_no_crash(book: Path, table: str) -> None:
    """The same fault as in the book's own framework."""
    path = book / f"{table}.csv"
    text = path.read_text(encoding="utf-8").replace("indicator,", "indicatr,", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsFound, match="this column"):
        flow.load(book, "highmoor")


def test_what_has_no_place_is_left_out_with_all_that_names_it(book: Path) -> None:
    """An indicator that is left out takes its figures, targets and events with it."""
    path = book / "frameworks" / "highmoor" / "placing.yml"
    path.write_text(f'{FILED}indicators: {{"101": ""}}\n', encoding="utf-8")
    made = flow.load(book, "highmoor")
    assert set(made.indicators) == {"102", "103"}
    assert set(made.observations["indicator"]) == {"102", "103"}
    assert made.targets.empty


def test_a_catalogue_of_the_framework_replaces_that_of_the_figures(book: Path) -> None:
    """Its indicators alone are shown, under its own names; the figures follow the code."""
    rows = books.tables()["indicators"]
    named = rows[1].replace("Duties ended with a home", "Homes found").replace(",homes,", ",roofs,")
    named = named.replace(",housing,", ",shelter,")
    text = f"{rows[0]}\n{named}\n"
    (book / "frameworks" / "highmoor" / "indicators.csv").write_text(text, encoding="utf-8")
    made = flow.load(book, "highmoor")
    assert [i.name for i in made.indicators.values()] == ["Homes found"]
    assert set(made.observations["indicator"]) == {"101"}


def test_a_placing_of_another_councils_figures_is_not_used(book: Path) -> None:
    """It names codes that mean something else in another book; those are then unknown."""
    path = book / "frameworks" / "highmoor" / "placing.yml"
    path.write_text(FILED.replace("of: X1", "of: X2"), encoding="utf-8")
    with pytest.raises(FaultsFound, match=r"a theme of framework\.yml"):
        flow.load(book, "highmoor")


def test_the_tables_that_are_given_are_not_changed(root: Path) -> None:
    """Filing makes new tables: every cell of the old ones stays."""
    names = ("indicators", "actions", "links", "finance", "observations")
    frames = {n: csv_text.read(root / "data" / f"{n}.csv", n)[0] for n in names}
    before = {name: frame.copy() for name, frame in frames.items() if frame is not None}
    profile, _ = folder.profile(root / "data")
    assert profile is not None
    how = Placing(of="E06000999", services={"place-waste": ""}, words={"Cabinet": "Executive"})
    made = placing.filed(before, how, profile)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, frames[name])
    assert "place-waste" not in set(made["actions"]["service"])


def test_filing_the_demonstration_leaves_no_loose_end(root: Path) -> None:
    """Whatever one directorate is left out, what is left still hangs together."""
    profile, _ = folder.profile(root / "data")
    assert profile is not None
    read = folder.read(root / "data", TABLES)
    for gone in profile.directorates:
        services = {service.code: "" for service in gone.services}
        how = Placing(of="E06000999", directorates={gone.code: ""}, services=services)
        made = placing.filed(read.tables, how, profile)
        for name, frame in made.items():
            for column in TABLES[name].columns:
                if column.refers in {"directorate", "organisation", "service"}:
                    assert not frame[column.name].isin({gone.code, *services}).any(), name
        for end in ("from", "to"):
            links = made["links"]
            named = links.loc[links[f"{end}_kind"] == "action", f"{end}_id"]
            assert set(named) <= set(made["actions"]["action"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cabinet Member for Care", "Portfolio Holder for Care"),
        (
            "Cabinet agreed; the Cabinets of oak did not.",
            "Executive agreed; the Cabinets of oak did not.",
        ),
        ("cabinet", "cabinet"),
    ],
)
def test_words_are_replaced_whole_and_the_longest_first(text: str, said: str) -> None:
    """Part of a word is no word, and a longer phrase is not cut into."""
    words = {"Cabinet": "Executive", "Cabinet Member": "Portfolio Holder"}
    assert Placing(of="X", words=words).said(text) == said


def test_two_directorates_cannot_go_to_one(book: Path) -> None:
    """Their figures of one period would be two of one place; the file is named."""
    path = book / "frameworks" / "highmoor" / "placing.yml"
    filed = FILED.replace("{housing: shelter}", "{housing: shelter, roads: shelter}")
    path.write_text(filed, encoding="utf-8")
    with pytest.raises(FaultsFound, match=r"placing\.yml.*two go to shelter"):
        flow.load(book, "highmoor")


def test_an_unknown_framework_is_answered_with_those_there_are(book: Path) -> None:
    """The names that `--framework` takes, those of the book and those of the program."""
    with pytest.raises(WrongUse, match="highmoor"):
        flow.load(book, "lowmoor")
