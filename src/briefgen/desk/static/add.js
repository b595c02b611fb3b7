// A source comes in: pasted, by its address, chosen or dropped.

import { ask, hand, readonly, say } from "./ask.js";

const dialog = document.getElementById("dialog");
const inField = (element) => element.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-add]") && !readonly) ask("source/new");
});

// Enter adds what was pasted; Shift+Enter makes a line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-paste]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-start]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  await ask("source/add", { text: form.elements.text.value });
  form.ariaBusy = null;
});

// What is pasted elsewhere than in a field is a new source.
document.addEventListener("paste", async (event) => {
  if (readonly || inField(event.target) || dialog.open) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData("text/plain");
  if (!files.length && !text.trim()) return;
  event.preventDefault();
  if (files.length) await take(files);
  else {
    await ask("source/new");
    dialog.querySelector("[data-paste]").value = text;
  }
});

// Several files one after the other; what was understood of each is shown together.
async function take(files) {
  const before = [];
  for (const file of files) {
    const form = dialog.querySelector('form[data-ask="source/add"]');
    const key = files.length === 1 ? (form?.elements.key.value ?? "") : "";
    if (!(await hand("source/add", file, { file: file.name, key }))) return;
    const body = dialog.querySelector(".body");
    const own = [...body.children];
    body.prepend(...before);
    if (!body.matches("form")) before.push(...own.map((one) => one.cloneNode(true)));
  }
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-files]")) take([...event.target.files]);
});
document.addEventListener("dragover", (event) => {
  if (!readonly && event.dataTransfer.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (readonly || !event.dataTransfer.files.length) return;
  event.preventDefault();
  take([...event.dataTransfer.files]);
});

// What the list of briefs was told when this one was begun.
const begun = sessionStorage.getItem("begun");
if (begun) say(begun);
sessionStorage.removeItem("begun");

document.querySelector("[data-start] textarea")?.focus();
