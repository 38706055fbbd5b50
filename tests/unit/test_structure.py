"""Does the code keep its structure: no circles, short functions, documented names, small rooms, standard terms?"""

from tests import structure

# Modules that one room holds at most, by the beginning of its path; `api` stands for its root alone.
MOST_MODULES = {"api": 8, "qa": 14}

# Rooms in which replaced words still stand. To be emptied.
NOT_YET_REPLACED = (
    "embeddings/",
    "qa/answering/",
    "qa/citing/",
    "qa/cleaning/",
    "qa/evaluation/",
    "qa/feedback/",
    "qa/ingesting/",
    "qa/jobs/",
    "qa/language_model/",
    "qa/learning/",
    "qa/library/",
    "qa/questions/",
    "qa/ranking/",
    "qa/reading/",
    "qa/retrieval/",
    "qa/text/",
)

# Longer than the rest since each lists the tables of an older database, column by column.
LONG_BY_NATURE = ("qa/library/migrations/",)


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert structure.circles() == []


def test_every_function_is_short() -> None:
    assert [one for one in structure.long_functions() if not one.startswith(LONG_BY_NATURE)] == []


def test_every_public_name_has_a_docstring() -> None:
    assert structure.without_docstring() == []


def test_every_room_is_small() -> None:
    rooms = structure.rooms()
    assert rooms["api"] <= MOST_MODULES["api"]
    crowded = {
        room: count for room, count in rooms.items() if room.split("/")[0] == "qa" and count > MOST_MODULES["qa"]
    }
    assert crowded == {}


def test_no_replaced_word_stands_in_a_name_or_docstring() -> None:
    assert [one for one in structure.replaced_words() if not one.startswith(NOT_YET_REPLACED)] == []


def test_every_exception_is_needed() -> None:
    found = structure.words_in_use()
    assert [kept for kept in structure.KEPT if kept not in found] == []
