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

dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  const form = event.target;
  busy = true;
  form.setAttribute("aria-busy", "true");
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  try {
    const answer = await ask(event.submitter?.dataset.ask ?? form.dataset.ask, said(form));
    if (!answer) lost(form);
  } finally {
    busy = false;
    form.removeAttribute("aria-busy");
  }
});

// The desk did not answer: what came of it cannot be known here.
function lost(form) {
  const told = document.createElement("p");
  told.className = "fault";
  told.role = "alert";
  told.textContent = form.dataset.lost ?? "The desk did not answer. Look at the file before you repeat it.";
  form.querySelector(".body").prepend(told);
}

// Until the number is typed, the button that sends cannot be pressed.
dialog.addEventListener("input", (event) => {
  if (event.target.id === "count") ready();
});
const ready = () => {
  const count = dialog.querySelector("#count");
  const button = dialog.querySelector("[data-send]");
  if (count && button) button.disabled = !count.value.trim();
};
whenAnswered(ready);

dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-close], [data-fix]")) dialog.close();
});
// What is closed is not sent by an Enter that comes late.
dialog.addEventListener("close", () => dialog.replaceChildren());
