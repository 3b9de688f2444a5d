import pytest

from services.domain.customers.customer import Customer
from services.domain.values.language import Language, LocalizedText


@pytest.mark.parametrize("code", ["zh", "zh-hans", "zh-Hant", "ZH-CN", "zh-tw"])
def test_every_kind_of_chinese_is_chinese(code: str | None) -> None:
    guess = Language.of_telegram(code)

    assert guess is Language.ZH


@pytest.mark.parametrize("code", ["en", "de", "", None])
def test_everybody_else_is_greeted_in_english(code: str | None) -> None:
    guess = Language.of_telegram(code)

    assert guess is Language.EN


def test_each_language_is_the_other_of_the_other() -> None:
    others = [language.other for language in Language]

    assert others == [Language.ZH, Language.EN]


def test_words_answer_in_the_language_that_is_asked_for() -> None:
    words = LocalizedText(en="Shop", zh="商店")

    assert (words[Language.EN], words[Language.ZH]) == ("Shop", "商店")


@pytest.mark.parametrize(
    ("words", "said"), [(LocalizedText(), False), (LocalizedText(en="a"), True), (LocalizedText(zh="一"), True)]
)
def test_words_are_false_only_when_there_are_none(*, words: LocalizedText, said: bool) -> None:
    assert bool(words) is said


@pytest.mark.parametrize(("chosen", "spoken"), [(None, Language.ZH), (Language.EN, Language.EN)])
def test_a_customer_is_spoken_to_as_chosen_and_until_then_as_guessed(chosen: Language | None, spoken: Language) -> None:
    customer = Customer(id=1, name="Ann", language=chosen, guess=Language.ZH, pseudonym="p")

    assert customer.speaks is spoken
