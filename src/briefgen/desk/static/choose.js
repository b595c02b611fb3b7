// A new brief is begun. Pressed twice, it is asked for once.

import { token } from "./token.js";

const form = document.getElementById("new");
const fault = form?.querySelector(".fault");
let busy = false;

function told(words) {
  fault.hidden = !words;
  fault.textContent = words;
}

async function begin() {
  const { name, text, file } = form.elements;
  const document_ = file.files[0];
  const query = document_ ? `?${new URLSearchParams({ name: name.value, file: document_.name })}` : "";
  const response = await fetch(`/new${query}`, {
    method: "POST",
    headers: { "Content-Type": document_ ? "application/octet-stream" : "application/json", "X-Desk-Token": token },
    body: document_ ?? JSON.stringify({ name: name.value, text: text.value }),
  });
  if (!response.ok) return told((await response.text()).trim());
  const answer = await response.json();
  if (!answer.tell.to) return told(answer.said);
  sessionStorage.setItem("begun", answer.said);
  location.assign(answer.tell.to);
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  told("");
  try {
    await begin();
  } catch {
    told("The desk has ended. Start briefgen edit again.");
  } finally {
    busy = false;
  }
});

// As at the desk: Enter begins, Shift+Enter makes a line.
form?.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

function chosen(files) {
  if (files) form.elements.file.files = files;
  const [file] = form.elements.file.files;
  form.querySelector("[data-file]").textContent = file?.name ?? "Choose a file…";
}
form?.elements.file.addEventListener("change", () => chosen());
document.addEventListener("dragover", (event) => form && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!form || !event.dataTransfer.files.length) return;
  event.preventDefault();
  chosen(event.dataTransfer.files);
});

// Light or dark, as it was chosen at the desk.
const kept = localStorage.getItem("dark");
const dark = kept === null ? matchMedia("(prefers-color-scheme: dark)").matches : kept === "yes";
document.documentElement.classList.toggle("dark", dark);
