"""Does the code keep its structure: no circles, short functions, documented names, small rooms, standard terms?"""

from tests import structure

# Modules in a room, at most: the rooms named here have a bound of their own.
MOST = {"api": 8, "embeddings": 9, "api/cli": 18, "api/http": 18}
MOST_IN_A_ROOM = 14


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert structure.circles() == []


def test_every_function_is_short() -> None:
    assert structure.long_functions() == []


def test_every_public_name_has_a_docstring() -> None:
    assert structure.without_docstring() == []


def test_every_room_is_small() -> None:
    rooms = structure.rooms()
    assert {room: count for room, count in rooms.items() if count > MOST.get(room, MOST_IN_A_ROOM)} == {}


def test_no_replaced_word_stands_in_a_name_or_docstring() -> None:
    assert structure.replaced_words() == []


def test_every_exception_is_needed() -> None:
    found = structure.words_in_use()
    assert [kept for kept in structure.KEPT if kept not in found] == []
