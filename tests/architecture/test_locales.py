import ast
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import pytest

from handlers.ui.screen import TOAST_LIMIT
from handlers.ui.text.translations import LOCALES, Translations
from services.domain.errors import ShopError
from services.domain.values.language import Language
from tests.architecture.phrases import SAMPLES, asked, entries, pattern, references, wordings
from tests.architecture.places import BOT, ERRORS, HANDLERS, SERVICES, SHOP, dotted
from tests.architecture.rule import says
from tests.architecture.source import Module, called, files, modules

EN, ZH = Translations().for_language(Language.EN), Translations().for_language(Language.ZH)
STANDING = {"shop"}
HAN = r"\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff"
HALF_WIDTH = re.compile(rf"[{HAN}]\s*[,;:!?()]|[,;:!?(]\s*[{HAN}]|[{HAN}]\.(?![a-z])")
ITS_OWN_NAME = re.compile("中文版?|语言")
LONGEST_BUTTON = 40


def refusals() -> list[type[ShopError]]:
    found, waiting = [], [ShopError]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(one.__subclasses__())
    return [one for one in found if one.__module__ == dotted(ERRORS)]


def test_both_languages_have_the_same_texts() -> None:
    assert EN.keys
    assert EN.keys ^ ZH.keys == set()


@pytest.mark.parametrize("key", sorted(EN.keys & ZH.keys))
def test_both_languages_say_it_with_the_same_facts(key: str) -> None:
    assert EN.variables(key) == ZH.variables(key)


def test_facts_are_read_from_texts() -> None:
    assert any(EN.variables(key) for key in EN.keys)
    assert SAMPLES.keys() - {name for key in EN.keys for name in EN.variables(key)} == set()


def test_both_languages_keep_a_text_in_the_same_file() -> None:
    kept = {
        language: {key: file for file, keys in keys_by_file(language).items() for key in keys} for language in Language
    }

    assert kept[Language.EN]
    assert kept[Language.EN] == kept[Language.ZH]


def keys_by_file(language: Language) -> dict[str, set[str]]:
    heads = re.compile(r"^-?([a-z][a-z0-9-]*) *=", re.MULTILINE)
    return {
        str(file.relative_to(LOCALES / language)): set(heads.findall(file.read_text(encoding="utf-8")))
        for file in files(LOCALES / language, "**/*.ftl")
    }


def missing(source: Iterable[Module]) -> list[str]:
    """Texts that are asked for and do not exist."""
    found = []
    for place, _, choice in asked(source):
        if isinstance(choice, ast.Constant) and choice.value not in EN.keys:
            found.append(f"{place} {choice.value}")
        elif isinstance(choice, ast.JoinedStr) and not any(map(pattern(choice).fullmatch, EN.keys)):
            found.append(f"{place} {ast.unparse(choice)}")
    return found


def silent(source: Iterable[Module]) -> list[str]:
    """Texts that do not get the facts they need."""
    found = []
    for place, call, choice in asked(source):
        given = {word.arg for word in call.keywords}
        if isinstance(choice, ast.Constant) and choice.value in EN.keys and None not in given:
            lacking = EN.variables(str(choice.value)) - given - STANDING
            found += [f"{place} {choice.value} lacks {name}" for name in lacking]
    return found


def unused(keys: AbstractSet[str], source: Sequence[Module]) -> list[str]:
    """Texts that nobody asks for."""
    words = {node.value for module in source for node in module.find(ast.Constant)}
    made = [pattern(node) for module in source for node in module.find(ast.JoinedStr) if _is_keylike(node)]
    left = keys - words - references(Language.EN)
    return sorted(key for key in left if not any(one.fullmatch(key) for one in made))


def test_every_text_that_is_asked_for_exists() -> None:
    source = modules(HANDLERS, BOT)

    assert list(asked(source))
    assert missing(source) == []


@pytest.mark.parametrize("call", ["t('gone')", "t.plain('gone' if late else 'home')", "t(f'gone-{kind}')"])
def test_a_text_that_does_not_exist_is_noticed(call: str) -> None:
    assert len(missing(says(call))) == 1


def test_every_text_gets_the_facts_it_needs() -> None:
    assert silent(modules(HANDLERS, BOT)) == []
    assert STANDING - {name for key in EN.keys for name in EN.variables(key)} == set()


def test_a_fact_that_is_not_given_is_noticed() -> None:
    key, fact = next((key, name) for key in sorted(EN.keys) for name in EN.variables(key) - STANDING)

    assert f"bot/example.py:1 {key} lacks {fact}" in silent(says(f"t('{key}')"))


def test_no_text_is_forgotten() -> None:
    assert unused(EN.keys, modules(*SHOP)) == []


def test_a_text_that_is_forgotten_is_noticed() -> None:
    keys = {"said", "said-often", "never-said"}

    assert unused(keys, says("t('said')\nt(f'said-{how}')\nt('otherwise')")) == ["never-said"]


def _is_keylike(text: ast.JoinedStr) -> bool:
    """Return whether an f-string may be a key: some fixed letters, and nothing that no key has."""
    fixed = "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))
    return bool(re.fullmatch(r"[a-z0-9-]*[a-z]{2}[a-z0-9-]*", fixed)) and "-" in fixed


def test_every_refusal_has_a_sentence() -> None:
    assert len(refusals()) > 1
    assert [one.__name__ for one in refusals() if one.key not in EN] == []


def test_every_mistake_in_a_file_has_a_sentence() -> None:
    keys = {
        str(node.value)
        for module in modules(SERVICES)
        for node in module.find(ast.Constant)
        if re.fullmatch(r"(catalog-file|stock-lines?)-[a-z-]+", str(node.value))
    }

    assert keys
    assert keys - EN.keys == set()


@pytest.mark.parametrize("key", sorted(ZH.keys))
def test_chinese_is_written_with_chinese_punctuation(key: str) -> None:
    found = [said for said in wordings(key, Language.ZH) if HALF_WIDTH.search(_bare(said))]

    assert found == []


@pytest.mark.parametrize("said", ["你好,", "你好 !", "(中文", "完成."])
def test_punctuation_of_another_script_is_noticed(said: str) -> None:
    assert HALF_WIDTH.search(_bare(said))


def _bare(said: str) -> str:
    """A wording without its tags and without what is to be typed to a machine."""
    return re.sub(r"<code>.*?</code>|<[^>]*>|https?://\S+", "", said)


@pytest.mark.parametrize("key", sorted(EN.keys))
def test_english_is_written_in_latin_letters(key: str) -> None:
    found = [said for said in wordings(key, Language.EN) if re.search(f"[{HAN}]", ITS_OWN_NAME.sub("", said))]

    assert found == []


def test_letters_of_another_script_are_noticed_but_for_the_name_of_a_language() -> None:
    assert re.search(f"[{HAN}]", ITS_OWN_NAME.sub("", "Say 你好"))
    assert any(ITS_OWN_NAME.search(said) for key in EN.keys for said in wordings(key, Language.EN))


@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty(language: Language) -> None:
    assert [key for key in entries(language) if not all(said.strip() for said in wordings(key, language))] == []


@pytest.mark.parametrize("language", Language)
def test_a_button_is_short_enough_for_a_phone(language: Language) -> None:
    buttons = [key for key in entries(language) if key.startswith("button-")]
    long = [said for key in buttons for said in wordings(key, language) if len(said) > LONGEST_BUTTON]

    assert buttons
    assert long == []


def toasts() -> set[str]:
    """Keys that are said in the small window over a button: what a toast is given, and every refusal."""
    given = {
        str(word.value)
        for module in modules(HANDLERS, BOT)
        for call in module.calls
        if called(call) in {"toast", "answer"}
        for inner in ast.walk(call)
        if isinstance(inner, ast.Call) and called(inner) == "plain"
        for word in ast.walk(inner.args[0])
        if isinstance(word, ast.Constant)
    }
    return {key for key in given if key in EN} | {one.key for one in refusals()}


@pytest.mark.parametrize("language", Language)
def test_a_small_window_holds_what_it_says(language: Language) -> None:
    said = [said for key in toasts() for said in wordings(key, language)]

    assert said
    assert [one for one in said if len(one) > TOAST_LIMIT or "<" in one] == []
