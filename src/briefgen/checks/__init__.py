"""Rules: what a brief must, should and may want to say, each rule a function that looks and never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from briefgen.checks import (
    actions,
    appearance,
    attribution,
    chart,
    claims,
    copied,
    coverage_report,
    cycles,
    estimates,
    evidence,
    file_names,
    freshness,
    handling,
    leftovers,
    logs,
    missing,
    one_line,
    order,
    page,
    references,
    roles,
    row_numbers,
    secrets,
    sections,
    visible,
    voices,
)
from briefgen.errors import Problem, Where
from briefgen.reading.load import Loaded

Check = Callable[[Loaded, datetime | None], Iterable[Problem]]
"""A rule: what it finds in a brief; `now` (aware) is given where the clock may be asked, None where it may not."""

CHECKS: tuple[Check, ...] = (
    references.reference_names_nothing,
    references.reference_is_ambiguous,
    references.answer_names_nothing,
    references.resolution_names_no_answer,
    references.answered_without_resolution,
    references.place_nearly_an_id,
    row_numbers.ids_are_row_numbers,
    actions.time_limit_from_nothing,
    sections.after_no_part,
    evidence.unsourced,
    evidence.evidence_without_words,
    evidence.span_not_in_source,
    evidence.quote_not_in_source,
    evidence.quote_outside_evidence,
    voices.quotation_of_two_voices,
    evidence.verbatim_unproven,
    evidence.fidelity_unknown,
    evidence.as_written_not_in_source,
    evidence.confirmed_by_one_source,
    logs.rows_without_a_time,
    logs.rows_that_say_nothing,
    logs.rows_cut_short,
    logs.values_of_no_kind,
    logs.time_against_its_row,
    logs.several_on_one_row,
    logs.alike_within_a_minute,
    claims.claim_beyond_its_sources,
    copied.long_passages_in_common,
    cycles.order_runs_in_a_circle,
    cycles.replacing_runs_in_a_circle,
    order.order_against_the_times,
    cycles.belonging_runs_in_a_circle,
    cycles.origin_runs_in_a_circle,
    attribution.via_the_actor_itself,
    attribution.supersedes_another_actors,
    order.supersedes_a_later_one,
    estimates.term_of_no_yardstick,
    estimates.percentage_without_term,
    estimates.likelihood_without_confidence,
    estimates.likelihood_and_confidence_mixed,
    estimates.more_than_certain,
    estimates.vague_word,
    handling.portion_above_banner,
    handling.off_the_record,
    handling.rests_on_off_the_record,
    handling.judgements_in_a_sitrep,
    handling.unknown_list,
    freshness.after_the_cutoff,
    freshness.decision_too_late,
    freshness.out_of_date,
    actions.due_by_now,
    roles.roles_out_of_order,
    order.clock_that_never_was,
    visible.nothing_to_be_seen,
    one_line.more_than_one_line,
    one_line.lines_run_together,
    chart.distance_not_on_the_chart,
    chart.phase_without_length,
    chart.phases_overlap,
    page.too_long,
    page.number_of_key_points,
    page.mixed_key_point,
    leftovers.placeholder_left,
    leftovers.markup_left,
    leftovers.bullet_left,
    page.cut_at_a_comma,
    page.typed_quotation_marks,
    page.several_principals,
    page.casualties_added_up,
    attribution.position_on_nothing,
    attribution.attributed_to_nobody,
    sections.one_page_has_none,
    actions.duty_without_limit,
    roles.several_of_a_role,
    roles.roles_missing,
    missing.not_said,
    missing.no_principal,
    missing.never_referenced,
    missing.question_without_indicator,
    missing.source_not_archived,
    missing.one_source_only,
    missing.inferred_without_reason,
    missing.decimals_without_unit,
    missing.assumption_without_consequence,
    file_names.name_of_no_file,
    secrets.password_in_an_address,
    appearance.look_of_the_office,
    coverage_report.source_not_covered,
    coverage_report.quotation_not_carried,
)


def check(loaded: Loaded, now: datetime | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a brief, what reading it found included, in the order of the files.

    With `now` (aware), also what is out of date by then. Never raises for what a brief says; a brief with errors is checked
    as far as it could be read.
    """
    found = [*loaded.problems, *(problem for rule in CHECKS for problem in rule(loaded, now))]
    placed = dict.fromkeys(loaded.placed(problem) for problem in found)
    return tuple(sorted(placed, key=lambda problem: problem.where or Where(loaded.name)))
