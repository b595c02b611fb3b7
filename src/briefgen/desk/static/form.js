// The form of a fact: what is typed is shown on the page at once, and written into the file only when it is saved.

import { ask, filled, say, whenAnswered } from "./ask.js";
import { turn } from "./page.js";
import { taken } from "./chips.js";

const PAUSE = 250; // ms after the last key, before the page follows
const place = document.getElementById("form");
const open = () => place.querySelector("form");
let waiting = 0;
let at = ""; // the field that had the focus last
let from = null; // what had the focus before the form

function texts(form) {
  const said = {};
  for (const field of form.querySelectorAll(".field [name]")) {
    said[field.name] = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
  }
  return said;
}

filled.form = () => {
  const form = open();
  if (!form) return undefined;
  return { path: form.dataset.path, was: form.elements.was.value, at, fields: texts(form) };
};

export function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(follow, PAUSE);
}

// The page first; then what is said at the fields, unless more was typed meanwhile.
async function follow() {
  const mine = waiting;
  const answer = open() && (await ask("form/preview"));
  if (answer?.tell.preview && waiting === mine && open()) await ask("form/say");
}

function grow() {
  for (const area of place.querySelectorAll("textarea")) {
    area.style.height = "auto";
    area.style.height = `${Math.max(36, area.scrollHeight + 2)}px`;
  }
}

place.addEventListener("input", (event) => {
  if (event.target.matches(".search, #renaming")) return;
  grow();
  changed();
});
place.addEventListener("focusin", (event) => {
  at = event.target.closest(".field")?.dataset.field ?? "";
});
place.addEventListener("toggle", grow, true);

place.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key === "Enter" && !event.shiftKey && !event.target.matches("button, summary")) {
    event.preventDefault();
    if (event.target.id === "renaming") rename();
    else save();
  } else if ((event.key === "F2" || event.key === "F4") && place.querySelector("#form-conflict .conflict")) {
    event.preventDefault();
    ask(event.key === "F2" ? "form/keep" : "form/take");
  } else if (event.key === "Escape") {
    event.preventDefault();
    ask("form/close");
  }
});
place.addEventListener("submit", (event) => event.preventDefault());

async function save() {
  clearTimeout(waiting);
  const unsure = await taken();
  if (unsure) return unchosen(unsure);
  clearTimeout(waiting); // what was taken is saved, and needs no page before
  return ask("form/save");
}

// A name that was typed and not chosen is not dropped in silence.
function unchosen(search) {
  const says = search.closest(".field").querySelector(":scope > .says");
  const words = document.createElement("p");
  words.className = "error";
  words.textContent = `“${search.value.trim()}” may mean several, or nothing. Choose from the list, or take it out.`;
  says.replaceChildren(words);
  marked();
  say(`Not saved. ${words.textContent}`);
  search.focus();
}
place.addEventListener("click", (event) => event.target.closest("[data-save]") && save());

async function rename() {
  const field = document.getElementById("renaming");
  const answer = await ask("fact/rename", { path: open().dataset.path, to: field.value });
  if (answer && !answer.tell.refused && open()) await follow(); // what is filled in and not saved stays on the page
}

place.addEventListener("click", (event) => {
  if (event.target.closest("[data-rename]")) rename();
  if (event.target.closest("[data-stay]")) {
    document.getElementById("form-remove").replaceChildren();
    open().querySelector("textarea")?.focus();
  }
});

// -- rows -----------------------------------------------------------------------------------------------------------------

place.addEventListener("click", (event) => {
  const field = event.target.closest(".field[data-control=rows], .field[data-control=evidence]");
  if (!field) return;
  const keys = field.querySelector(":scope > input[type=hidden]");
  if (event.target.closest("[data-row-new]")) {
    const key = `new${Date.now()}`;
    const holder = document.createElement("div");
    holder.innerHTML = field.querySelector(":scope > template").innerHTML.replaceAll(`${field.dataset.field}.NEW.`, `${field.dataset.field}.${key}.`);
    const row = holder.firstElementChild;
    row.dataset.row = key;
    field.querySelector(":scope > template").before(row);
    keys.value = `${keys.value} ${key}`.trim();
    row.querySelector("textarea, select, .search")?.focus();
  } else if (event.target.closest("[data-row-out]")) {
    const row = event.target.closest("[data-row]");
    keys.value = keys.value.split(" ").filter((key) => key !== row.dataset.row).join(" ");
    row.remove();
    changed();
  }
});

// -- what the desk answers ------------------------------------------------------------------------------------------------

function marked() {
  for (const says of place.querySelectorAll(".says")) {
    const wrong = Boolean(says.querySelector(".error"));
    for (const field of says.parentElement.querySelectorAll("textarea, select, .search")) field.setAttribute("aria-invalid", String(wrong));
    for (let at = wrong && says.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }
}

whenAnswered((answer) => {
  const { tell } = answer;
  if (tell.form) {
    if (!place.contains(document.activeElement)) from = document.activeElement;
    document.body.classList.add("filling");
    if (document.body.dataset.pane === "page") document.querySelector('.tabs [data-pane="facts"]').click();
    place.closest(".scroll").scrollTop = 0;
  }
  if (tell.closed) {
    document.body.classList.remove("filling");
    if (from?.isConnected) from.focus({ preventScroll: true });
  }
  if ("form" in answer.parts) grow();
  if (open()) {
    marked();
    open().querySelector(".go .main").disabled = Boolean(place.querySelector("#form-conflict .conflict"));
    if (tell.conflict) place.closest(".scroll").scrollTop = 0;
    if (tell.version && !tell.form) follow(); // the file is another one: so may be the fact
  }
  if (tell.preview && !tell.version && (open() || tell.preview === "none")) turn(tell.preview === "none" ? {} : { preview: tell.preview });
});
