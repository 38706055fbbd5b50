"use strict";

// What does a script add to the page of a document? The page says everything without one. It is no module: in a frame
// that has no origin of its own, a browser loads none.

// Sent to the page that shows this one in a frame, which its own keys do not reach; it reveals nothing of what is read.
const CLOSE = "hoidap:close";

// How long a button's success is shown: long enough to be read.
const THANKS_MS = 2500;

function start() {
  // The browser goes to the cited words by itself unless the page stands in a frame; the middle of the window reads best.
  document.getElementById("trich-dan")?.scrollIntoView({ block: "center" });
  const buttons = document.querySelectorAll("[data-copies]");
  for (const button of buttons) button.addEventListener("click", () => copy(button.dataset.copies));
  buttons[0]?.parentElement.removeAttribute("hidden");
  if (parent !== window) settleInFrame();
}

/** The way home would lead away within the frame; Esc closes what holds the frame. */
function settleInFrame() {
  document.querySelector(".home")?.remove();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) parent.postMessage(CLOSE, "*");
  });
}

async function copy(id) {
  const field = document.getElementById(id);
  say((await toClipboard(field)) ? "Đã chép." : "Trình duyệt không cho chép: hãy mở “Chép bằng tay”.");
}

/** Whether it worked. The clipboard exists only on https and localhost; elsewhere the old command still serves. */
async function toClipboard(field) {
  try {
    await navigator.clipboard.writeText(field.textContent);
    return true;
  } catch {
    return copyThroughSelection(field);
  }
}

/** What is folded away cannot be selected, so it is opened for a moment. */
function copyThroughSelection(field) {
  const focused = document.activeElement;
  const folded = field.closest("details");
  const wasOpen = folded.open;
  folded.open = true;
  field.select();
  const copied = document.execCommand("copy");
  folded.open = wasOpen;
  focused?.focus({ preventScroll: true });
  return copied;
}

function say(words) {
  const status = document.querySelector(".copied");
  status.textContent = words;
  setTimeout(() => { if (status.textContent === words) status.textContent = ""; }, THANKS_MS);
}

start();
