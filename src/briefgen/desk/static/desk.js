// The desk: starts the parts of the script, and sends what is pressed where it belongs.

import { ask, readonly, watch } from "./ask.js";
import "./add.js";
import "./dialog.js";
import "./keys.js";
import "./page.js";
import "./form.js";
import "./facts.js";
import "./source_keys.js";
import "./suggest.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-do]");
  if (!button || button.disabled || readonly) return;
  await ask(button.dataset.do, { ...button.dataset });
});

// Panes on a narrow screen, one at a time.
function turnTo(pane) {
  document.body.dataset.pane = pane;
  for (const button of document.querySelectorAll(".tabs button")) {
    button.setAttribute("aria-current", String(button.dataset.pane === pane));
  }
}
for (const button of document.querySelectorAll(".tabs button")) {
  button.addEventListener("click", () => turnTo(button.dataset.pane));
}
turnTo(innerWidth < 860 ? "source" : "facts");

// Light or dark: the screen's own, until one is chosen.
const chosen = localStorage.getItem("dark");
const dark = chosen === null ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "yes";
document.documentElement.classList.toggle("dark", dark);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-dark]")) return;
  const now = document.documentElement.classList.toggle("dark");
  localStorage.setItem("dark", now ? "yes" : "no");
});

watch();
