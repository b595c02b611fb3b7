// The brief as its reader sees it: the next page is loaded behind the one that is shown, and takes its place when it is ready.

import { viewAddress, version, whenAnswered } from "./ask.js";

const place = document.getElementById("page");
let shown = null;

function frame() {
  const made = document.createElement("iframe");
  made.title = "The brief";
  made.sandbox = "allow-same-origin";
  made.className = "behind";
  return made;
}

export function turn(query = {}) {
  const next = frame();
  next.addEventListener("load", () => {
    const scrolled = shown?.contentWindow?.scrollY ?? 0;
    next.contentWindow.scrollTo(0, scrolled);
    next.classList.remove("behind");
    shown?.remove();
    shown = next;
  });
  for (const waiting of place.querySelectorAll("iframe.behind")) waiting.remove();
  next.src = viewAddress("page", { version, ...query });
  place.append(next);
}

whenAnswered((answer) => answer.tell.version && turn());
turn();
