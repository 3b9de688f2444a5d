"""Both READMEs, English and Chinese, say the same: sections, commands, settings, links and promises."""

import re
from typing import NamedTuple

import pytest

from tests.architecture.places import ROOT

ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
CODE = re.compile(r"`([^`]+)`")
BLOCK = re.compile(r"^ {4,}(\S.*?)(?:\s+#.*)?$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
ROW = re.compile(r"^\|(?![-|]+\|$).*$", re.MULTILINE)
ITEM = re.compile(r"^(?:\d+\.|-) ", re.MULTILINE)


class Section(NamedTuple):
    """The parts of a section that are the same in every language."""

    code: list[str]
    links: list[str]
    rows: list[tuple[str, ...]]
    """The code of each row of its tables, in order."""
    items: int


def sections(text: str) -> list[Section]:
    """Read what a README says in each section, whatever the language."""
    return [_section(part) for part in re.split(r"^#+ ", text, flags=re.MULTILINE)]


def _section(part: str) -> Section:
    """Read one section."""
    return Section(
        sorted([*CODE.findall(part), *BLOCK.findall(part)]),
        sorted(_plain("".join(link)) for link in LINK.findall(part)),
        [tuple(CODE.findall(row)) for row in ROW.findall(part)],
        len(ITEM.findall(part)),
    )


def _plain(link: str) -> str:
    """Return a link without its language: guides, pictures and pages of others may have a Chinese version."""
    page = re.sub(r"^docs/zh/", "docs/", link)
    anchor = "" if page != link else f"#{link.partition('#')[2]}"
    same = re.sub(r"-zh\.png$", "-en.png", page.partition("#")[0]).replace("/zh-cn/", "/").replace(CHINESE, ENGLISH)
    return same + anchor if not _is_translated(same) else same


def _is_translated(guide: str) -> bool:
    return (ROOT / guide.replace("docs/", "docs/zh/", 1)).is_file() and guide.startswith("docs/")


def differences(english: str, chinese: str) -> list[tuple[Section, Section]]:
    """Return the sections that do not say the same; a section that is missing shifts all after it."""
    ours, theirs = sections(english), sections(chinese)
    pairs = list(zip(ours, theirs, strict=False))
    nothing = Section([], [], [], 0)
    missing = [(one, nothing) for one in ours[len(pairs) :]] + [(nothing, one) for one in theirs[len(pairs) :]]
    return [(one, other) for one, other in pairs if one != other] + missing


def untranslated(chinese: str) -> list[str]:
    """Return links to English guides that exist in Chinese."""
    links = ["".join(link).partition("#")[0] for link in LINK.findall(chinese)]
    return [link for link in links if _is_translated(link)]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_both_say_the_same() -> None:
    assert differences(read(ENGLISH).replace(CHINESE, ENGLISH), read(CHINESE)) == []


def test_the_comparison_looks_at_everything() -> None:
    found = sections(read(ENGLISH))

    assert len(found) > 8
    assert {"make demo", "make test", "make check", "BOT_TOKEN"} <= {code for one in found for code in one.code}
    assert sum("pytest" in code for one in found for row in one.rows for code in row) > 15
    assert sum(one.items for one in found) > 15


def test_a_guide_that_exists_in_chinese_is_linked_in_chinese() -> None:
    assert untranslated(read(CHINESE)) == []
    assert untranslated("[商品目录](docs/catalog.md#files)") == ["docs/catalog.md"]


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("`make check`", "`make doctor`"),
        ("    make test ", "    make all "),
        ("| `TIMEZONE` |", "| |"),
        ("`7,3,1`", "`7,3`"),
        ("(docs/scaling.md)", "(docs/performance.md)"),
        ("(docs/operating.md#webhook)", "(docs/operating.md#docker)"),
        ("docs/screens/admin-zh.png", "docs/screens/goods-zh.png"),
        ("| `make guards` |", "| `make bench` |"),
        ("8. 打开“模拟故障”", "打开“模拟故障”"),
        ("## 还不支持", "还不支持"),
        ("## 许可证", "## 承诺\n\n## 许可证"),
    ],
)
def test_what_only_one_says_is_noticed(said: str, changed: str) -> None:
    chinese = read(CHINESE)

    assert said in chinese
    assert differences(read(ENGLISH).replace(CHINESE, ENGLISH), chinese.replace(said, changed, 1))
