// What is drawn over the text of the source: the word cursor, the selection, the letters of facts beside their lines, the menu.

import { likely } from "./source_marks.js";

const scroll = () => document.getElementById("source-scroll");
const AWAY = 6; // from the words to what hangs at them

// -- where words are ------------------------------------------------------------------------------------------------------

// The rectangles of words, one a line, in the scrolled box.
export function boxes(text, from, to) {
  const box = scroll();
  const home = box.getBoundingClientRect();
  const found = [];
  for (const rect of text.range(from, to).getClientRects()) {
    if (!rect.width) continue;
    const top = rect.top - home.top + box.scrollTop;
    const left = rect.left - home.left + box.scrollLeft;
    const same = found.find((one) => Math.abs(one.top + one.height / 2 - top - rect.height / 2) < rect.height / 2);
    if (same) {
      const right = Math.max(same.left + same.width, left + rect.width);
      same.left = Math.min(same.left, left);
      same.width = right - same.left;
    } else found.push({ top, left, width: rect.width, height: rect.height });
  }
  return found;
}

// The first and last line of words, however many there are between.
const ends = (text, from, to) => [boxes(text, from, text.span(text.wordAt(from)).to)[0], boxes(text, text.span(text.wordAt(to, true)).from, to).at(-1)];

// Scroll words into view, by whole lines; with `room`, what hangs below them too.
export function reveal({ text }, from, to, room = false) {
  const box = scroll();
  const [first, last] = ends(text, from, to);
  if (!first || !last || !box.clientHeight) return;
  const below = room ? 168 : 32;
  if (first.top >= box.scrollTop + 8 && last.top + last.height <= box.scrollTop + box.clientHeight - below) return;
  const tall = last.top + last.height - first.top;
  const above = Math.max(24, Math.min(box.clientHeight * 0.28, box.clientHeight - tall - below));
  box.scrollTop = wholeLines(text, first.top - above);
}

// The same place in the text, a little higher, so that no line is cut off at the top.
function wholeLines(text, top) {
  const box = scroll();
  const home = box.getBoundingClientRect().top - box.scrollTop;
  let low = 0;
  let high = text.elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (text.elements[middle].getBoundingClientRect().bottom - home > top) high = middle;
    else low = middle + 1;
  }
  const element = text.elements[low];
  if (!element) return top;
  const begins = element.getBoundingClientRect().top - home;
  const height = parseFloat(getComputedStyle(element).lineHeight) || 28;
  return begins >= top ? begins - 4 : begins + Math.floor((top - begins) / height) * height;
}

// -- cursor, selection, menu ----------------------------------------------------------------------------------------------

// Words lie on a colour without a change of the text; a browser that cannot do so gets boxes over them.
function paint(name, text, span) {
  if (globalThis.CSS?.highlights) {
    if (text && span) CSS.highlights.set(name, new Highlight(text.range(span.from, span.to)));
    else CSS.highlights.delete(name);
  } else if (text && span) {
    for (const box of boxes(text, span.from, span.to)) put(document.getElementById("layer"), "lit", box);
  }
}

export function draw(now) {
  const { text, chosen } = now;
  const layer = document.getElementById("layer");
  layer?.replaceChildren();
  const suggested = now.data?.suggestion(now.suggestion);
  paint("chosen", text, chosen);
  paint("waiting", text, suggested && { from: text.place(suggested.start), to: text.place(suggested.end) });
  if (!text || !layer) return;
  const { from, to } = text.span(now.cursor);
  for (const { start, end } of now.lit) for (const box of boxes(text, text.place(start), text.place(end))) put(layer, "lit", box);
  const rightToLeft = text.rightToLeft(now.cursor.line);
  if (chosen) {
    const forward = now.anchor === null || now.anchor.line < now.cursor.line || (now.anchor.line === now.cursor.line && now.anchor.n <= now.cursor.n);
    const [first, last] = ends(text, chosen.from, chosen.to);
    const end = forward ? last : first;
    if (end) put(layer, "caret", { ...end, left: forward !== rightToLeft ? end.left + end.width : end.left - 2, width: 2 });
  } else if (!suggested) {
    for (const box of boxes(text, from, to)) put(layer, "cursor", { top: box.top - 2, left: box.left - 3, width: box.width + 6, height: box.height + 4 });
  }
  document.getElementById("here")?.setAttribute("x", String((1019 * text.code(from)) / Math.max(1, text.length)));
  hang(now, suggested);
}

function put(layer, name, { top, left, width, height }) {
  const made = document.createElement("i");
  made.className = name;
  Object.assign(made.style, { top: `${top}px`, left: `${left}px`, width: `${width}px`, height: `${height}px` });
  layer.append(made);
}

export function hideFloating() {
  for (const id of ["kinds", "card"]) {
    const floating = document.getElementById(id);
    if (floating) floating.hidden = true;
  }
}

function hang({ text, chosen, data }, suggested) {
  hideFloating();
  const readonly = document.body.classList.contains("readonly");
  if (chosen && !readonly) {
    const menu = document.getElementById("kinds");
    const [start, end] = [text.code(chosen.from), text.code(chosen.to)];
    const kind = likely(text.said(chosen.from, chosen.to), data, start, end);
    for (const button of menu.querySelectorAll("[data-kind]")) button.classList.toggle("best", button.dataset.kind === kind);
    menu.querySelector("[data-likely]").textContent = menu.querySelector(".best span").textContent;
    const fact = data.around(start, end);
    const form = document.querySelector("#form form");
    const more = menu.querySelector("[data-more]");
    more.hidden = !fact && !form;
    more.querySelector("span").textContent = form ? "Add to the open form" : fact ? `Add to “${fact.name.slice(0, 40)}”` : "";
    place(menu, ...ends(text, chosen.from, chosen.to));
  } else if (suggested) {
    const card = document.getElementById("card");
    if (card.childElementCount) place(card, ...ends(text, text.place(suggested.start), text.place(suggested.end)));
  }
}

// Below the last line of the words; above the first where there is no room.
function place(floating, first, last) {
  const box = scroll();
  if (!first || !last) return;
  floating.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = floating;
  const below = last.top + last.height + AWAY;
  const above = first.top - AWAY - height;
  const fits = below + height <= box.scrollTop + box.clientHeight - 4 || above < box.scrollTop;
  floating.style.top = `${fits ? below : above}px`;
  floating.style.left = `${Math.max(16, Math.min(first.left, box.clientWidth - width - 16))}px`;
}

// -- letters of facts beside the line where their words begin ----------------------------------------------------------------

let seen = null;
let byLine = new Map();
let drawn = new Map();

// Only lines that come into view have their letters drawn: a long text has thousands.
export function showLetters({ text, data }) {
  seen?.disconnect();
  drawn = new Map();
  document.getElementById("gutter").replaceChildren();
  byLine = new Map();
  const letters = [
    ...data.marks.filter(({ fact }) => fact.letter && !fact.naming).map(({ start, end, fact }) => ({ start, end, letter: fact.letter, fact })),
    ...data.suggestions.filter(({ letter }) => letter && letter !== "A").map((one) => ({ ...one, suggested: one })),
  ].sort((a, b) => a.start - b.start);
  for (const one of letters) {
    const { line } = text.place(one.start);
    if (!byLine.has(line)) byLine.set(line, []);
    byLine.get(line).push(one);
  }
  seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) letter(text, Number(target.dataset.number));
  }, { root: scroll(), rootMargin: "400px" });
  for (const line of byLine.keys()) {
    text.elements[line].dataset.number = line;
    seen.observe(text.elements[line]);
  }
}

function letter(text, line) {
  if (drawn.has(line)) return;
  drawn.set(line, true);
  const heights = new Map();
  const made = document.createDocumentFragment();
  for (const one of byLine.get(line) ?? []) {
    const from = text.place(one.start);
    const [box] = boxes(text, from, { line, at: from.at + 1 });
    if (!box) continue;
    const key = Math.round(box.top / 8);
    const there = heights.get(key) ?? [];
    if (there.length > 1 || there.includes(one.letter)) continue;
    heights.set(key, [...there, one.letter]);
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.textContent = one.letter;
    button.className = `letter-${one.letter}${one.suggested ? " suggested" : ""}`;
    button.title = one.fact ? `${one.fact.kind}: ${one.fact.name}` : "Suggested";
    if (one.fact) Object.assign(button.dataset, { do: "form/open", path: one.fact.path, part: one.fact.part });
    else button.dataset.suggested = one.id;
    Object.assign(button.style, { top: `${box.top + box.height / 2 - 10}px`, left: `${22 - 15 * there.length}px` });
    made.append(button);
  }
  document.getElementById("gutter").append(made);
}
