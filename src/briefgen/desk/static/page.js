// The brief as its reader sees it. The next page is loaded behind the one that is shown and takes its place when it is ready;
// no script runs in it: the desk listens from outside.

import { ask, readonly, say, version, viewAddress, whenAnswered } from "./ask.js";

const place = document.getElementById("page");
const sheets = document.getElementById("sheets");
const printed = document.getElementById("printed");
const ROOT = "12.5px"; // the page's own measures hang on its root; at this one its tables fit beside the facts
const MARKED = `
[data-origin] { cursor: pointer; }
[data-current]:not([data-current] [data-current]) { background: color-mix(in srgb, var(--accent) 14%, transparent); }
`;
let shown = null;
let current = "";
let unseen = false; // what is current is not on the page that is shown: it comes into view with the next one

// The letters of each look for the page, which may fetch none: each file is fetched once, when a page first asks for it.
const FACES = [
  ["Fira Sans", "regular", "400"],
  ["Fira Sans", "semibold", "600"],
  ["PT Serif", "serif", "400"],
  ["PT Serif", "serif-bold", "700"],
  ["IBM Plex Mono", "mono", "400"],
];
const fetched = new Map();

function letters(name) {
  if (!fetched.has(name)) {
    fetched.set(name, fetch(`/face/${name}`).then((answer) => (answer.ok ? answer.arrayBuffer() : null)));
  }
  return fetched.get(name);
}

// The fact whose field the words come from: events.fire.title is of events.fire, a field of the brief's own is of the brief.
export function factOf(origin) {
  const [collection, member] = origin.split(".");
  return document.querySelector(`[data-fact="${CSS.escape(`${collection}.${member}`)}"]`) ? `${collection}.${member}` : "brief";
}

async function dress(frame) {
  const inside = frame.contentWindow;
  const page = frame.contentDocument;
  page.documentElement.style.fontSize = ROOT;
  const sheet = new inside.CSSStyleSheet();
  sheet.replaceSync(MARKED);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  const root = inside.getComputedStyle(page.documentElement);
  const named = `${root.getPropertyValue("--faces")} ${root.getPropertyValue("--mono")}`;
  const wanted = FACES.filter(([family]) => named.includes(family));
  const found = await Promise.all(wanted.map(async ([family, name, weight]) => [family, await letters(name), weight]));
  for (const [family, data, weight] of found) {
    if (data) page.fonts.add(new inside.FontFace(family, data, { weight }));
  }
}

// A click on a sentence or a mark of the chart opens its fact; a link inside leads on inside, one that leads out opens elsewhere.
function listen(frame) {
  frame.contentDocument.addEventListener("click", (event) => {
    const mark = event.target.closest?.("svg a");
    if (mark && !readonly) event.preventDefault(); // its fact is opened; who only reads goes to its row
    const link = mark ? null : event.target.closest?.("a[href]");
    const address = link?.getAttribute("href") ?? "";
    if (link && !address.startsWith("#")) {
      event.preventDefault();
      if (/^https?:/.test(address)) window.open(address, "_blank", "noopener,noreferrer");
      return;
    }
    const origin = event.target.closest?.("[data-origin]")?.dataset.origin;
    if (!origin || link || readonly || !frame.contentWindow.getSelection().isCollapsed) return;
    ask("form/open", { path: factOf(origin) });
  });
  // Keys that work everywhere work there too.
  frame.contentDocument.addEventListener("keydown", (event) => {
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
    const passed = new KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true });
    if (!frame.dispatchEvent(passed)) event.preventDefault();
  });
}

// The words of a fact on the page, marked and in view.
export function point(path, scroll = true) {
  current = path;
  const page = shown?.contentDocument;
  if (!page) return;
  for (const marked of page.querySelectorAll("[data-current]")) delete marked.dataset.current;
  if (!path) return;
  const words = [...page.querySelectorAll("[data-origin]")].filter((one) => `${one.dataset.origin}.`.startsWith(`${path}.`));
  for (const one of words) one.dataset.current = "";
  const first = words.find((one) => one.getClientRects().length);
  if (scroll && first) first.scrollIntoView({ block: "center" });
  unseen = scroll && !first;
}

// Load the page again, with what the desk should know of it, such as a form that is not saved.
export function turn(query = {}) {
  const next = document.createElement("iframe");
  next.title = "The brief";
  next.sandbox = "allow-same-origin";
  next.className = "behind";
  next.addEventListener("load", async () => {
    if (!next.isConnected) return;
    const scrolled = shown?.contentWindow?.scrollY ?? 0;
    await dress(next);
    listen(next);
    next.contentWindow.scrollTo(0, scrolled);
    next.classList.remove("behind");
    shown?.remove();
    shown = next;
    if (current) point(current, unseen);
  });
  for (const waiting of place.querySelectorAll("iframe.behind")) waiting.remove();
  next.src = viewAddress("page", { version, ...query });
  place.append(next);
  if (!sheets.hidden) print();
}

// The pages of the PDF, as pictures.
async function print() {
  const answer = await fetch(viewAddress("sheets", { version }));
  if (!answer.ok) return say((await answer.text()).trim());
  const { pages } = await answer.json();
  const pictures = Array.from({ length: pages }, (_, number) => {
    const picture = new Image();
    picture.alt = `Page ${number + 1} of ${pages}`;
    picture.src = viewAddress("sheet", { version, number });
    return picture;
  });
  sheets.replaceChildren(...pictures);
}

printed.addEventListener("click", () => {
  const on = printed.getAttribute("aria-pressed") !== "true";
  printed.setAttribute("aria-pressed", String(on));
  sheets.hidden = !on;
  place.hidden = on;
  if (on) print();
});

whenAnswered((answer) => {
  if (answer.tell.version) turn();
  if (answer.tell.path !== undefined) point(answer.tell.path, answer.tell.path !== current);
});
turn();
