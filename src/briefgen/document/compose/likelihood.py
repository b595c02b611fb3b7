"""Likelihood and confidence in words: two sentences, the range beside the word (ICD 203, D.6.e; PHIA yardstick)."""

from __future__ import annotations

from briefgen.document.catalogue_keys import of_range, of_term
from briefgen.document.compose.facts import Facts, joined, sentence, text
from briefgen.document.inlines import Emphasis, Inlines, Text
from briefgen.document.marks import Origin
from briefgen.model.statement import Confidence, Likelihood, ReportedLikelihood
from briefgen.model.yardstick import LADDERS, Band, band


def ranged(facts: Facts, likelihood: Likelihood) -> str:
    """ "55–80%": the range of a term, or the percentage itself."""
    if likelihood.range:
        return facts.words.percent(*likelihood.range)
    found = band(likelihood.term, facts.brief.yardstick)
    return shown(facts, found) if found else ""


def estimated(facts: Facts, likelihood: Likelihood) -> str:
    """A likelihood in a few words: "likely, 55–80%", "85% (very likely, 80–95%)"."""
    percent = ranged(facts, likelihood)
    if likelihood.term:
        return facts.words("join.comma").join((word(facts, likelihood.term), percent))
    terms = beside(facts, likelihood)
    return facts.words("judgement.beside", range=percent, terms=terms) if terms else percent


def beside(facts: Facts, likelihood: Likelihood) -> str:
    """The terms of the yardstick for a percentage, each with its range; empty where the ladder has none for it."""
    if not likelihood.range:
        return ""
    w, (low, high) = facts.words, likelihood.range
    ladder = LADDERS[facts.brief.yardstick]
    whole = [step for step in ladder if step.low <= low and high <= step.high]
    ends = [step for step in ladder if step.low <= high and low <= step.high]
    terms = [w("join.comma").join((word(facts, step.term), shown(facts, step))) for step in whole or ends]
    return w("judgement.or" if whole else "judgement.to").join(terms)


def word(facts: Facts, term: str) -> str:
    """A term of the ladder as the catalogue translates it; the standard's own, as it was written, where it does not."""
    found = band(term, facts.brief.yardstick)
    return facts.words.texts.get(of_term(facts.brief.yardstick, found), term) if found else term


def shown(facts: Facts, found: Band) -> str:
    """The range of a band, in the catalogue's language where the standard prints words in it."""
    said = found.worded or facts.words.percent(found.low, found.high)
    return facts.words.texts.get(of_range(facts.brief.yardstick, found)) or said


def _term(facts: Facts, term: str) -> str:
    """ "likely", but "a remote chance": the ladders mix adjectives and nouns."""
    found = band(term, facts.brief.yardstick)
    noun = found is not None and found.term.endswith(("chance", "possibility")) and not found.term.startswith("almost")
    return facts.words("judgement.noun", term=word(facts, term)) if noun else word(facts, term)


def estimate(facts: Facts, at: Origin, likelihood: Likelihood | None, confidence: Confidence | None) -> Inlines:
    """ "We assess this as likely (55–80%). Our confidence is moderate: two sources." Never one sentence. `at` is whose they are."""
    w = facts.words
    said: list[Inlines] = []
    if likelihood:
        percent, own = ranged(facts, likelihood), f"{at}.likelihood"
        if likelihood.term:
            term = text(_term(facts, likelihood.term), own)
            said.append(w.fill("judgement.likelihood", term=term, range=text(percent, own)))
        else:
            terms = beside(facts, likelihood)
            key = "judgement.percent_beside" if terms else "judgement.percent"
            said.append(w.fill(key, range=text(percent, own), terms=text(terms, own)))
    if confidence:
        level = text(w(f"judgement.{confidence.level}"), f"{at}.confidence.level")
        if confidence.basis:
            basis = text(confidence.basis, f"{at}.confidence.basis")
            said.append(sentence(w.fill("judgement.confidence_basis", level=level, basis=basis)))
        else:
            said.append(w.fill("judgement.confidence", level=level))
    return joined(said)


def reported_likelihood(facts: Facts, at: Origin, reported: ReportedLikelihood, *, quoted: bool = False) -> Inlines:
    """A source's own word of likelihood, in quotation marks where it is `quoted` and italic where not, never as an estimate of
    ours; of one that cannot be relied on that it cannot, and why."""
    w = facts.words
    if not reported.usable:
        why = text(reported.why, f"{at}.why")
        return (
            sentence(w.fill("position.likelihood_unusable_why", why=why))
            if why
            else text(w("position.likelihood_unusable"))
        )
    term = text(reported.term, f"{at}.term")
    shown: Inlines = (Text(w("quote.open")), *term, Text(w("quote.close"))) if quoted else (Emphasis(term),)
    why = text(reported.why, f"{at}.why")
    return joined(((Text(w("position.likelihood")), *shown), why), w("join.semicolon"))
