"""Pages by who answers: a portfolio's, the groups' and the partners', and the statutory returns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals.page.groups import GroupsPage
from pmf_analysis.visuals.page.portfolio import PortfolioPage
from pmf_analysis.visuals.page.statutory import StatutoryPage
from tests import books
from tests.conftest import ROOT

HOMES = "cabinet-member-for-homes"


def cells(piece: str) -> list[list[str]]:
    """Rows of a table, cell by cell."""
    rows = html.fromstring(f"<div>{piece}</div>").xpath("//tbody/tr")
    return [[cell.text_content().strip() for cell in row] for row in rows]


def test_each_portfolio_with_a_figure_has_a_page_in_the_order_of_the_themes(
    demonstration: Findings,
) -> None:
    """Ten themes, ten members; the address is the role in small letters."""
    scopes = list(PortfolioPage.scopes(demonstration))
    assert len(scopes) == 10
    assert scopes[0] == "cabinet-member-for-communities"
    assert PortfolioPage.title(demonstration, HOMES) == "Cabinet Member for Homes"


def test_a_portfolio_holds_its_indicators_and_actions_and_no_others(
    demonstration: Findings,
) -> None:
    """What `portfolio_role` says in both tables, and nothing of another member's."""
    page = PortfolioPage.open(demonstration, HOMES)
    roles = {page.findings.indicators[f.indicator].portfolio_role for f in page.own()}
    assert roles == {"Cabinet Member for Homes"}
    assert {a.portfolio_role for a in page.picture.actions} == roles
    assert len(page.own()) == 8  # 501 to 508
    assert page.lede().startswith("What this Cabinet Member follows. Theme: Homes.")
    assert "Director of Homes and Growth" in page.answering().html


def test_each_role_has_a_page_of_its_own_whatever_its_letters(tmp_path: Path) -> None:
    """Roles that differ in signs alone, or have no letter that an address can hold."""
    rows = books.tables()["indicators"]
    roles = ("Member: Homes", "Member (Homes)", "\u8a08\u753b")
    rows[1:] = [
        row.replace(",Head of Homes,,", f",Head of Homes,{role},")
        for row, role in zip(rows[1:], roles, strict=True)
    ]
    found = flow.compute(books.write(tmp_path / "data", indicators=rows))
    scopes = list(PortfolioPage.scopes(found))
    assert len(set(scopes)) == 3
    assert all(scope.isascii() and scope for scope in scopes)
    assert {PortfolioPage.title(found, scope) for scope in scopes} == set(roles)
    assert all(len(PortfolioPage.open(found, scope).own()) == 1 for scope in scopes)


def test_an_indicator_without_a_portfolio_is_on_no_portfolios_page(tmp_path: Path) -> None:
    """Nobody follows what nobody was given."""
    assert list(PortfolioPage.scopes(flow.compute(books.write(tmp_path / "data")))) == []


def test_every_group_stands_with_its_remit_and_its_actions(demonstration: Findings) -> None:
    """Four groups; the six actions of the climate group under it, and none elsewhere."""
    page = GroupsPage.open(demonstration, "")
    shown = page.groups().html
    tree = html.fromstring(f"<div>{shown}</div>")
    assert [h.text_content() for h in tree.xpath("//h2")] == [
        g.name for g in demonstration.framework.groups
    ]
    climate = shown.partition("Climate and Nature Group")[2]
    assert len(cells(climate)) == 6
    assert "Steers the plan for net zero" in climate


def test_a_partner_is_named_with_each_figure_that_rests_on_it(demonstration: Findings) -> None:
    """By the catalogue's column, several parted by semicolons."""
    made = replace(demonstration.indicators["506"], partners="Shelter team; Housing associations")
    changed = replace(demonstration, indicators={**demonstration.indicators, "506": made})
    rows = cells(GroupsPage.open(changed, "").partners().html)
    assert [
        row[0] for row in sorted(rows, key=lambda row: row[0], reverse=True) if "506" in row[1]
    ] == ["Shelter team", "Housing associations"]
    assert sum(row[0] == "Police" for row in rows) == 2  # 102 and 103


def test_each_statutory_return_is_listed_with_what_it_carries(demonstration: Findings) -> None:
    """H-CLIC carries three figures; an indicator without a return is not there."""
    page = StatutoryPage.open(demonstration, "")
    rows = cells(page.returns().html)
    assert [row[1][-3:] for row in rows if row[0] == "H-CLIC"] == ["503", "504", "506"]
    assert all("101" not in row[1][-4:] for row in rows)


def test_requests_for_analysis_are_for_the_council_alone(demonstration: Findings) -> None:
    """The internal edition shows them and says so in its title; the public one has none."""
    inside = flow.compute(ROOT / "data", audience=Audience.INTERNAL)
    assert StatutoryPage.title(inside, "") == "Statutory returns and requests"
    assert "How long do families stay" in StatutoryPage.open(inside, "").requests().html
    assert StatutoryPage.title(demonstration, "") == "Statutory returns"
    assert StatutoryPage.open(demonstration, "").requests().html == ""


@pytest.mark.parametrize("kind", ["groups", "statutory", "case_studies"])
def test_a_book_that_keeps_nothing_of_it_has_no_such_page(kind: str, tmp_path: Path) -> None:
    """Neither groups nor partners, no return, no story: no page."""
    from pmf_analysis.pages.contents import contents

    found = flow.compute(books.write(tmp_path / "data"))
    assert kind not in {page.kind for page, _ in contents(found)}
    assert report.kind_of(kind).kind == kind
