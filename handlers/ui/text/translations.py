"""The translations: the only way to locales/, through which every text that a person reads comes.

Escaping happens here and nowhere else, so that no name, however hostile, can break a message or speak in our voice.
Fluent's isolation marks are off, since they would travel along when a customer copies a code and would count as
length; instead, arguments lose the invisible characters that could turn the text around them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import ast

from handlers.ui.text.html_text import Html, escape, lines, strip_invisible
from handlers.ui.text.text_files import LOCALES, TextBroken, TextEntries, read_texts
from services.domain.values.clock import DAY, HOUR, MINUTE, SECOND
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Currency, Money

__all__ = ["LOCALES", "Html", "TextBroken", "Texts", "Translations", "escape", "lines", "strip_invisible"]

_LONG = 500  # fluent.runtime refuses any part over 2,500 characters; what is long travels beside it and never selects
_UNITS = (("days", DAY), ("hours", HOUR), ("minutes", MINUTE))
_STAND_IN = re.compile("\x01([0-9]+)\x02")


class Translations:
    """All texts in all languages, read once. Raises TextBroken for bad Fluent, a key used twice or an empty folder.

    `shared` are arguments that every text may use without being given them, like the shop's name.
    """

    def __init__(self, folder: Path = LOCALES, zone: tzinfo = UTC, **shared: str | LocalizedText) -> None:
        by = self.for_language
        self._texts = {
            language: Texts(language, read_texts(folder / language), zone, shared, by) for language in Language
        }

    def for_language(self, language: Language) -> "Texts":
        """The texts of one language."""
        return self._texts[language]


class Texts:
    """The texts of one language. Calling it gives HTML with every argument escaped.

    Arguments: str (escaped), Html (as it is), Words (in this language), Money (formatted), int (a number with
    thousands marked, for plurals; hand over an id as str), bool ("yes" or "no", for selectors), None (empty).
    """

    def __init__(
        self,
        language: Language,
        read: TextEntries,
        zone: tzinfo,
        shared: Mapping[str, str | LocalizedText],
        for_language: Callable[[Language], "Texts"],
    ) -> None:
        self.language = language
        self.for_language = for_language
        self._zone = zone
        self._shared = shared
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(ast.Resource(list(read.entries.values())))
        self._variables = read.variables
        self._constants: dict[tuple[str, bool], str] = {}

    def __call__(self, key: str, /, **params: object) -> Html:
        """A text as HTML. Raises TextBroken for an unknown key or a missing variable, TypeError for a strange fact."""
        return Html(self._say(key, params, escaped=True))

    def plain(self, key: str, /, **params: object) -> str:
        """A text for places without HTML: buttons, callback answers, invoice titles. Raises as a call does."""
        return self._say(key, params, escaped=False)

    def __contains__(self, key: str) -> bool:
        return key in self._variables

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all texts."""
        return frozenset(self._variables)

    def variables(self, key: str) -> frozenset[str]:
        """The variables that a text uses, itself or through the texts it refers to. Raises TextBroken."""
        try:
            return self._variables[key]
        except KeyError:
            msg = f"no text {key!r} in {self.language}"
            raise TextBroken(msg) from None

    def money(self, money: Money) -> str:
        """An amount with its sign: `⭐ 150`, `$9.90`, `¥30`, `9.9 USDT`."""
        digits = f"{Decimal(money.digits):,f}"
        short = {Currency.USDT: digits.rstrip("0").rstrip("."), Currency.CNY: digits.removesuffix(".00")}
        return self.plain(f"money-{money.currency.lower()}", amount=short.get(money.currency, digits))

    def date(self, at: int) -> str:
        """The day of a moment (UTC milliseconds) in the shop's zone: `23 Nov 2026`, `2026年11月23日`."""
        day = self._local(at)
        return self.plain("format-date", year=str(day.year), month=day.month, day=str(day.day))

    def time(self, at: int) -> str:
        """The time of day of a moment (UTC milliseconds) in the shop's zone: `15:40`."""
        return f"{self._local(at):%H:%M}"

    def moment(self, at: int) -> str:
        """Day and time of a moment (UTC milliseconds) in the shop's zone: `23 Nov 2026, 15:14`."""
        return self.plain("format-moment", date=self.date(at), time=self.time(at))

    def deadline(self, at: int, since: int | None = None) -> str:
        """A time with its zone, `15:40 (UTC+8)`, after the day unless it is that of `since` (both UTC milliseconds)."""
        same_day = since is not None and self.days_ahead(since, at) == 0
        time = self.time(at) if same_day else self.moment(at)
        return self.plain("format-deadline", time=time, zone=_offset(self._local(at)))

    def span(self, milliseconds: int) -> str:
        """A duration in the largest unit that tells it whole: `15 minutes`, `1 hour`, `3 天`."""
        unit, length = next((name, one) for name, one in _UNITS if milliseconds % one == 0 or one == MINUTE)
        return self.plain(f"format-{unit}", count=-(-milliseconds // length))

    def days_ahead(self, now: int, at: int) -> int:
        """Return how many nights of the shop's zone lie between two moments (UTC ms): 0 is today, 1 tomorrow."""
        return (self._local(at).date() - self._local(now).date()).days

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at // SECOND, self._zone)

    def _say(self, key: str, params: Mapping[str, object], *, escaped: bool) -> str:
        needed = self.variables(key) - self._shared.keys()
        if needed:
            return self._format(key, params, escaped=escaped)
        if (key, escaped) not in self._constants:
            self._constants[key, escaped] = self._format(key, {}, escaped=escaped)
        return self._constants[key, escaped]

    def _format(self, key: str, params: Mapping[str, object], *, escaped: bool) -> str:
        long: list[str] = []
        arguments: dict[str, str | int] = {}
        for name, fact in {**self._shared, **params}.items():
            said = self._argument(name, fact, escaped=escaped)
            if isinstance(said, str) and len(said) > _LONG:
                long.append(said)
                said = f"\x01{len(long) - 1}\x02"
            arguments[name] = said
        text = self._resolve(key, arguments)
        return _STAND_IN.sub(lambda found: long[int(found[1])], text) if long else text

    def _resolve(self, key: str, arguments: Mapping[str, str | int]) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            msg = f"text {key!r} in {self.language} says nothing"
            raise TextBroken(msg)
        text, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors:
            msg = f"text {key!r} in {self.language}: {', '.join(map(str, errors))}"
            raise TextBroken(msg)
        return str(text)

    def _argument(self, name: str, fact: object, *, escaped: bool) -> str | int:
        if isinstance(fact, int):
            return ("no", "yes")[fact] if isinstance(fact, bool) else fact
        text = self._to_text(fact)
        if text is None or (isinstance(text, Html) and not escaped):
            msg = f"${name} cannot be said{'' if escaped else ' without HTML'}: it is {type(fact).__name__}"
            raise TypeError(msg)
        return escape(text) if escaped and not isinstance(text, Html) else strip_invisible(text)

    def _to_text(self, fact: object) -> str | None:
        match fact:
            case None:
                return ""
            case LocalizedText():
                return fact[self.language] or fact[self.language.other]
            case Money():
                return self.money(fact)
            case Html():
                return fact
            case str():
                return str(fact)
            case _:
                return None


def _offset(moment: datetime) -> str:
    ahead = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
    sign = "-" if ahead < timedelta() else "+"
    return "UTC" + (f"{sign}{hours}" if ahead else "") + (f":{minutes:02}" if minutes else "")
