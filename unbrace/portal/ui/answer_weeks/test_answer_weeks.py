"""A week without a question is no week without; the drawing, the table and the sentence say the same."""

from datetime import date

from django.template.loader import render_to_string

from unbrace.portal.ui.answer_weeks.answer_weeks import LEFT, WIDTH, AnsweredWeek, AnswerWeeks

WEEKS = (
    AnsweredWeek(date(2026, 11, 9), 6, 1, 1),
    AnsweredWeek(date(2026, 11, 16), 0, 0, 0),
    AnsweredWeek(date(2026, 11, 23), 0, 7, 0),
)


def chart(*weeks: AnsweredWeek) -> AnswerWeeks:
    return AnswerWeeks("held", "Did you hold your breath?", "breath held", weeks)


def test_the_sentence_sets_the_last_week_beside_the_first() -> None:
    assert chart(*WEEKS).sentence == (
        "In the week of 23 Nov: breath held 0 of 7 times. In the week of 9 Nov it was 6 of 8 times."
    )
    assert chart(WEEKS[0]).sentence == "In the week of 9 Nov: breath held 6 of 8 times."
    assert chart(WEEKS[1]).sentence == chart().sentence == "Nothing has been answered yet."


def test_a_week_that_was_not_asked_has_no_bar_and_says_so() -> None:
    drawn = chart(*WEEKS)
    assert [len(row.segments) for row in drawn.rows] == [3, 0, 1]
    html = render_to_string("ui/answer_weeks/answer_weeks.html", {"chart": drawn})
    assert html.count("not asked") == 2  # in the drawing and in the table
    assert "<td>0</td><td>0</td><td>7</td>" in html


def test_every_bar_lies_inside_the_frame() -> None:
    for row in chart(*WEEKS).rows:
        for part in row.segments:
            assert float(part.x) >= LEFT
            assert float(part.x) + float(part.width) <= WIDTH
