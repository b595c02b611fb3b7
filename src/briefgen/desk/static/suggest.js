// The list of what the sources suggest: a row leads to its words and its card; whether the list is open is remembered.

import { slug, whenAnswered } from "./ask.js";
import { focus, now, showSource, showSuggestion } from "./source.js";

const list = document.getElementById("suggested");
const memory = `suggested:${slug}`;

async function show({ suggestion, source }) {
  const tab = document.querySelector('.tabs [data-pane="source"]');
  if (tab.offsetParent) tab.click();
  if (!(await showSource(source))) return;
  const one = now.data?.suggestion(suggestion);
  if (!one) return;
  focus(); // before its card is there, which offers keys
  await showSuggestion(one);
}
list.addEventListener("click", (event) => {
  const row = event.target.closest("[data-suggestion]");
  if (row) show(row.dataset);
});

list.addEventListener("toggle", (event) => sessionStorage.setItem(memory, event.target.open ? "yes" : ""), true);

function drawn() {
  const waiting = document.getElementById("waiting");
  if (!waiting) return;
  waiting.open = sessionStorage.getItem(memory) === "yes";
  for (const row of waiting.querySelectorAll("[data-suggestion]")) {
    row.parentElement.classList.toggle("current", row.dataset.suggestion === now.suggestion);
  }
}
whenAnswered(drawn);
drawn();
