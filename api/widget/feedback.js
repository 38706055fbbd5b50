// How does a reader say whether an answer was of use?

import { button, element, icon } from "./dom.js";

// As much as the service takes.
const LONGEST_NOTE = 1000;

/**
 * Two thumbs; either opens a note that may stay empty. `about` is what is judged, as POST /v1/feedback takes it;
 * `judge` sends it, and fails with a message for the reader.
 */
export function feedbackView(about, words, judge) {
  const note = element("textarea", { rows: "2", maxlength: LONGEST_NOTE, "aria-label": words.note, placeholder: words.note });
  const send = element("button", { class: "remedy" }, words.send);
  const status = element("p", { role: "status", tabindex: "-1" });
  const form = element("form", { hidden: "" }, note, send);
  const thumbs = [true, false].map(thumb);
  const view = element("div", { class: "feedback" }, thumbs, form, status);

  function thumb(helpful) {
    const label = helpful ? words.helpful : words.unhelpful;
    const pressed = () => {
      for (const one of thumbs) one.setAttribute("aria-pressed", String(one.thumb === helpful));
      form.hidden = false;
      note.focus();
      form.scrollIntoView({ block: "nearest" });
    };
    const node = button("round", icon("thumb"), pressed, { "aria-label": label, title: label, "aria-pressed": "false" });
    node.thumb = helpful;
    return node;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    const helpful = thumbs[0].getAttribute("aria-pressed") === "true";
    const text = note.value.trim();
    try {
      await judge({ ...about, helpful, ...(text && { note: text }) });
      status.textContent = words.thanks;
      view.replaceChildren(status);
      status.focus();
    } catch (failure) {
      status.textContent = failure.message;
      send.textContent = words.retry;
      send.disabled = false;
    }
  });
  return view;
}
