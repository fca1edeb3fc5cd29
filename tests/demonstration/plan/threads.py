"""What hangs together that the other columns do not say: indicators, work, risks and money."""

from .story import lines

__all__ = ["tables"]

HEADER = "from_kind from_id to_kind to_id"
# From what is nearer the plan to what is nearer the work: a line each.
TIES = """
    indicator 101 > action A01
    indicator 102 > action A02
    indicator 103 > action A02
    indicator 201 > action A07
    indicator 203 > action A04, action A06, action A08, risk SR10, budget line CAP-05
    indicator 204 > action A05, risk OP1
    indicator 205 > action A03, budget line REV-PLC-01
    indicator 206 > action A03, risk OR12, budget line CAP-06
    indicator 305 > action A09, risk OR13
    indicator 307 > action A11, budget line REV-GRW-04
    indicator 401 > action A12, risk OR10, budget line REV-PLC-02
    indicator 402 > budget line CAP-01
    indicator 403 > action A14, budget line REV-PLC-03
    indicator 404 > action A13, risk SR06, risk OR10, budget line REV-PLC-02
    indicator 501 > action A19, risk SR12, risk OR14
    indicator 502 > risk SR12, budget line CAP-02
    indicator 503 > action A17, budget line REV-GRW-02
    indicator 504 > action A18
    indicator 505 > action A20
    indicator 506 > action A16, action A17, action A18, risk SR03, budget line REV-GRW-01
    indicator 507 > action A10, action A20, risk PR06
    indicator 508 > action A20
    indicator 601 > action A21, risk SR02, risk SR05, budget line RSV-03
    indicator 603 > action A22
    indicator 606 > action A23
    indicator 701 > action A24, risk OR04, budget line REV-CHL-01
    indicator 702 > action A25, risk SR07
    indicator 703 > action A25, risk SR07
    indicator 704 > action A24
    indicator 706 > action A26, risk OR01
    indicator 708 > action A27, budget line REV-ASC-01
    indicator V01 > budget line REV-ASC-01
    indicator V02 > budget line REV-CHL-01
    indicator V03 > budget line REV-PLC-02
    indicator 709 > action A27, budget line REV-ASC-03
    indicator 711 > action A28, risk SR08
    indicator 801 > action A30
    indicator 804 > risk OR09
    indicator 805 > action A29, risk OR07
    indicator 807 > action A31, risk OR08, budget line REV-WEL-03
    indicator 901 > action A32, budget line REV-WEL-02
    indicator 902 > action A33, budget line CAP-08
    indicator 1001 > action A41, risk SR09
    indicator 1002 > action A34, risk PR05, risk OR16
    indicator 1003 > action A35
    indicator 1005 > action A36
    indicator 1007 > risk SR04
    indicator P01 > action A36, risk OR11
    indicator P02 > action A40, risk SR05
    indicator P04 > risk SR05
    indicator F01 > action A37, risk SR01, budget line RSV-01
    indicator F03 > action A28, action A37, risk SR01, budget line SAV-ASC-01,
        budget line SAV-CHL-01, budget line SAV-RES-01
    indicator R01 > action A31
    action A03 > risk OR12, budget line CAP-06
    action A04 > risk PR03, budget line CAP-05
    action A10 > risk PR06
    action A16 > risk PR01, budget line CAP-07
    action A18 > budget line SAV-GRW-01
    action A19 > risk PR04
    action A21 > budget line RSV-03
    action A22 > risk OP3, budget line CAP-04, budget line REV-CHL-02
    action A24 > risk PR02, budget line CAP-03, budget line SAV-CHL-01
    action A28 > budget line SAV-ASC-01
    action A34 > risk PR05
    action A37 > budget line REV-RES-03, budget line SAV-RES-01
    action A41 > risk OR02, risk SR09
    objective CHL-SE-1 > budget line RSV-03
    objective GRW-OP-1 > budget line REV-GRW-01
    objective PLC-HI-2 > budget line REV-PLC-02
    objective RES-FI-1 > budget line RSV-01
    risk SR02 > response RS04, response RS18
    risk SR03 > response RS06, response RS20
    risk OR10 > response RS23
    action A12 > response RS10
    action A13 > response RS23
    action A17 > response RS02
    action A21 > response RS18
    action A25 > response RS01
    action A26 > response RS08
    action A34 > response RS13
    action A35 > response RS05
    action A36 > response RS24
"""
KINDS = ("indicator", "objective", "action", "risk", "budget line", "response")


def end(text: str) -> list[str]:
    """Kind and code."""
    kind, code = text.strip().rsplit(" ", maxsplit=1)
    assert kind in KINDS, text
    return [kind, code]


def tables() -> dict[str, list[list[str]]]:
    """Links."""
    rows = []
    for line in lines(TIES):
        above, below = line.split(" > ")
        rows += [[*end(above), *end(one)] for one in below.split(",")]
    return {"links.csv": [HEADER.split(), *rows]}
