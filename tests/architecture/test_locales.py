import ast
import re

import pytest

from handlers.screen import TOAST_LIMIT
from handlers.texts import LOCALES, Library
from services.domain.errors import ShopError
from services.domain.language import Language
from tests.architecture.phrases import asked, entries, pattern, references, wordings
from tests.architecture.source import called, modules

EN, ZH = Library().speak(Language.EN), Library().speak(Language.ZH)
STANDING = {"shop", "support"}
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
    return [one for one in found if one.__module__ == "services.domain.errors"]


def test_both_languages_have_the_same_texts() -> None:
    assert EN.keys ^ ZH.keys == set()


@pytest.mark.parametrize("key", sorted(EN.keys & ZH.keys))
def test_both_languages_say_it_with_the_same_facts(key: str) -> None:
    assert EN.variables(key) == ZH.variables(key)


def test_both_languages_keep_a_text_in_the_same_file() -> None:
    files = {language: {key: file for file, keys in shelves(language).items() for key in keys} for language in Language}

    assert files[Language.EN] == files[Language.ZH]


def shelves(language: Language) -> dict[str, set[str]]:
    heads = re.compile(r"^-?([a-z][a-z0-9-]*) *=", re.MULTILINE)
    return {
        file.name: set(heads.findall(file.read_text(encoding="utf-8"))) for file in (LOCALES / language).glob("*.ftl")
    }


def test_every_text_that_is_asked_for_exists() -> None:
    missing = []
    for place, _, choice in asked():
        if isinstance(choice, ast.Constant) and choice.value not in EN.keys:
            missing.append(f"{place} {choice.value}")
        elif isinstance(choice, ast.JoinedStr) and not any(map(pattern(choice).fullmatch, EN.keys)):
            missing.append(f"{place} {ast.unparse(choice)}")

    assert missing == []


def test_every_text_gets_the_facts_it_needs() -> None:
    silent = []
    for place, call, choice in asked():
        given = {word.arg for word in call.keywords}
        if isinstance(choice, ast.Constant) and choice.value in EN.keys and None not in given:
            lacking = EN.variables(str(choice.value)) - given - STANDING
            silent += [f"{place} {choice.value} lacks {name}" for name in lacking]

    assert silent == []


def test_no_text_is_forgotten() -> None:
    known = modules("bot", "handlers", "services")
    words = {node.value for module in known for node in module.find(ast.Constant) if isinstance(node, ast.Constant)}
    made = [
        pattern(node)
        for module in known
        for node in module.find(ast.JoinedStr)
        if isinstance(node, ast.JoinedStr) and _is_keylike(node)
    ]
    unused = [key for key in EN.keys - words - references(Language.EN) if not any(one.fullmatch(key) for one in made)]

    assert sorted(unused) == []


def _is_keylike(text: ast.JoinedStr) -> bool:
    """Whether an f-string may be a key: some fixed letters, and nothing that no key has."""
    fixed = "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))
    return bool(re.fullmatch(r"[a-z0-9-]*[a-z]{2}[a-z0-9-]*", fixed)) and "-" in fixed


def test_every_refusal_has_a_sentence() -> None:
    assert [one.__name__ for one in refusals() if one.key not in EN] == []


def test_every_mistake_in_a_file_has_a_sentence() -> None:
    keys = {
        str(node.value)
        for module in modules("services")
        for node in module.find(ast.Constant)
        if isinstance(node, ast.Constant) and re.fullmatch(r"(catalog-file|stock-lines?)-[a-z-]+", str(node.value))
    }

    assert keys
    assert keys - EN.keys == set()


@pytest.mark.parametrize("key", sorted(ZH.keys))
def test_chinese_is_written_with_chinese_punctuation(key: str) -> None:
    found = [said for said in wordings(key, Language.ZH) if HALF_WIDTH.search(_bare(said))]

    assert found == []


def _bare(said: str) -> str:
    """A wording without its tags and without what is to be typed to a machine."""
    return re.sub(r"<code>.*?</code>|<[^>]*>|https?://\S+", "", said)


@pytest.mark.parametrize("key", sorted(EN.keys))
def test_english_is_written_in_latin_letters(key: str) -> None:
    found = [said for said in wordings(key, Language.EN) if re.search(f"[{HAN}]", ITS_OWN_NAME.sub("", said))]

    assert found == []


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
        for module in modules("handlers", "bot")
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
