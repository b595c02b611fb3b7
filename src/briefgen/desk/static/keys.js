// Keys that work everywhere. Those of one part of the page are in the script of that part.

import { ask } from "./ask.js";

const inField = (element) => element.closest("input, textarea, select");

document.addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey && !inField(event.target)) {
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) act(event, "undo");
    else if (key === "y" || (key === "z" && event.shiftKey)) act(event, "redo");
  }
});

function act(event, action) {
  event.preventDefault();
  ask(action);
}
