"""The files of stock that admins paste or upload, taken apart into goods. Nothing is guessed in silence.

A code that is lost or changed here is one that somebody pays for in vain. What a file leaves open (its encoding, its
separator, whether the first line is a heading, which column holds the goods) is decided as well as it can be and named
in `Reading.must_ask`: nothing of it is imported before a person has looked. Characters that nobody can see or type make
a line malformed; what is odd but may be right is `unusual`. Faults are named by line and reason, never by their text.

`decoding` and `scripts` know encodings, `cells` and `separators` lines, `headings` and `columns` names, `kinds`,
`links` and `visible` what can be sold, `unusual` and `shapes` what looks odd, `options` the other readings,
`masking` what a screen shows, `formatting` what a client has eaten of a paste.
"""

from services.domain.stock.stock import Choices
from services.stock.file.kinds import LONGEST, MOST_CODE_LINES
from services.stock.file.masking import masked
from services.stock.file.options import NO, SIGNS, YES, Aspect, Option, choose, option_values, options
from services.stock.file.parse import read
from services.stock.file.result import Line, Reading, Unusual
from services.stock.file.table.cells import LONGEST_CSV_LINE, MOST_LINES
from services.stock.file.table.headings import is_plain_name
from services.stock.file.text.decoding import ENCODINGS, LARGEST_FILE
from services.stock.file.text.formatting import lost_signs

__all__ = [
    "ENCODINGS",
    "LARGEST_FILE",
    "LONGEST",
    "LONGEST_CSV_LINE",
    "MOST_CODE_LINES",
    "MOST_LINES",
    "NO",
    "SIGNS",
    "YES",
    "Aspect",
    "Choices",
    "Line",
    "Option",
    "Reading",
    "Unusual",
    "choose",
    "is_plain_name",
    "lost_signs",
    "masked",
    "option_values",
    "options",
    "read",
]
