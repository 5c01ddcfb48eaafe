"""What every check promises, whatever it looks at."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.checks.registry import CHECKS, run_checks
from reelbridge.model.cue import CueKind
from reelbridge.model.finding import Severity
from reelbridge.model.market import known_locales
from reelbridge.model.term import Term
from support.checking import Said, make_context

TEXT = st.text(max_size=60) | st.text(alphabet="三千万二十亿百两年块 12.,\n半第0", max_size=20)
LINE = st.builds(
    Said,
    source=TEXT,
    target=st.none() | TEXT,
    start_ms=st.integers(0, 9000),
    end_ms=st.integers(9001, 30_000),
    kind=st.sampled_from(CueKind),
    source_end_ms=st.none(),
)


@pytest.mark.parametrize("name", list(CHECKS))
def test_a_check_is_known_by_its_own_id(name):
    assert CHECKS[name].id == name


@pytest.mark.parametrize("name", list(CHECKS))
def test_a_check_explains_itself(name):
    text = inspect.getdoc(CHECKS[name])
    assert all(heading in text for heading in ("What it checks:", "Why:", "Source:"))


@pytest.mark.parametrize("name", list(CHECKS))
@given(said=st.lists(LINE, max_size=4), locale=st.sampled_from(known_locales()), has_source=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_check_bears_any_text_and_points_at_lines_that_are_there(name, said, locale, has_source):
    ordered = sorted(said, key=lambda line: line.start_ms)
    context = make_context(locale, *ordered, terms=(Term(source="二叔", target="Uncle"),), has_source=has_source)
    found = list(CHECKS[name]().run(context))
    assert {finding.cue_id for finding in found} <= {line.cue.id for line in context.lines}
    assert {finding.check_id for finding in found} <= {name}
    assert all(finding.message for finding in found)
    assert found == list(CHECKS[name]().run(context))


def test_findings_come_in_the_order_of_the_lines():
    context = make_context(
        "en", Said("你好吗？", "How are you", 0, 400), Said("三千万", None, 400, 2000), Said("十二块", "", 2000, 4000)
    )
    found = [(finding.cue_id, finding.check_id) for finding in run_checks(context)]
    assert found == sorted(found)
    assert {cue_id for cue_id, _ in found} == {"c1", "c2", "c3"}


def test_a_good_line_has_no_findings():
    context = make_context(
        "en",
        Said("三千万，今晚就签字！", "30 million. Sign tonight!", 0, 2000),
        Said("二叔，这家店我要了", "Uncle, this shop is mine.", 2080, 4000),
        terms=(Term(source="二叔", target="Uncle"),),
    )
    assert run_checks(context) == ()


def test_without_the_source_only_the_translation_is_judged():
    said = (Said("三千万？", "Three hundred million", 0, 4000), Said("", "Where is 她？", 4100, 6000))
    found = run_checks(make_context("en", *said, has_source=False))
    assert [(finding.cue_id, finding.check_id) for finding in found] == [("c2", "source-left")]
    assert found[0].severity is Severity.ERROR
