"""Words for change, and which way each one goes."""

from __future__ import annotations

import re

__all__ = ["CHANGE", "RELATIVE"]

# "More than five days" tells a size; "more than last year" a change.
_THAN = (
    r"(?! than (?:\u00a3|\d|half\b|twice\b|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))"
)
_BECOME = r"(?:getting|gets|got|becoming|become|became) "
_WORDS = {
    "up": r"rose|rises?|risen|rising|increas(?:e|es|ed|ing)|climb(?:s|ed|ing)?|gr[eo]w(?:s|n|ing)?|"
    r"growth|jump(?:s|ed|ing)?|mount(?:s|ed|ing)|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|"
    r"swell(?:s|ed)?|cre(?:pt|eping) up|edg(?:ed|ing) up|nudged up|"
    r"(?:went|gone|going|moved|moving|is) up|upwards?|more common|"
    rf"(?<!add )(?<!adds )(?<!added )up|higher|greater|"
    rf"(?<!no )longer|extra|more(?! \w+ly){_THAN}",
    "down": r"fell(?! due| short)|"
    r"falls?(?! short| due)|fallen(?! due| short)|falling(?! short| due)|"
    r"drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|reduc(?:ed|es|ing|tion)|"
    r"slip(?:s|ped|ping)?|slid|sank|sunk|sinking|shr(?:ank|unk|inking)|tumbl(?:ed|ing)|"
    r"plung(?:ed|ing)|dwindl(?:ed|ing)|dip(?:s|ped)?|eas(?:ed|ing)|cre(?:pt|eping) down|"
    r"edg(?:ed|ing) down|nudged down|(?:came|come|coming|gone|going|went|moved|moving) down|"
    rf"downwards?|less common|rarer|down|lower|shorter|(?:fewer|less){_THAN}",
    "better": rf"{_BECOME}better|improv(?:e|es|ed|ing|ement)|strengthen(?:s|ed|ing)?|"
    r"gain(?:s|ed|ing)? ground|(?:in )?the right direction|turned (?:the|a) corner|"
    r"speed(?:ed|ing) up|sped up|better|stronger|quicker|faster|sooner",
    "worse": rf"{_BECOME}worse|worsen(?:s|ed|ing)?|deteriorat(?:e|es|ed|ing|ion)|"
    r"slow(?:ed|ing)(?: down)?|lo(?:st|sing) ground|(?:in )?the wrong (?:direction|way)|"
    r"slipp(?:ed|ing) back|gone backwards|going backwards|worse|weaker|slower",
    "same": r"unchanged|no (?:real |significant |great )?change|the same as|level with|"
    r"identical to|has not moved|stood still",
}
CHANGE = re.compile("|".join(rf"\b(?P<{kind}>{words})\b" for kind, words in _WORDS.items()))
# These say how two figures stand to each other, and mean nothing without the other.
RELATIVE = frozenset(
    {"up", "down", "higher", "more", "greater", "lower", "fewer", "less", "better", "worse"}
    | {"quicker", "faster", "sooner", "slower", "longer", "shorter", "extra", "stronger", "weaker"}
)
