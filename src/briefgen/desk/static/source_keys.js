// What keys and mouse do in the source. Letters work only while the text has the focus, never in a field.

import { readonly, say } from "./ask.js";
import { showKeys } from "./foot.js";
import {
  addMore, choose, chooseTo, focus, focused, hear, letGo, light, moveTo, nextSuggestion, now, openFact, sentenceAt, sentences, settle, showSuggestion, write,
} from "./source.js";
import { likely, unusedAfter } from "./source_marks.js";
import { boxes, draw, reveal, showLetters } from "./source_view.js";
import { before, lastNotAfter } from "./text.js";

const KINDS = "EPQABF";
const pane = document.getElementById("pane-source");

// -- by keys --------------------------------------------------------------------------------------------------------------

let goal = null; // where on its line the cursor began, while it goes up and down

// The keys of suggestions work in their list too.
const ofSuggestions = (key) => "NTCD".includes(key.toUpperCase()) && document.activeElement?.closest("#suggested");

document.addEventListener("keydown", (event) => {
  const { key } = event;
  if (!(focused() || ofSuggestions(key)) || !now.text || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const upright = key === "ArrowUp" || key === "ArrowDown" || key.startsWith("Page");
  if (!upright) goal = null;
  const does = moves[key] ?? acts[key.length === 1 ? key.toUpperCase() : key];
  if (!does) return;
  const done = does(event);
  if (done !== false) event.preventDefault();
  hints();
  done?.then?.(hints);
});

function go(event, word) {
  if (!word) return;
  if (event.shiftKey) chooseTo(word);
  else moveTo(word);
}

// In a text from right to left the arrow to the left goes on.
function sideways(event, right) {
  const forward = right !== now.text.rightToLeft(now.cursor.line);
  if (event.shiftKey && !now.chosen && forward) return chooseTo(now.cursor);
  return go(event, forward ? now.text.next(now.cursor) : now.text.previous(now.cursor));
}

const moves = {
  ArrowRight: (event) => sideways(event, true),
  ArrowLeft: (event) => sideways(event, false),
  ArrowDown: (event) => go(event, vertical(1, 1)),
  ArrowUp: (event) => go(event, vertical(-1, 1)),
  PageDown: (event) => go(event, vertical(1, page())),
  PageUp: (event) => go(event, vertical(-1, page())),
  Home: (event) => go(event, now.text.first()),
  End: (event) => go(event, now.text.last()),
};

const page = () => Math.max(1, Math.floor(document.getElementById("source-scroll").clientHeight / 28) - 2);

// The word above or below, by so many lines as they are seen.
function vertical(step, count) {
  const { text } = now;
  let word = now.cursor;
  for (let n = 0; n < count; n += 1) {
    const [here] = boxes(text, text.span(word).from, text.span(word).to);
    if (!here) return word;
    goal ??= here.left + here.width / 2;
    const found = nearest(text, word, step, here);
    if (!found) break;
    word = found;
  }
  return word;
}

function nearest(text, from, step, here) {
  let best = null;
  let least = Infinity;
  let height = null;
  for (let word = beside(text, from, step); word; word = beside(text, word, step)) {
    const list = boxes(text, text.span(word).from, text.span(word).to);
    const box = step > 0 ? list[0] : list.at(-1);
    if (!box || Math.abs(box.top - here.top) < 8) continue;
    height ??= box.top;
    if (Math.abs(box.top - height) > 8) break;
    const away = Math.abs(box.left + box.width / 2 - goal);
    if (away < least) [best, least] = [word, away];
  }
  return best;
}

const beside = (text, word, step) => (step > 0 ? text.next(word) : text.previous(word));

const acts = {
  ",": toComma,
  S: sentence,
  X: otherEnd,
  W: unused,
  N: (event) => nextSuggestion(event.shiftKey ? -1 : 1),
  "+": addMore,
  Enter: enter,
  Escape: escape,
  T: () => (now.suggestion ? settle("take") : false),
  C: () => (now.suggestion ? settle("change") : false),
  D: () => (now.suggestion ? settle("drop") : false),
};
for (const kind of KINDS) acts[kind] = () => write(kind);

const PAUSE = /[,;:!?—…،؛؟。、！？」』”»]["”’»)\]」』]*$/u;
const POINT = /\.["”’»)\]」』]*$/u; // of a sentence, not of an abbreviation

async function toComma() {
  const { text } = now;
  const known = await sentences();
  const said = (word) => text.said(text.span(word).from, text.span(word).to);
  const ending = (word) => {
    const end = text.code(text.span(word).to);
    const n = lastNotAfter(known, end);
    return n > 0 && n % 2 === 1 && end - known[n] < 2;
  };
  const stops = (word) => PAUSE.test(said(word)) || (POINT.test(said(word)) && ending(word));
  let word = now.chosen ? text.next(now.cursor) : now.cursor;
  if (!word) return;
  while (!stops(word)) {
    const next = text.next(word);
    if (!next || next.line !== word.line) break;
    word = next;
  }
  chooseTo(word);
}

async function sentence() {
  const { text, chosen } = now;
  const from = text.code(chosen ? chosen.from : text.span(now.cursor).from);
  const to = chosen ? text.code(chosen.to) : from + 1;
  const [first, last] = [await sentenceAt(from), await sentenceAt(to - 1)];
  if (!last) return say("There is no sentence here");
  let end = last.end;
  let start = Math.min(from, (first ?? last).start);
  if (chosen && start === from && end <= to + 1) end = (await sentenceAt(nextStart(to))) ?.end ?? end;
  Object.assign(now, { anchor: text.wordAt(text.place(start)), cursor: text.wordAt(text.place(end), true) });
  return choose(text.place(start), text.place(end));
}

function nextStart(code) {
  const { text } = now;
  const word = text.wordAt(text.place(code), true);
  const next = text.next(word);
  return next ? text.code(text.span(next).from) : code;
}

function otherEnd() {
  if (!now.chosen || !now.anchor) return false;
  [now.anchor, now.cursor] = [now.cursor, now.anchor];
  const { from, to } = now.text.span(now.cursor);
  reveal(now, from, to);
  draw(now);
  return hear(now.text.said(from, to));
}

function unused() {
  const word = unusedAfter(now.text, now.data, now.cursor);
  if (word) moveTo(word);
  else say("Every word is used");
}

function enter() {
  const { text, data, chosen } = now;
  if (now.suggestion) return say("T takes it, C changes it, D drops it");
  if (chosen) return write(likely(text.said(chosen.from, chosen.to), data, text.code(chosen.from), text.code(chosen.to)));
  const { from, to } = text.span(now.cursor);
  const [start, end] = [text.code(from), text.code(to)];
  const [fact] = data.at(start, end);
  if (fact) return openFact(fact);
  if (text.log) return write("E");
  const suggested = data.suggestedAt(start, end);
  return suggested ? showSuggestion(suggested) : say("No fact uses this word. A letter writes one: E P Q A B F");
}

function escape() {
  if (now.chosen || now.suggestion) letGo();
  else if (now.lit.length) light([]);
  else return false;
  return true;
}

// -- by mouse -------------------------------------------------------------------------------------------------------------

document.addEventListener("mouseup", (event) => {
  if (event.button !== 0 || !now.text || !event.target.closest("#words")) return;
  const chosen = getSelection();
  if (!chosen.rangeCount) return;
  const [anchor, end] = [now.text.placeOf(chosen.anchorNode, chosen.anchorOffset), now.text.placeOf(chosen.focusNode, chosen.focusOffset)];
  chosen.removeAllRanges();
  focus();
  if (!anchor || !end) return;
  if (event.shiftKey) chooseTo(now.text.wordAt(end));
  else if (before(anchor, end) || before(end, anchor)) dragged(anchor, end);
  else clicked(end);
  hints();
});

// Words are taken whole; of the marks around them only those that were touched.
function dragged(anchor, end) {
  const { text } = now;
  const [from, to] = before(end, anchor) ? [end, anchor] : [anchor, end];
  const [first, last] = [text.wordAt(from), text.wordAt(to, true)];
  const [whole, rest] = [text.span(first).from, text.span(last).to];
  const outside = (a, b) => a.line === b.line && before(a, b) && !/[\p{L}\p{N}]/u.test(text.said(a, b));
  const [start, stop] = [outside(whole, from) ? from : whole, outside(to, rest) ? to : rest];
  if (!before(start, stop)) return clicked(end);
  Object.assign(now, before(end, anchor) ? { anchor: last, cursor: first } : { anchor: first, cursor: last });
  return choose(start, stop, before(end, anchor) ? text.span(last).from : start);
}

function clicked(place) {
  const { text, data } = now;
  const word = text.wordAt(place);
  moveTo(word);
  const { from, to } = text.span(word);
  const [start, end] = [text.code(from), text.code(to)];
  const [fact] = data.at(start, end);
  const suggested = data.suggestedAt(start, end);
  if (suggested && (!fact || fact.naming)) return showSuggestion(suggested);
  now.lit = fact ? data.passages(fact.path) : [];
  draw(now);
  return fact && pointOut(fact.path);
}

// The row of a fact in the list, where it stands.
function pointOut(path) {
  for (const row of document.querySelectorAll("[data-fact]")) {
    row.classList.toggle("current", row.dataset.fact === path);
    if (row.dataset.fact === path) row.scrollIntoView({ block: "nearest" });
  }
}

pane.addEventListener("mousedown", (event) => {
  if (event.target.closest(".floating")) event.preventDefault(); // the text keeps the focus
});
pane.addEventListener("click", (event) => {
  const kind = event.target.closest("#kinds [data-kind]");
  if (kind) write(kind.dataset.kind);
  else if (event.target.closest("#kinds [data-more]")) addMore();
  const suggested = event.target.closest("#gutter [data-suggested]");
  if (suggested) showSuggestion(now.data.suggestion(suggested.dataset.suggested));
});
pane.addEventListener("dblclick", (event) => {
  const row = now.text?.log && event.target.closest("#words p[data-row]");
  if (row) write("E");
});

document.addEventListener("copy", (event) => {
  if (!focused() || !now.chosen) return;
  event.clipboardData.setData("text/plain", now.text.said(now.chosen.from, now.chosen.to));
  event.preventDefault();
});

// -- the foot, and the size of the pane -----------------------------------------------------------------------------------

const READING = [["← →", "word"], ["Shift+→", "select"], ["S", "sentence"], ["E P Q A B F", "write a fact"], ["W", "next unused words"]];
const SELECTING = [["E P Q A B F", "write the fact"], ["Shift+→", "one word more"], [",", "to the next comma"], ["S", "sentence"], ["X", "other end"], ["Esc", "let go"]];
const SUGGESTED = [["T", "take"], ["C", "change"], ["D", "drop"], ["N", "next"], ["Esc", "back to reading"]];

function state() {
  if (readonly) return READING.slice(0, 1);
  if (now.suggestion) return SUGGESTED;
  if (now.chosen) return SELECTING;
  return now.data.suggestions.length || now.data.others.length ? [...READING, ["N", "next suggestion"]] : READING;
}

export function hints() {
  if (focused() && now.text) showKeys(state());
}

document.addEventListener("focusin", (event) => {
  document.getElementById("layer")?.classList.toggle("idle", event.target.id !== "words");
  hints();
});
document.addEventListener("focusout", (event) => {
  if (event.target.id === "words") document.getElementById("layer")?.classList.add("idle");
});

// Lines take their places anew when the pane is made wider, and when those of a long text are laid out as they come into view.
const resized = new ResizeObserver(() => {
  if (!now.text || !document.getElementById("source-scroll")?.clientWidth) return;
  showLetters(now);
  draw(now);
});
export function observe() {
  resized.disconnect();
  for (const id of ["words", "source-scroll"]) if (document.getElementById(id)) resized.observe(document.getElementById(id));
}
observe();
document.fonts?.ready.then(() => now.text && (showLetters(now), draw(now)));
hints();
