from contextlib import suppress
from pathlib import Path

import pytest

from bot.atomic_write import atomic_write


def test_a_file_is_replaced_whole_and_its_draft_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("before")

    with atomic_write(target) as draft:
        draft.write_text("after")
        during = target.read_text()

    assert (during, target.read_text(), list(tmp_path.iterdir())) == ("before", "after", [target])


@pytest.mark.parametrize("exclusive", [False, True])
def test_an_error_leaves_everything_as_it_was(tmp_path: Path, *, exclusive: bool) -> None:
    target = tmp_path / "file"

    with suppress(ZeroDivisionError), atomic_write(target, exclusive=exclusive) as draft:
        draft.write_text("half")
        draft.write_text(str(1 // 0))

    assert list(tmp_path.iterdir()) == []


def test_a_name_that_another_has_taken_stays_with_it(tmp_path: Path) -> None:
    target = tmp_path / "file"

    def write() -> None:
        with atomic_write(target, exclusive=True) as draft:
            draft.write_text("mine")
            target.write_text("theirs")

    with pytest.raises(FileExistsError):
        write()

    assert (target.read_text(), list(tmp_path.iterdir())) == ("theirs", [target])
