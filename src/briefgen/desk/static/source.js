// The source: its text with a word cursor and a selection, both by keys and by mouse, and what is asked of the words.

import { always, ask, readonly, say, slug, viewAddress, whenAnswered } from "./ask.js";
import { marksOf } from "./source_marks.js";
import { draw, hideFloating, reveal, showLetters } from "./source_view.js";
import { Text, before, earlier } from "./text.js";

const pane = document.getElementById("source");
const memory = `source:${slug}`;

// What the pane shows now. `cursor` is a word; `chosen` the selection {from, to}, between the words `anchor` and `cursor`;
// `lit` the words of the fact that is shown, `suggestion` the suggestion that waits for its key.
export const now = { text: null, data: null, cursor: null, anchor: null, chosen: null, lit: [], suggestion: "", sentences: null };

export const area = () => document.getElementById("words");
export const focused = () => document.activeElement?.id === "words";
export const focus = () => area()?.focus({ preventScroll: true });

// -- the pane arrives -----------------------------------------------------------------------------------------------------

function arrived(place = null) {
  const root = area();
  const choice = document.getElementById("source-choice");
  always.source = root?.dataset.source ?? choice?.value ?? "";
  always.seen = pane.querySelector("[data-seen]")?.dataset.seen ?? "";
  Object.assign(now, { text: null, data: null, cursor: null, anchor: null, chosen: null, lit: [], suggestion: "", sentences: null });
  hideFloating();
  if (!root) return;
  const text = new Text(root);
  if (text.empty) return;
  now.text = text;
  now.data = read();
  now.cursor = place === null ? text.first() : text.wordAt(text.place(place));
  showLetters(now);
  draw(now);
  sentences();
}

const read = () => marksOf(JSON.parse(document.getElementById("source-data").textContent));

// The same source with other marks: only the lines change whose marks did; another text comes whole.
function renewed() {
  const next = document.getElementById("source-next").content;
  if (!next.firstElementChild) return;
  const root = area();
  const fresh = next.getElementById("words");
  const same = root && fresh && root.dataset.source === fresh.dataset.source && root.dataset.text === fresh.dataset.text;
  const parts = [...next.querySelectorAll("[data-fresh]")].map((part) => [pane.querySelector(`[data-fresh="${part.dataset.fresh}"]`), part]);
  if (same && parts.every(([old]) => old) && parts.length === pane.querySelectorAll("[data-fresh]").length) {
    const olds = [...root.querySelectorAll("p[data-at]")];
    [...fresh.querySelectorAll("p[data-at]")].forEach((line, number) => {
      const old = olds[number];
      if (old.dataset.look === line.dataset.look) return;
      old.replaceChildren(...line.childNodes);
      if (line.dataset.look) old.dataset.look = line.dataset.look;
      else delete old.dataset.look;
      now.text?.dressed(number);
    });
    for (const [old, part] of parts) if (!old.isEqualNode(part)) old.replaceWith(part);
    pane.querySelector("[data-seen]").replaceWith(next.querySelector("[data-seen]"));
    always.seen = pane.querySelector("[data-seen]").dataset.seen;
    if (now.text) {
      now.data = read();
      if (!now.data.suggestion(now.suggestion)) now.suggestion = "";
      showLetters(now);
      draw(now);
    }
  } else {
    const had = pane.contains(document.activeElement) || document.activeElement === document.body;
    const place = root?.dataset.source === fresh?.dataset.source && now.text ? now.text.code(now.text.span(now.cursor).from) : null;
    pane.replaceChildren(next);
    arrived(place);
    if (had && !document.querySelector("#form form")) focus();
  }
  next.replaceChildren();
}

export async function showSource(source) {
  if (source === always.source && area()) return true;
  const response = await fetch(viewAddress("source", { source }));
  if (!response.ok) return false;
  const markup = await response.text();
  const had = focused();
  pane.innerHTML = markup;
  arrived();
  if (had) focus();
  remember();
  return true;
}

// Where the sentences are, as the server finds them: from code point to code point, one after the other.
export async function sentences() {
  const { text } = now;
  if (!now.sentences) {
    const response = await fetch(viewAddress("sentences", { source: always.source }));
    if (now.text !== text) return [];
    now.sentences = response.ok ? await response.json() : [];
  }
  return now.sentences;
}

function remember() {
  const at = now.text ? now.text.code(now.text.span(now.cursor).from) : 0;
  sessionStorage.setItem(memory, JSON.stringify({ source: always.source, at }));
}

// -- cursor and selection -------------------------------------------------------------------------------------------------

const heard = document.getElementById("heard");
export const hear = (words) => {
  heard.textContent = words;
};

export function moveTo(word, { quiet = false } = {}) {
  const { text } = now;
  Object.assign(now, { cursor: word, anchor: null, chosen: null, suggestion: "" });
  const { from, to } = text.span(word);
  reveal(now, from, to);
  draw(now);
  if (!quiet) {
    hear(text.said(from, to));
    say(now.data.told(text.code(from), text.code(to)) || "Not used");
  }
  remember();
}

// The selection between the anchor and a word; of punctuation at its end it leaves out what parts it from the rest.
export function chooseTo(word) {
  const { text } = now;
  const anchor = now.anchor ?? now.cursor;
  const [first, last] = earlier(word, anchor) ? [word, anchor] : [anchor, word];
  Object.assign(now, { anchor, cursor: word });
  choose(text.span(first).from, text.span(last).to, text.span(anchor).from);
}

export function choose(from, to, fixed = from) {
  const { text } = now;
  const within = text.withinCell(from, to, fixed);
  now.chosen = { from: within.from, to: trimmed(within.to) };
  now.suggestion = "";
  if (!before(now.chosen.from, now.chosen.to)) now.chosen = null;
  draw(now);
  const [start, stop] = [text.span(now.cursor).from, text.span(now.cursor).to];
  reveal(now, start, stop);
  draw(now);
  say("");
  if (now.chosen) hear(`${text.said(now.chosen.from, now.chosen.to).slice(-80)}, selected`);
  remember();
}

const PARTING = /[\s,;:،؛、—–]/u;

function trimmed({ line, at }) {
  const { text } = now.text.line(line);
  let end = at;
  while (end && PARTING.test(text[end - 1])) end -= 1;
  return { line, at: end };
}

export function letGo() {
  Object.assign(now, { chosen: null, anchor: null, suggestion: "" });
  draw(now);
}

// Words that another part of the desk shows: those of the fact that is open.
export function light(passages) {
  now.lit = passages;
  if (passages.length) {
    const [first] = passages;
    const { text } = now;
    if (!text) return;
    now.cursor = text.wordAt(text.place(first.start));
    now.anchor = null;
    now.chosen = null;
    reveal(now, text.place(first.start), text.place(first.end), true);
  }
  draw(now);
}

async function shown(told) {
  const passages = told.split(" ").filter(Boolean).map((one) => {
    const [source, start, end] = one.split(":");
    return { source, start: Number(start), end: Number(end) };
  });
  if (passages.length && !(await showSource(passages[0].source))) return;
  light(passages.filter(({ source }) => source === always.source));
}

// All words of a fact, in the source where they stand.
export async function showFact(path) {
  const source = now.data?.elsewhere[path];
  if (source) await showSource(source);
  light(now.data?.passages(path) ?? []);
}

// -- what is asked of the words -------------------------------------------------------------------------------------------

export function passage() {
  const { text, chosen } = now;
  return { source: always.source, start: text.code(chosen.from), end: text.code(chosen.to), words: text.said(chosen.from, chosen.to) };
}

// The sentence at a place, in code points.
export async function sentenceAt(code) {
  const known = await sentences();
  for (let n = 0; n < known.length; n += 2) {
    if (code >= known[n] && code < known[n + 1]) return { start: known[n], end: known[n + 1], n };
  }
  return null;
}

// Open the form of a kind with the words that are selected, or with the sentence where nothing is; in a log, with what the row says.
export async function write(kind) {
  if (readonly) return;
  if (!now.chosen) await chooseSentence();
  if (!now.chosen) return;
  const { from, to } = now.chosen;
  const asked = { kind, ...passage() };
  const answer = await ask("form/new", asked);
  if (!answer || answer.tell.refused || !now.text) return;
  if (now.chosen && now.chosen.from === from && now.chosen.to === to) letGo();
  if (!now.lit.length) light([{ source: asked.source, start: asked.start, end: asked.end }]);
}

export async function chooseSentence() {
  const { text } = now;
  const title = text.log ? text.elements[now.cursor.line].querySelector(".said") : null;
  if (title) {
    const from = text.placeOf(title.firstChild ?? title, 0);
    const to = { line: from.line, at: from.at + title.textContent.length };
    Object.assign(now, { anchor: text.wordAt(from), cursor: text.wordAt(to, true) });
    return choose(from, to);
  }
  const found = await sentenceAt(text.code(text.span(now.cursor).from));
  const { from, to } = found ? { from: text.place(found.start), to: text.place(found.end) } : text.span(now.cursor);
  Object.assign(now, { anchor: text.wordAt(from), cursor: text.wordAt(to, true) });
  return choose(from, to);
}

export async function addMore() {
  if (readonly || !now.chosen) return;
  const [start, end] = [now.text.code(now.chosen.from), now.text.code(now.chosen.to)];
  const fact = now.data.around(start, end);
  const form = document.querySelector("#form form");
  if (!fact && !form) {
    say("These words stand in no fact. Select within one, or open its form first.");
    return;
  }
  const answer = await ask("form/more", { ...passage(), ...(form ? {} : { path: fact.path }) });
  if (answer && !answer.tell.refused) letGo();
}

export const openFact = (fact) => !readonly && ask("form/open", { path: fact.path, part: fact.part });

// -- suggestions ----------------------------------------------------------------------------------------------------------

export async function showSuggestion(one) {
  const { text } = now;
  const [from, to] = [text.place(one.start), text.place(one.end)];
  Object.assign(now, { suggestion: one.id, cursor: text.wordAt(from), anchor: null, chosen: null, lit: [] });
  reveal(now, from, to, true);
  draw(now);
  hear(`Suggested: ${text.said(from, to)}`);
  if (readonly) return;
  await ask("suggestion/show", { id: one.id });
  if (now.suggestion === one.id) draw(now);
}

export async function nextSuggestion(step) {
  const { data, text } = now;
  const list = data.suggestions;
  const current = list.findIndex(({ id }) => id === now.suggestion);
  const at = text.code(text.span(now.cursor).from);
  const ahead = list.findIndex(({ start }) => start >= at);
  let next = current + step;
  if (current < 0) next = step > 0 ? (ahead < 0 ? list.length : ahead) : (ahead < 0 ? list.length : ahead) - 1;
  if ((next < 0 || next >= list.length) && data.others.length) {
    await showSource(data.others[step > 0 ? 0 : data.others.length - 1]);
    return now.data?.suggestions.length ? showSuggestion(now.data.suggestions.at(step > 0 ? 0 : -1)) : undefined;
  }
  if (!list.length) return say("No suggestions are left");
  return showSuggestion(list[(next + list.length) % list.length]);
}

// What becomes of the suggestion that is shown; then the next one is.
export async function settle(what) {
  const one = now.data.suggestion(now.suggestion);
  if (!one || readonly) return;
  const answer = await ask(`suggestion/${what}`, { id: one.id });
  if (!answer || answer.tell.refused || what === "change" || !now.data) return;
  const next = now.data.suggestions.find(({ start, id }) => start >= one.start && id !== one.id);
  if (next) await showSuggestion(next);
  else letGo();
}

// -- what else happens ----------------------------------------------------------------------------------------------------

whenAnswered((answer) => {
  renewed();
  if (answer.tell.source && !answer.tell.suggestion) showSource(answer.tell.source); // a card may come late: who asked for it is there
  if (answer.tell.passage !== undefined) shown(answer.tell.passage);
  else if (answer.tell.form && answer.tell.path) showFact(answer.tell.path);
  else if (answer.tell.closed) light([]);
  draw(now);
});

document.addEventListener("change", async (event) => {
  if (event.target.id !== "source-choice") return;
  await showSource(event.target.value);
  document.getElementById("source-choice")?.focus();
});

const remembered = JSON.parse(sessionStorage.getItem(memory) ?? "{}");
if (remembered.source && remembered.source !== document.getElementById("source-choice")?.value && document.getElementById("source-choice")) {
  arrived();
  showSource(remembered.source);
} else arrived(remembered.at ?? null);
if (document.activeElement === document.body) focus();
