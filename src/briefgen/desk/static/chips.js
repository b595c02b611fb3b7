// Names in a field: those that are chosen stand as chips, and more are found by typing.

import { ask } from "./ask.js";

const place = document.getElementById("form");
const ONE = new Set(["name", "place"]); // these hold one name

const hidden = (chips) => chips.querySelector("input[type=hidden]");
const listOf = (search) => document.getElementById(search.getAttribute("aria-controls"));
const control = (chips) => chips.closest(".field").dataset.control;

function gather(chips) {
  const field = hidden(chips);
  field.value = [...chips.querySelectorAll(".chip")].map((chip) => chip.dataset.ref).join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function close(search) {
  const list = listOf(search);
  list.hidden = true;
  list.replaceChildren();
  search.setAttribute("aria-expanded", "false");
}

// One question at a time for each field, the last one for what stands there: an answer that was late would offer other names.
const running = new Map();
function offer(search) {
  if (!running.has(search)) running.set(search, run(search).finally(() => running.delete(search)));
  return running.get(search);
}

async function run(search) {
  const chips = search.closest(".chips");
  const list = listOf(search);
  let typed;
  do {
    typed = search.value;
    for (const one of list.children) one.setAttribute("aria-selected", "false"); // they are of what was typed before
    await ask("form/names", {
      field: hidden(chips).name, among: chips.dataset.among, control: control(chips), typed, chosen: hidden(chips).value,
    });
  } while (search.value !== typed && search.isConnected);
  const wanted = typed.trim() || search.dataset.all;
  delete search.dataset.all;
  if (!wanted || !list.children.length) return;
  if (typed.trim()) mark(list, 0);
  if (document.activeElement !== search) return;
  list.hidden = false;
  search.setAttribute("aria-expanded", "true");
}

// Typed faster than the desk answered: the nearest name, as it would have been.
async function take(search) {
  await offer(search);
  const choice = listOf(search).querySelector('[aria-selected="true"]');
  if (choice) choose(search, choice);
}

// Names that were typed and left behind, before the form is saved: the one that is meant is taken, a new one where there is none.
// Gives the first field whose words may mean several: whom they mean is not guessed.
export async function taken() {
  for (const search of place.querySelectorAll(".search")) {
    const typed = search.value.trim();
    if (!typed) continue;
    await offer(search);
    const all = [...listOf(search).children];
    const known = all.filter((one) => !one.dataset.ref.startsWith("+") && one.dataset.ref !== typed);
    const same = known.filter((one) => one.querySelector("span").textContent === typed);
    const meant = same.length === 1 ? same : known.length ? known : all;
    if (meant.length !== 1) return search;
    choose(search, meant[0]);
  }
  return null;
}

function mark(list, number) {
  const all = [...list.children];
  const at = (number + all.length) % all.length;
  all.forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
  all[at]?.scrollIntoView({ block: "nearest" });
}

function choose(search, choice) {
  const chips = search.closest(".chips");
  if (ONE.has(control(chips))) for (const old of chips.querySelectorAll(".chip")) old.remove();
  const chip = document.createElement("span");
  chip.className = choice.dataset.ref.startsWith("+") ? "chip new" : "chip";
  chip.dataset.ref = choice.dataset.ref;
  const name = choice.querySelector("span").textContent;
  const out = document.createElement("button");
  out.type = "button";
  out.textContent = "×";
  out.setAttribute("aria-label", `Take ${name} out`);
  chip.append(name, out);
  search.before(chip);
  search.value = "";
  search.placeholder = "";
  close(search);
  gather(chips);
}

place.addEventListener("input", (event) => event.target.matches(".search") && offer(event.target));
place.addEventListener("focusout", (event) => event.target.matches?.(".search") && close(event.target));
place.addEventListener("pointerdown", (event) => {
  const choice = event.target.closest(".choices > li");
  if (!choice) return;
  event.preventDefault(); // the field keeps the focus
  choose(choice.closest(".field").querySelector(`.search[aria-controls="${CSS.escape(choice.parentElement.id)}"]`), choice);
});

place.addEventListener("keydown", (event) => {
  const search = event.target;
  if (!search.matches(".search") || event.isComposing) return;
  const list = listOf(search);
  const marked = [...list.children].findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) {
      search.dataset.all = "yes"; // all of them, though nothing is typed
      offer(search);
    } else mark(list, event.key === "ArrowDown" ? marked + 1 : marked - (marked < 0 ? 0 : 1));
  } else if (event.key === "Tab" && !event.shiftKey && !list.hidden && marked >= 0) {
    choose(search, list.children[marked]); // and on to the next field
  } else if (event.key === "Enter" && !list.hidden && marked >= 0) {
    event.preventDefault();
    choose(search, list.children[marked]);
  } else if (event.key === "Enter" && search.value.trim()) {
    event.preventDefault();
    take(search);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    close(search);
  } else if (event.key === "Backspace" && !search.value) {
    const last = [...search.closest(".chips").querySelectorAll(".chip")].pop();
    if (last) {
      last.remove();
      gather(search.closest(".chips"));
    }
  }
});

place.addEventListener("click", (event) => {
  const offer = event.target.closest(".offer"); // a name that the words of the fact may mean
  if (offer) {
    const search = offer.closest(".field").querySelector(".search");
    choose(search, offer);
    search.focus();
    return;
  }
  const chip = event.target.closest(".chip button")?.parentElement;
  if (chip) {
    const chips = chip.closest(".chips");
    chip.remove();
    gather(chips);
    chips.querySelector(".search").focus();
  } else if (event.target.matches(".chips")) {
    event.target.querySelector(".search").focus();
  }
});
