// Keys that work everywhere. Those of one part of the page are in the script of that part.

import { ask, readonly } from "./ask.js";

const dialog = document.getElementById("dialog");
const inField = (element) => element.closest("input, textarea, select, [contenteditable]:not(#words)");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || dialog.open) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (readonly || inField(event.target)) return;
    if (key === "z" && !event.shiftKey) act(event, () => ask("undo"));
    else if (key === "y" || (key === "z" && event.shiftKey)) act(event, () => ask("redo"));
  } else if (key === "f6") act(event, () => nextPane(event.shiftKey ? -1 : 1));
  else if (key === "?" && !inField(event.target)) act(event, allKeys);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) allKeys();
});

function act(event, does) {
  event.preventDefault();
  does();
}

// -- from pane to pane: the words of the source, the facts or the form that is open, the page ------------------------------

const panes = [
  ["source", () => document.getElementById("words") ?? document.querySelector("#pane-source button, #pane-source textarea")],
  ["facts", () => document.querySelector("#form textarea, #form input:not([type=hidden])") ?? document.querySelector("#facts .current button, #facts button")],
  ["page", () => document.querySelector("#sheets:not([hidden]), #page iframe:not(.behind)")],
];

function nextPane(step) {
  const here = panes.findIndex(([name]) => document.getElementById(`pane-${name}`).contains(document.activeElement));
  const next = (here + step + panes.length) % panes.length;
  const [name, first] = panes[here < 0 ? 0 : next];
  document.querySelector(`.tabs [data-pane="${name}"]`)?.click();
  first()?.focus();
}

// -- all keys ---------------------------------------------------------------------------------------------------------------

function allKeys() {
  dialog.replaceChildren(document.getElementById("all-keys").content.cloneNode(true));
  dialog.showModal();
}
