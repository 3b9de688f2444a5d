from datetime import UTC
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.ui.text.translations import LOCALES, Html, TextBroken, Texts, Translations, escape, lines, strip_invisible
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Currency, Money
from services.domain.values.secret import Secret

AFTERNOON = 1_795_446_840_000  # 2026-11-23 15:14 UTC
ENGLISH = """
-brand = Ocean
welcome = <b>{ -brand }Mart</b> & Co
greeting = Hello, <b>{ $name }</b>!
link = <a href="{ $url }">here</a>
left = { $count ->
    [one] { $count } code
   *[other] { $count } codes
}
photo = { $photo ->
    [yes] with a photo
   *[no] without
}
thanks = { greeting } { $shop }
sign = { $shop }
cost = { $price }, { $title }
"""
CHINESE = "welcome = 欢迎\ncost = { $price }，{ $title }\n"


def written(folder: Path, english: str = ENGLISH, chinese: str = CHINESE) -> Path:
    for language, text in (("en", english), ("zh", chinese)):
        (folder / language).mkdir()
        (folder / language / "words.ftl").write_text(text, encoding="utf-8")
        formats = (LOCALES / language / "common.ftl").read_text(encoding="utf-8")
        (folder / language / "common.ftl").write_text(formats, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Translations:
    return Translations(written(tmp_path_factory.mktemp("locales")), ZoneInfo("Asia/Shanghai"), shop="Fish & Co")


@pytest.fixture(scope="module")
def t(translations: Translations) -> Texts:
    return translations.for_language(Language.EN)


@pytest.fixture(scope="module")
def zh(translations: Translations) -> Texts:
    return translations.for_language(Language.ZH)


class Read(HTMLParser):
    """The text that a reader of a message sees, and the tags that carried it."""

    def __init__(self, message: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.feed(message)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append((tag, attrs))


# ---------------------------------------------------------------- arguments


def test_a_hostile_name_stays_a_name(t: Texts) -> None:
    name = '</b><a href="tg://user?id=1">&lt;'

    message = Read(t("greeting", name=name))

    assert (message.text, message.tags) == (f"Hello, {name}!", [("b", [])])


def test_an_argument_cannot_leave_an_attribute(t: Texts) -> None:
    url = 'https://a.example/?x=1&y="><b>'

    message = Read(t("link", url=url))

    assert message.tags == [("a", [("href", url)])]


REAL = Translations()


@settings(max_examples=200, deadline=None)
@example(names=["</a>", "&", "&amp;", "\u202eevil", "a\u200bb", "\x00", "\ud800", "\x010\x02", "👨\u200d💻"])
@given(names=st.lists(st.text(max_size=24), min_size=50, max_size=50))
def test_ten_thousand_names_are_read_as_written(names: list[str]) -> None:
    t = REAL.for_language(Language.EN)

    said = [t("format-deadline", time=name, zone="x") for name in names]

    assert [Read(one).text for one in said] == [f"{strip_invisible(name)} (x)" for name in names]
    assert all(one.encode("utf-8") and not Read(one).tags for one in said)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\x00", "\r", "\ud83d"])
def test_what_nobody_sees_is_gone(t: Texts, hidden: str) -> None:
    name = f"{hidden}An{hidden}n{hidden}"

    assert t("greeting", name=name) == "Hello, <b>Ann</b>!"
    assert t("greeting", name=Html(name)) == "Hello, <b>Ann</b>!"
    assert t.plain("cost", price=name, title="") == "Ann, "


def test_a_joined_emoji_stays_whole(t: Texts) -> None:
    family = "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"

    assert t("greeting", name=family) == f"Hello, <b>{family}</b>!"


def test_line_breaks_of_a_description_stay(t: Texts) -> None:
    assert t("greeting", name="two\nlines") == "Hello, <b>two\nlines</b>!"


def test_a_text_can_carry_another_text(t: Texts) -> None:
    inner = t("greeting", name="<Ann>")

    assert t("cost", price=inner, title="a<b") == "Hello, <b>&lt;Ann&gt;</b>!, a&lt;b"


def test_long_goods_arrive_whole_and_unmixed(t: Texts) -> None:
    goods, note = "CODE<&>\n" * 4_000, "\x010\x02" * 600

    message = Read(t("cost", price=goods, title=note))

    assert message.text == f"{goods}, {strip_invisible(note)}"


def test_bilingual_words_come_in_the_readers_language(t: Texts, zh: Texts) -> None:
    words = LocalizedText(en="Film & more", zh="电影<影>")

    assert t("cost", price="1", title=words) == "1, Film &amp; more"
    assert zh("cost", price="1", title=words) == "1，电影&lt;影&gt;"


def test_words_that_exist_once_are_better_than_none(zh: Texts) -> None:
    assert zh("cost", price="1", title=LocalizedText(en="Film")) == "1，Film"


def test_numbers_choose_the_plural(t: Texts) -> None:
    assert [t("left", count=count) for count in (0, 1, 2, 1_250)] == ["0 codes", "1 code", "2 codes", "1,250 codes"]


def test_yes_and_no_choose_a_variant(t: Texts) -> None:
    assert (t("photo", photo=True), t("photo", photo=False)) == ("with a photo", "without")


def test_nothing_is_said_as_nothing(t: Texts) -> None:
    assert t("cost", price=None, title="x") == ", x"


@pytest.mark.parametrize("strange", [1.5, Secret("CODE-1234-5678"), ["a"], b"x"])
def test_what_cannot_be_said_is_refused_without_being_shown(t: Texts, strange: object) -> None:
    with pytest.raises(TypeError) as refusal:
        t("greeting", name=strange)

    assert str(refusal.value) == f"$name cannot be said: it is {type(strange).__name__}"


# ---------------------------------------------------------------- places without HTML


def test_a_button_escapes_nothing(t: Texts) -> None:
    assert t.plain("cost", price="R&D", title="<x>") == "R&D, <x>"
    assert type(t.plain("sign")) is str


def test_html_has_no_place_on_a_button(t: Texts) -> None:
    with pytest.raises(TypeError, match="without HTML"):
        t.plain("cost", price=Html("<b>1</b>"), title="")


def test_lines_stand_below_each_other_escaped_once() -> None:
    assert lines([Html("<b>1</b>"), "<2>"]) == "<b>1</b>\n&lt;2&gt;"
    assert escape('"<&>\u202e') == "&quot;&lt;&amp;&gt;"


# ---------------------------------------------------------------- keys and variables


def test_a_constant_text_is_the_same_object_again(t: Texts) -> None:
    first = t.plain("welcome")

    assert t.plain("welcome") is first
    assert t("welcome") == "<b>OceanMart</b> & Co"


def test_the_shops_name_needs_no_handing_over(t: Texts) -> None:
    assert t("sign") == "Fish &amp; Co"
    assert t.plain("sign") == "Fish & Co"


def test_facts_that_a_text_does_not_use_do_no_harm(t: Texts) -> None:
    assert t("sign", key="x", left=3) == "Fish &amp; Co"


def test_a_missing_text_is_a_bug_that_shows(t: Texts) -> None:
    with pytest.raises(TextBroken, match="no text 'nowhere' in en"):
        t("nowhere")


def test_a_missing_variable_is_a_bug_that_shows(t: Texts) -> None:
    with pytest.raises(TextBroken, match=r"'greeting' in en: .*name"):
        t("greeting")


def test_a_text_knows_its_variables(t: Texts) -> None:
    assert t.variables("thanks") == {"name", "shop"}
    assert "thanks" in t
    assert "-brand" not in t.keys


def test_each_language_is_itself(translations: Translations) -> None:
    assert [translations.for_language(language).language for language in Language] == list(Language)
    assert translations.for_language(Language.EN) is translations.for_language(Language.EN)


@pytest.mark.parametrize(
    ("english", "complaint"),
    [
        ("twice = a\ntwice = b\n", "'twice' stands twice in en"),
        ("money-xtr = again\n", "'money-xtr' stands twice in en"),
        ("good = a\nbad = { $x\n", "words.ftl of en is not Fluent here: 'bad = { "),
    ],
)
def test_a_bad_file_is_named_at_the_start(tmp_path: Path, english: str, complaint: str) -> None:
    with pytest.raises(TextBroken) as refusal:
        Translations(written(tmp_path, english))

    assert complaint in str(refusal.value)


def test_a_language_without_texts_is_named_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(TextBroken, match="no texts in"):
        Translations(tmp_path)


@pytest.mark.parametrize(("text", "key"), [("a = { nowhere }", "a"), ("b =\n    .tip = only a tip", "b")])
def test_a_text_that_leads_nowhere_is_a_bug_that_shows(tmp_path: Path, text: str, key: str) -> None:
    t = Translations(written(tmp_path, text)).for_language(Language.EN)

    with pytest.raises(TextBroken, match=f"'{key}' in en"):
        t(key)


# ---------------------------------------------------------------- money and time


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (150, "XTR", "⭐ 150"),
        (1_250, "XTR", "⭐ 1,250"),
        (3_000, "CNY", "¥30"),
        (3_050, "CNY", "¥30.50"),
        (990, "USD", "$9.90"),
        (123_456_789, "USD", "$1,234,567.89"),
        (9_900_000, "USDT", "9.9 USDT"),
        (10_000_000, "USDT", "10 USDT"),
        (1, "USDT", "0.000001 USDT"),
        (0, "USDT", "0 USDT"),
    ],
)
def test_money_carries_its_sign(t: Texts, zh: Texts, amount: int, currency: str, said: str) -> None:
    money = Money(amount, Currency(currency))

    assert (t.money(money), zh.money(money)) == (said, said)
    assert t("cost", price=money, title="x") == f"{said}, x"


def test_moments_stand_in_the_shops_zone(t: Texts, zh: Texts) -> None:
    assert (t.date(AFTERNOON), zh.date(AFTERNOON)) == ("23 Nov 2026", "2026年11月23日")
    assert (t.moment(AFTERNOON), zh.moment(AFTERNOON)) == ("23 Nov 2026, 23:14", "2026年11月23日 23:14")
    assert (t.deadline(AFTERNOON), zh.deadline(AFTERNOON)) == (
        "23 Nov 2026, 23:14 (UTC+8)",
        "2026年11月23日 23:14（UTC+8）",
    )
    assert (t.time(AFTERNOON), t.deadline(AFTERNOON, AFTERNOON)) == ("23:14", "23:14 (UTC+8)")
    assert zh.deadline(AFTERNOON, AFTERNOON) == "23:14（UTC+8）"


def test_every_month_has_its_name() -> None:
    t = Translations(zone=UTC).for_language(Language.EN)
    day = 86_400_000

    said = [t.date((15 + index * 30) * day).split()[1] for index in range(12)]

    assert said == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("UTC", "15:14 (UTC)"),
        ("Asia/Kolkata", "20:44 (UTC+5:30)"),
        ("America/New_York", "10:14 (UTC-5)"),
        ("America/St_Johns", "11:44 (UTC-3:30)"),
    ],
)
def test_a_deadline_names_its_zone(zone: str, said: str) -> None:
    assert Translations(zone=ZoneInfo(zone)).for_language(Language.EN).deadline(AFTERNOON, AFTERNOON) == said


def test_a_deadline_on_another_day_names_the_day(t: Texts, zh: Texts) -> None:
    tomorrow = AFTERNOON + HOUR

    assert t.deadline(tomorrow, AFTERNOON) == "24 Nov 2026, 00:14 (UTC+8)"
    assert zh.deadline(tomorrow, AFTERNOON) == "2026年11月24日 00:14（UTC+8）"


def test_durations_are_told_in_the_largest_whole_unit(t: Texts, zh: Texts) -> None:
    spans = [MINUTE, 15 * MINUTE, 7 * MINUTE + 1, HOUR, 36 * HOUR, DAY, 7 * DAY]

    told = [",".join(words.span(one) for one in spans) for words in (t, zh)]

    assert told == [
        "1 minute,15 minutes,8 minutes,1 hour,36 hours,1 day,7 days",
        "1 分钟,15 分钟,8 分钟,1 小时,36 小时,1 天,7 天",
    ]
