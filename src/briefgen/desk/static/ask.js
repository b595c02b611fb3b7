// What the page asks the desk, and what becomes of the page then.

import { token } from "./token.js";

const meta = document.querySelector('meta[name="desk"]').dataset;
export const slug = meta.slug;
export const readonly = document.body.classList.contains("readonly");
export let version = meta.version;

// Every page has a name of its own: what is typed in one is not shown in another before it is saved.
export const tab = crypto.randomUUID();

// What the other parts of the script do when the page has changed: functions of the answer.
const listeners = [];
export const whenAnswered = (listener) => listeners.push(listener);

// Names and texts that go with every question, such as the source whose text is shown.
export const always = { tab };

// The form that is open, as it is filled in: it goes with every question, and form.js says what it holds.
export const filled = { form: () => undefined };

const address = (what) => `/brief/${encodeURIComponent(slug)}/${what}`;

export const viewAddress = (view, query = {}) => `${address(view)}?${new URLSearchParams({ ...query, tab })}`;

export function say(words) {
  document.getElementById("said").textContent = words;
}

// A bar across the page for what must not be overlooked; empty words take it away.
export function notice(words) {
  const bar = document.getElementById("notice");
  bar.hidden = !words;
  bar.textContent = words;
}

async function answerOf(response) {
  if (response.ok) return response.json();
  throw new Error((await response.text()).trim());
}

let asking = 0; // questions that have no answer yet

// Do something, and show what came of it. Gives the answer, or null where the desk could not be asked.
export async function ask(action, said = {}) {
  asking += 1;
  try {
    const response = await fetch(address(action), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Desk-Token": token },
      body: JSON.stringify({ ...always, form: filled.form(), ...said }),
    });
    return show(await answerOf(response));
  } catch (fault) {
    return unanswered(fault);
  } finally {
    asking -= 1;
  }
}

// Hand a document over as it is.
export async function hand(action, data, said = {}) {
  try {
    const response = await fetch(`${address(action)}?${new URLSearchParams({ ...always, ...said })}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", "X-Desk-Token": token },
      body: data,
    });
    return show(await answerOf(response));
  } catch (fault) {
    return unanswered(fault);
  }
}

function unanswered(fault) {
  notice(fault instanceof TypeError ? "The desk has ended. What was saved is saved; start briefgen edit again." : fault.message);
  return null;
}

export function show(answer) {
  for (const [id, markup] of Object.entries(answer.parts)) {
    const place = document.getElementById(id);
    if (place) replace(place, markup); // a form may be closed by the time that its answer comes
  }
  if (answer.tell.version) version = answer.tell.version;
  if (answer.said) say(answer.said);
  for (const listener of listeners) listener(answer);
  if (answer.focus) lead(document.querySelector(answer.focus));
  return answer;
}

// What has to be done is in view, whichever pane is.
function lead(element) {
  if (element && !element.getClientRects().length && document.body.dataset.pane === "page") document.querySelector('.tabs [data-pane="facts"]').click();
  element?.focus();
}

// Markup of the desk's own in the place of what an element holds; lists keep their place.
function replace(element, markup) {
  const scrolled = element.closest(".scroll");
  const top = scrolled?.scrollTop;
  const again = element.contains(document.activeElement) ? sameIn(document.activeElement) : "";
  element.innerHTML = markup;
  if (scrolled) scrolled.scrollTop = top;
  const same = again && element.querySelector(again);
  if (same) same.focus({ preventScroll: true });
  if (same && document.activeElement !== same) firstIn(same.closest("form"));
}

// What had the focus is folded away now: the first field that is not takes it.
function firstIn(form) {
  for (const field of form?.querySelectorAll("textarea") ?? []) {
    field.focus();
    if (document.activeElement === field) return;
  }
}

// Where what has the focus stands in the new markup, so that the keys go on: by its id, its fact, or what it does.
function sameIn(focused) {
  if (focused.id) return `#${CSS.escape(focused.id)}`;
  const row = focused.closest("[data-path]:not(form)");
  if (row) return `[data-path="${CSS.escape(row.dataset.path)}"]`;
  if (focused.matches("[data-rename]")) return "[data-rename]";
  return focused.dataset.do ? `[data-do="${CSS.escape(focused.dataset.do)}"]` : "";
}

// -- what changes elsewhere: another page, another editor ---------------------------------------------------------------

const PAUSE = 400; // ms; an open stream a page would stop the browser at its seventh

async function look() {
  try {
    const now = await answerOf(await fetch(viewAddress("state")));
    notice("");
    if (now.version !== version && !asking) {
      if (readonly) location.reload();
      else await ask("anew");
    }
  } catch (fault) {
    unanswered(fault);
  }
}

export async function watch() {
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE));
    if (!document.hidden) await look();
  }
}
document.addEventListener("visibilitychange", () => document.hidden || look());
