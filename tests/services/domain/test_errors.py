import pytest

from services.domain import errors
from services.domain.errors import FileProblem, FileRefused, OutOfStock, ShopError

REFUSALS: list[type[ShopError]] = [
    thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, ShopError)
]


def test_a_refusal_carries_its_facts() -> None:
    refusal = OutOfStock(product="emby-30", left=2)

    assert refusal.params == {"product": "emby-30", "left": 2}
    assert str(refusal) == "OutOfStock(product=emby-30, left=2)"


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    keys = [refusal.key for refusal in REFUSALS]

    assert len(set(keys)) == len(keys)
    assert all(key.startswith("error-") for key in keys)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.__name__)
def test_the_drawing_of_the_tree_is_complete(refusal: type[Exception]) -> None:
    drawing = errors.__doc__

    assert refusal.__name__ in drawing


def test_a_refused_file_lists_its_problems_by_line() -> None:
    late, early = FileProblem(9, "photo", "b", found="x"), FileProblem(2, "slug", "a")

    refused = FileRefused(late, early)

    assert refused.problems == (early, late)
    assert refused.params == {"count": 2}
    assert str(refused) == "FileRefused(line 2 slug a; line 9 photo b x)"


def test_a_problem_hands_its_sentence_text_only() -> None:
    problem = FileProblem(1234, "slug", "a", found="X", expected="x")

    assert problem.params == {"line": "1234", "field": "slug", "found": "X", "expected": "x"}
