// The text of the source that is shown: its lines, their words, and the places that the desk counts in code points while a browser
// counts in UTF-16. A place is {line, at}: a line by its number, and a place in it as the browser counts; a word is {line, n}.

const WORD = /\S+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const cutter = globalThis.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;

export const before = (a, b) => a.line < b.line || (a.line === b.line && a.at < b.at);
export const earlier = (a, b) => a.line < b.line || (a.line === b.line && a.n < b.n);

export class Text {
  constructor(root) {
    this.root = root;
    this.elements = [...root.querySelectorAll("p[data-at]")];
    this.starts = this.elements.map((element) => Number(element.dataset.at));
    this.made = new Map();
    const last = this.elements.at(-1);
    this.length = last ? Number(last.dataset.at) + Number(last.dataset.length) : 0;
    this.log = root.classList.contains("log");
  }

  get empty() {
    return !this.elements.length;
  }

  // -- lines and words ----------------------------------------------------------------------------------------------------

  line(number) {
    let found = this.made.get(number);
    if (!found) {
      const element = this.elements[number];
      const text = element.textContent;
      const plain = text.length === Number(element.dataset.length);
      found = { element, text, start: this.starts[number], codes: plain ? null : codes(text), words: words(text), nodes: null };
      this.made.set(number, found);
    }
    return found;
  }

  // Its marks have changed, its words have not.
  dressed(number) {
    const found = this.made.get(number);
    if (found) found.nodes = null;
  }

  has(word) {
    return word.line < this.elements.length && word.n < this.line(word.line).words.length;
  }

  first() {
    return { line: 0, n: 0 };
  }

  last() {
    const line = this.elements.length - 1;
    return { line, n: this.line(line).words.length - 1 };
  }

  next(word) {
    if (word.n + 1 < this.line(word.line).words.length) return { line: word.line, n: word.n + 1 };
    return word.line + 1 < this.elements.length ? { line: word.line + 1, n: 0 } : null;
  }

  previous(word) {
    if (word.n > 0) return { line: word.line, n: word.n - 1 };
    return word.line > 0 ? { line: word.line - 1, n: this.line(word.line - 1).words.length - 1 } : null;
  }

  span(word) {
    const [start, end] = this.line(word.line).words[word.n];
    return { from: { line: word.line, at: start }, to: { line: word.line, at: end } };
  }

  // The word at a place, or the one behind it; with `ending`, the last that begins before it.
  wordAt(place, ending = false) {
    const list = this.line(place.line).words;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ending ? list[middle][0] < place.at : list[middle][1] <= place.at) low = middle + 1;
      else high = middle;
    }
    if (!ending) return { line: place.line, n: Math.min(low, list.length - 1) };
    return low ? { line: place.line, n: low - 1 } : (this.previous({ line: place.line, n: 0 }) ?? this.first());
  }

  said(from, to) {
    const parts = [];
    for (let line = from.line; line <= to.line; line += 1) {
      const { text } = this.line(line);
      parts.push(text.slice(line === from.line ? from.at : 0, line === to.line ? to.at : undefined));
    }
    return parts.join("\n");
  }

  // Words of a log stand in one cell: a span from `fixed` on that leaves its cell ends where the cell does.
  withinCell(from, to, fixed) {
    if (!this.log) return { from, to };
    const { text } = this.line(fixed.line);
    const left = text.lastIndexOf("\t", fixed.at - 1) + 1;
    const right = text.indexOf("\t", fixed.at);
    const cell = { from: { line: fixed.line, at: left }, to: { line: fixed.line, at: right < 0 ? text.length : right } };
    return { from: before(from, cell.from) ? cell.from : from, to: before(cell.to, to) ? cell.to : to };
  }

  // -- code points --------------------------------------------------------------------------------------------------------

  code({ line, at }) {
    const { start, codes: known } = this.line(line);
    return start + (known ? known[at] : at);
  }

  place(code) {
    const line = Math.max(0, lastNotAfter(this.starts, code));
    const { text, codes: known } = this.line(line);
    const inside = Math.max(0, code - this.starts[line]);
    return { line, at: Math.min(text.length, known ? firstNotBefore(known, inside) : inside) };
  }

  // -- what is seen -------------------------------------------------------------------------------------------------------

  node({ line, at }, ending = false) {
    const found = this.line(line);
    if (!found.nodes) {
      found.nodes = [];
      const walker = document.createTreeWalker(found.element, NodeFilter.SHOW_TEXT);
      for (let sum = 0; walker.nextNode(); sum += walker.currentNode.length) found.nodes.push([sum, walker.currentNode]);
    }
    const starts = found.nodes;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ending ? starts[middle][0] < at : starts[middle][0] <= at) low = middle;
      else high = middle - 1;
    }
    const [start, node] = starts[low];
    return [node, Math.min(at - start, node.length)];
  }

  range(from, to) {
    const range = document.createRange();
    range.setStart(...this.node(from));
    range.setEnd(...this.node(to, true));
    return range;
  }

  // The place of a node of the page, as the browser's own selection names it.
  placeOf(node, offset) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-at]");
    if (!element || !this.root.contains(element)) return null;
    const line = lastNotAfter(this.starts, Number(element.dataset.at));
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(node, offset);
    return { line, at: range.toString().length };
  }

  rightToLeft(line) {
    return getComputedStyle(this.elements[line]).direction === "rtl";
  }
}

function words(text) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const end = match.index + match[0].length;
    if (!cutter || !UNSPACED.test(match[0])) found.push([match.index, end]);
    else found.push(...cut(match[0], match.index));
  }
  return found;
}

// Words of a script without spaces; what stands between words goes with the one before.
function cut(run, start) {
  const found = [];
  for (const part of cutter.segment(run)) {
    const end = start + part.index + part.segment.length;
    if (part.isWordLike || !found.length) found.push([start + part.index, end]);
    else found.at(-1)[1] = end;
  }
  return found;
}

// For each place as the browser counts, how many code points are before it.
function codes(text) {
  const found = new Int32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; count += 1) {
    const wide = text.codePointAt(at) > 0xffff ? 2 : 1;
    found.fill(count, at, at + wide);
    at += wide;
    found[at] = count + 1;
  }
  return found;
}

export function lastNotAfter(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function firstNotBefore(sorted, value) {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
