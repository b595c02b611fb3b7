// The list of facts: walked and moved in by keys and by dragging; which groups are closed is remembered while the page is open.

import { ask, readonly, whenAnswered } from "./ask.js";
import { showKeys } from "./foot.js";

const place = document.getElementById("facts");
const form = document.getElementById("form");
const closed = new Map();

place.addEventListener("toggle", (event) => {
  if (event.target.matches("details.group")) closed.set(event.target.dataset.group, !event.target.open);
}, true);

function settle() {
  for (const group of place.querySelectorAll("details.group")) {
    if (closed.has(group.dataset.group)) group.open = !closed.get(group.dataset.group);
  }
}

const rows = () => [...place.querySelectorAll("details.group[open] li > button")];
const factOf = (button) => button.closest("[data-fact]")?.dataset.fact;

place.addEventListener("keydown", (event) => {
  const row = event.target.closest("li > button");
  if (!row || (event.key !== "ArrowUp" && event.key !== "ArrowDown") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const up = event.key === "ArrowUp";
  if (event.altKey) {
    if (!readonly) ask("fact/move", { path: factOf(row), by: up ? "up" : "down" });
    return;
  }
  const all = rows();
  all[all.indexOf(row) + (up ? -1 : 1)]?.focus();
});

// Who walks the list sees the words and the page of each fact.
let walking = 0;
place.addEventListener("focusin", (event) => {
  const path = event.target.matches("li > button:focus-visible") && factOf(event.target);
  hints();
  clearTimeout(walking);
  if (path && !form.querySelector("form")) walking = setTimeout(() => ask("fact/show", { path }), 120);
});

// -- by dragging ----------------------------------------------------------------------------------------------------------

let dragged = null;
place.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-fact]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector(".title").textContent);
});
const target = (event) => {
  const over = event.target.closest?.("[data-fact][draggable]");
  return dragged && over && over !== dragged && over.parentElement === dragged.parentElement ? over : null;
};
const unmark = () => place.querySelectorAll(".drop").forEach((one) => one.classList.remove("drop"));
place.addEventListener("dragover", (event) => {
  unmark();
  const over = target(event);
  if (!over) return;
  event.preventDefault();
  event.stopPropagation();
  over.classList.add("drop");
});
place.addEventListener("drop", (event) => {
  const over = target(event);
  if (!over) return;
  event.preventDefault();
  event.stopPropagation();
  ask("fact/move", { path: dragged.dataset.fact, to: over.dataset.fact });
});
place.addEventListener("dragend", () => {
  unmark();
  dragged = null;
});

// -- the next problem -----------------------------------------------------------------------------------------------------

export async function nextProblem() {
  const wrong = [...form.querySelectorAll(".field")].filter((field) => field.querySelector(":scope > .says .error"));
  const here = wrong.findIndex((field) => field.contains(document.activeElement));
  if (wrong.length && !(here === wrong.length - 1 && !form.querySelector("form[data-touched]"))) {
    wrong[(here + 1) % wrong.length].querySelector("textarea, select, .search")?.focus();
    return;
  }
  const facts = [...place.querySelectorAll("li")].filter((row) => row.querySelector(".problem")).map((row) => row.dataset.fact);
  if (!facts.length) return;
  const path = form.querySelector("form")?.dataset.path;
  const answer = await ask("form/open", { path: facts[(facts.indexOf(path) + 1) % facts.length] });
  if (answer && !answer.tell.refused) form.querySelector(".field:has(> .says .error) :is(textarea, select, .search)")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8") return;
  event.preventDefault();
  nextProblem();
});
document.addEventListener("click", (event) => {
  if (event.target.closest('[data-key="F8"]')) nextProblem();
});

// -- the foot -------------------------------------------------------------------------------------------------------------

const LIST = [["↑ ↓", "walk"], ["Enter", "open"], ["Alt+↑ Alt+↓", "move"], ["F8", "next problem"]];
const FORM = [["Enter", "save"], ["Shift+Enter", "new line"], ["Esc", "close, nothing written"], ["F8", "next problem"]];
const CHOICE = [["F2", "keep mine"], ["F4", "take theirs"], ["Esc", "close, nothing written"]];

export function hints() {
  const at = document.activeElement;
  const list = form.querySelector("#form-conflict .conflict") ? CHOICE : form.contains(at) ? FORM : place.contains(at) ? LIST : null;
  if (!list) return;
  showKeys(list);
}
form.addEventListener("focusin", hints);

whenAnswered((answer) => {
  if ("facts" in answer.parts) settle();
  const path = answer.tell.path ?? form.querySelector("form")?.dataset.path;
  for (const row of place.querySelectorAll("li")) row.classList.toggle("current", Boolean(path) && row.dataset.fact === path);
  hints();
});
