from services.domain.values.bounded_dict import BoundedDict


def test_who_was_not_asked_for_the_longest_is_forgotten() -> None:
    memory: BoundedDict[str, int] = BoundedDict(2)
    memory["a"], memory["b"] = 1, 2

    found = memory.get("a")
    memory["c"] = 3

    assert (found, memory.get("b"), dict(memory)) == (1, None, {"a": 1, "c": 3})


def test_what_is_written_again_counts_as_new() -> None:
    memory: BoundedDict[str, int] = BoundedDict(2)
    memory["a"], memory["b"] = 1, 2

    memory["a"] = 3
    memory["c"] = 4

    assert dict(memory) == {"a": 3, "c": 4}
