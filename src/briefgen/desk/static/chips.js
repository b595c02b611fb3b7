// Names in a field: those that are chosen stand as chips, and more are found by typing.

import { ask } from "./ask.js";

const place = document.getElementById("form");

const hidden = (chips) => chips.querySelector("input[type=hidden]");
const told = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

function gather(chips) {
  hidden(chips).value = [...chips.querySelectorAll(".chip")].map((chip) => chip.dataset.ref).join("\n");
  told(hidden(chips));
}

place.addEventListener("click", (event) => {
  const chip = event.target.closest(".chip button")?.parentElement;
  if (!chip) return;
  const chips = chip.closest(".chips");
  chip.remove();
  gather(chips);
  chips.querySelector(".search").focus();
});
