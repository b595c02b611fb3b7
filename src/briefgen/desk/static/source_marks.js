// What facts rest on in the text that is shown, and what is suggested in it: all in code points.

import { lastNotAfter } from "./text.js";

const LONGEST = 46; // letters of a fact's name in the foot

export function marksOf(data) {
  const facts = data.facts.map(([path, part, letter, kind, name, naming]) => ({ path, part, letter, kind, name, naming }));
  const marks = data.marks.map(([start, end, fact]) => ({ start, end, fact: facts[fact] }));
  const suggestions = data.suggestions.map(([start, end, letter, id]) => ({ start, end, letter, id }));
  const all = merged(marks);
  const telling = merged(marks.filter(({ fact }) => !fact.naming));
  const overlapping = (start, end) => marks.filter((mark) => mark.start < end && mark.end > start);

  // Facts first whose passage is short; a name that stands there comes last.
  const at = (start, end) => overlapping(start, end)
    .sort((a, b) => a.fact.naming - b.fact.naming || a.end - a.start - (b.end - b.start))
    .map(({ fact }) => fact)
    .filter((fact, n, list) => list.findIndex(({ part }) => part === fact.part) === n);

  return {
    marks,
    suggestions,
    others: data.others,
    elsewhere: data.elsewhere,
    saying: new Set(data.saying),
    at,
    suggestion: (id) => suggestions.find((one) => one.id === id),
    suggestedAt: (start, end) => suggestions.filter((one) => one.start < end && one.end > start).sort((a, b) => a.end - a.start - (b.end - b.start))[0],
    passages: (path) => marks.filter(({ fact }) => fact.path === path).map(({ start, end }) => ({ start, end })),
    // The fact in whose words these stand, the one that says least around them.
    around: (start, end) => marks
      .filter((mark) => !mark.fact.naming && mark.start <= start && mark.end >= end)
      .sort((a, b) => a.end - a.start - (b.end - b.start))[0]?.fact,
    used: (start, end) => covers(all, start, end),
    usedByFacts: (start, end) => covers(telling, start, end),

    // What the foot says of a word.
    told(start, end) {
      const here = at(start, end);
      const names = here.slice(0, 2).map(({ kind, name }) => `${kind}: ${name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name}`);
      const suggested = suggestions.some((one) => one.start < end && one.end > start);
      return [...(suggested ? ["Suggested"] : []), ...names, ...(here.length > 2 ? [`${here.length - 2} more`] : [])].join("  ·  ");
    },
  };
}

function merged(marks) {
  const found = [];
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (found.length && start <= found.at(-1)[1]) found.at(-1)[1] = Math.max(end, found.at(-1)[1]);
    else found.push([start, end]);
  }
  return { starts: found.map(([start]) => start), ends: found.map(([, end]) => end) };
}

function covers({ starts, ends }, start, end) {
  const n = lastNotAfter(starts, end - 1);
  return n >= 0 && ends[n] > start;
}

// The next word that no fact uses, from a word on, and from the beginning again; null where every word is used. It begins where
// only names were used before it: they say nothing of what stands there.
export function unusedAfter(text, marks, from) {
  const span = (word) => [text.code(text.span(word).from), text.code(text.span(word).to)];
  const free = (word) => !marks.usedByFacts(...span(word));
  const whole = (word) => !marks.used(...span(word)) && /[\p{L}\p{N}]/u.test(said(text, word));
  let word = from;
  while (word && free(word)) word = text.next(word);
  return run(text, word, null, free, whole) ?? run(text, text.first(), from, free, whole);
}

const said = (text, word) => text.said(text.span(word).from, text.span(word).to);

// The first run of words between two that no fact uses, in which one is used by no name either.
function run(text, from, until, free, whole) {
  let begins = null;
  for (let word = from; word; word = text.next(word)) {
    if (!free(word)) begins = null;
    else if (!begins || begins.line !== word.line) begins = word;
    if (begins && whole(word)) return begins;
    if (until && word.line === until.line && word.n >= until.n) return null;
  }
  return null;
}

// The kind that words are likely to be, which Enter takes.
export function likely(words, marks, start, end) {
  const suggested = marks.suggestions.find((one) => {
    const both = Math.min(end, one.end) - Math.max(start, one.start);
    return 2 * both > end - start && 2 * both > one.end - one.start && "EPQ".includes(one.letter || "-");
  });
  if (suggested) return suggested.letter;
  const list = words.split(/\s+/u).filter(Boolean);
  if (list.length <= 5) {
    if (/\p{N}/u.test(words)) return "F";
    if (/^[\p{Lu}\p{Lt}]/u.test(list[0]) && /^[\p{Lu}\p{Lt}]/u.test(list.at(-1))) return "A";
  }
  if (/\?["”’»]*$/u.test(words)) return "Q";
  if (/[“”„«»"]/u.test(words)) return "P";
  return list.some((word) => marks.saying.has(word.toLowerCase().replace(/[^\p{L}]+$/u, ""))) ? "P" : "E";
}
