"""What one response is: a decision, where it was taken and what came of it."""

from dataclasses import dataclass

__all__ = ["AUDIT", "CABINET", "CLINIC", "SCRUTINY", "SENIOR_TEAM", "Response"]

CLINIC = "Performance clinic"
SCRUTINY = "Overview and Scrutiny Committee"
CABINET = "Cabinet"
AUDIT = "Audit and Governance Committee"
SENIOR_TEAM = "Corporate Management Team"


@dataclass(frozen=True)
class Response:
    """One response: about what, where and when it was raised, and how it ended.

    Parameters
    ----------
    news
        (day, what was said) between raising and closing.
    """

    about: str
    raised_at: str
    raised: str
    finding: str
    decision: str
    owner: str
    due: str
    closed: str = ""
    outcome: str = ""
    news: tuple[tuple[str, str], ...] = ()
    why: str = ""

    def rows(self, code: str) -> list[list[str]]:
        """Lines of ``responses.csv``: when raised, when there was news, and when closed."""
        told = [(self.raised, "", ""), *((day, "", said) for day, said in self.news)]
        if self.closed:
            told.append((self.closed, self.closed, self.outcome))
        fixed = [self.about, self.raised_at, self.finding, self.decision, self.owner, self.due]
        return [[code, *fixed, closed, said, day] for day, closed, said in told]
