from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.disputes import MOST_ON_A_SIDE, DisputeDraft, in_own_words, merged, of_pair
from tests.disputing import draft, told

A = told(*(f"The ferry carried {number} people." for number in range(200, 212)))


def pair(one: int, other: int, weight: float) -> DisputeDraft:
    return of_pair(A[one], A[other], weight, frozenset({"figures"}))


def sides(found: DisputeDraft) -> list[list[int]]:
    return [[a.sentence.number for a in side.assertions] for side in found.sides]


def test_pairs_without_a_sentence_in_common_are_two_questions_the_weightiest_first() -> None:
    assert [sides(d) for d in merged([pair(0, 1, 1.0), pair(2, 3, 2.0)])] == [[[2], [3]], [[0], [1]]]


def test_what_contradicts_one_side_joins_the_other() -> None:
    assert [sides(d) for d in merged([pair(0, 1, 3.0), pair(0, 2, 2.0), pair(1, 3, 1.0)])] == [[[0, 3], [1, 2]]]


def test_a_side_is_not_filled_without_end() -> None:
    (found,) = merged([pair(0, n, 20.0 - n) for n in range(1, 9)])

    assert sides(found) == [[0], [1, 2, 3]]


def test_what_contradicts_all_sides_makes_a_further_one() -> None:
    (found,) = merged([pair(0, 1, 3.0), pair(0, 2, 2.0), pair(1, 2, 1.0)])

    assert sides(found) == [[0], [1], [2]]


def test_of_several_sides_a_sentence_joins_the_first_that_it_does_not_contradict() -> None:
    (found,) = merged([pair(0, 1, 4.0), pair(0, 2, 3.0), pair(1, 2, 2.0), pair(0, 5, 1.0)])

    assert sides(found) == [[0], [1, 5], [2]]


def test_own_words_are_those_of_no_model() -> None:
    said = draft((A[0],), (A[1],), positions=["a", "b"], question="How many?", why="They differ.")

    assert in_own_words(said) == draft((A[0],), (A[1],))


NUMBERS = st.tuples(st.integers(0, len(A) - 1), st.integers(0, len(A) - 1)).filter(lambda p: p[0] < p[1])


@given(st.lists(NUMBERS, unique=True, max_size=20))
def test_every_pair_is_kept_or_joins_and_no_sentence_is_on_two_sides(
    numbers: list[tuple[int, int]],
) -> None:
    pairs = [pair(one, other, float(len(numbers) - at)) for at, (one, other) in enumerate(numbers)]
    found = merged(reversed(pairs))

    for dispute in found:
        assert len(dispute.sides) >= 2
        assert all(0 < len(side.assertions) <= MOST_ON_A_SIDE for side in dispute.sides)
        assert not any(one.numbers & other.numbers for one, other in combinations(dispute.sides, 2))
    shown = [frozenset().union(*(side.numbers for side in dispute.sides)) for dispute in found]
    assert all(any({one, other} & numbers for numbers in shown) for one, other in numbers)
    together = [side.numbers for dispute in found for side in dispute.sides]
    assert not any({one, other} <= side for one, other in numbers for side in together)
    assert [d.weight for d in found] == sorted((d.weight for d in found), reverse=True)


def test_two_questions_are_worth_more_than_the_one_between_them() -> None:
    rows = told(("Piet Anker", "One."), ("Olga Reith", "Two."), ("Jan Moss", "Three."), ("Eva Lund", "Four."))
    pairs = [
        of_pair(rows[1], rows[2], 4.0, frozenset()),
        of_pair(rows[0], rows[1], 3.9, frozenset()),
        of_pair(rows[2], rows[3], 3.8, frozenset()),
    ]

    assert [[a.sentence.number for s in d.sides for a in s.assertions] for d in merged(pairs)] == [[0, 1], [2, 3]]
