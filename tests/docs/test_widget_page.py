"""Is everything documented that a host page may set, style or hear of the widget?"""

import re

from tests.docs.pages import ROOT, blocks, inline_code, page, section, table_rows

WIDGET = page("docs/widget.md")
FOLDER = ROOT / "api" / "widget"
SCRIPTS = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.js")}


def first_cells(heading: str) -> set[str]:
    return {row[0].strip("`") for row in table_rows(section(WIDGET, heading)) if row[0].startswith("`")}


def test_the_attributes() -> None:
    (observed,) = re.findall(r"OBSERVED = \[(.*?)\]", SCRIPTS["options.js"], re.DOTALL)
    (choices,) = re.findall(r"CHOICES = \{(.*?)\};", SCRIPTS["options.js"], re.DOTALL)
    read = re.findall(r"(?:get|has)Attribute\(\"([\w-]+)\"\)", SCRIPTS["options.js"] + SCRIPTS["element.js"])
    known = {*re.findall(r"\"(\w+)\"", observed), *re.findall(r"(\w+): \[", choices), *read}
    assert first_cells("Attributes") == known


def test_the_choices_and_their_defaults() -> None:
    (choices,) = re.findall(r"CHOICES = \{(.*?)\};", SCRIPTS["options.js"], re.DOTALL)
    rows = {row[0].strip("`"): row for row in table_rows(section(WIDGET, "Attributes"))}
    for name, listed in re.findall(r"(\w+): \[(.*?)\]", choices):
        usual, *others = re.findall(r"\"(\w+)\"", listed)
        assert rows[name][1] == f"`{usual}`"
        assert all(f"`{other}`" in rows[name][2] for other in others)


def test_the_custom_properties() -> None:
    css = (FOLDER / "widget.css").read_text("utf-8")
    assert first_cells("Styling") == set(re.findall(r"var\((--hoidap-[\w-]+)", css))


def test_the_parts() -> None:
    parts = {name for script in SCRIPTS.values() for name in re.findall(r"\bpart: \"([\w-]+)\"", script)}
    (sentence,) = re.findall(r"reaches these parts: (.*?)\.$", WIDGET, re.MULTILINE)
    assert inline_code(sentence) == parts
    assert parts


def test_the_events() -> None:
    (sends,) = re.findall(r"(\w+): \(name, detail\) =>", SCRIPTS["element.js"])
    named = {name for script in SCRIPTS.values() for name in re.findall(rf"\b{sends}\(\"([\w-]+)\"", script)}
    assert first_cells("Events") == {f"hoidap:{name}" for name in named}
    assert named


def test_the_most_suggestions_and_questions() -> None:
    (suggestions,) = re.findall(r"MOST_SUGGESTIONS = (\d+)", SCRIPTS["options.js"])
    (turns,) = re.findall(r"MOST_TURNS = (\d+)", SCRIPTS["memory.js"])
    assert f"at most {suggestions} |" in WIDGET
    assert f"The last {turns} questions" in WIDGET


def test_the_tag_is_that_of_the_readme() -> None:
    assert blocks(WIDGET, "html") == blocks(page("README.md"), "html") == blocks(page("README.vi.md"), "html")


def test_the_example_sets_only_what_is_documented() -> None:
    (tag,) = re.findall(r"<hoi-dap (.*?)>", page("examples/page.html"))
    assert set(re.findall(r"([\w-]+)=\"", tag)) <= first_cells("Attributes")
    assert set(re.findall(r"--hoidap-[\w-]+", page("examples/page.html"))) <= first_cells("Styling")
    assert set(re.findall(r"hoidap:\w+", page("examples/page.html"))) <= first_cells("Events")
