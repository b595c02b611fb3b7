// The dialog: opened and closed by answers. A form in it is asked once, however often Enter is pressed before the answer is there.

import { ask, whenAnswered } from "./ask.js";

const dialog = document.getElementById("dialog");
let busy = false;

whenAnswered((answer) => {
  if (answer.tell.dialog === "open" && !dialog.open) dialog.showModal();
  if (answer.tell.dialog === "close" && dialog.open) dialog.close();
});

// The fields of a form; those whose names have a dot, such as to.desk, as texts in an object of its own.
function said(form) {
  const found = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    const dot = name.indexOf(".");
    if (dot < 0) found[name] = value;
    else (found[name.slice(0, dot)] ??= {})[name.slice(dot + 1)] = value;
  }
  return found;
}

async function handIn(form, action) {
  if (busy) return;
  busy = true;
  dialog.setAttribute("aria-busy", "true");
  for (const button of dialog.querySelectorAll("button")) button.disabled = true;
  try {
    if (!(await ask(action, said(form)))) lost(form);
  } finally {
    busy = false;
    dialog.removeAttribute("aria-busy");
  }
}

dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  handIn(event.target, event.target.dataset.ask);
});

// The desk did not answer: what came of it cannot be known here.
function lost(form) {
  const told = document.createElement("p");
  told.className = "fault";
  told.role = "alert";
  told.textContent = form.dataset.lost ?? "The desk did not answer. Look at the file before you repeat it.";
  dialog.querySelector(".body")?.prepend(told);
}

// Until the number is typed, the button that sends cannot be pressed, and neither can Enter; what is asked for otherwise is
// looked at before it is sent.
const sending = () => dialog.querySelector("[data-sends]");
const ready = () => {
  const form = sending();
  if (form) form.querySelector("[data-send]").disabled = !form.elements.count.value.trim();
};
whenAnswered(ready);
dialog.addEventListener("input", (event) => {
  if (event.target.closest("[data-asks-otherwise]")) sending()?.remove();
  ready();
});

dialog.addEventListener("click", (event) => {
  const other = event.target.closest("form button[data-ask]");
  if (other) handIn(other.form, other.dataset.ask);
  if (event.target.closest("[data-close], [data-fix]")) dialog.close();
});
// What is closed is not sent by an Enter that comes late.
dialog.addEventListener("close", () => dialog.replaceChildren());
