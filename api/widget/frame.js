// What stands around the conversation: the button, the panel, its head and the field?

import { button, element, icon } from "./dom.js";

/**
 * The parts that a conversation works with, and in `nodes` what goes into the shadow root.
 * `settle` gives the focus to where one goes on.
 */
export function frame({ mode, heading, greeting }, words) {
  const title = heading || words.heading;
  const floating = mode === "floating";
  const clear = button("round", icon("clear"), () => {}, { "aria-label": words.clear, title: words.clear, hidden: "" });
  const close = floating && button("round", icon("close"), () => show(false), { "aria-label": words.close });
  const head = element("header", { class: "head", part: "header" },
    element("div", {}, element("h2", {}, title), element("p", {}, words.motto)), clear, close);
  const welcome = element("div", { class: "welcome", part: "welcome" },
    element("h3", {}, words.welcome), element("p", {}, greeting || words.greeting));
  const log = element("div", { class: "log", part: "log", role: "log", "aria-live": "polite", "aria-label": words.log });
  const { composer, field } = composing(words);
  const panel = element("section", {
    class: `panel ${mode}`, part: "panel", id: "panel", lang: words.lang, tabindex: "-1", role: floating && "dialog",
    "aria-label": title, hidden: floating,
  }, head, element("div", { class: "column" }, welcome, log), composer);
  const launcher = floating && button("launcher", icon("chat"), () => show(true), {
    part: "launcher", "aria-label": title, title, "aria-controls": "panel", "aria-expanded": "false", lang: words.lang,
  });

  function show(isOpen) {
    panel.hidden = !isOpen;
    launcher.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) settle();
    else launcher.focus();
  }

  /** A keyboard wants to type on; on a phone the field would bring up the keys and hide what is there to read. */
  function settle(otherwise = panel) {
    (readsWithPointer() ? field : otherwise).focus({ preventScroll: true });
  }

  if (floating) panel.addEventListener("keydown", ({ key }) => key === "Escape" && show(false));
  return { panel, head, welcome, log, composer, field, clear, settle, nodes: floating ? [launcher, panel] : [panel] };
}

function composing(words) {
  const field = element("textarea", {
    rows: "1", placeholder: words.placeholder, "aria-label": words.question, enterkeyhint: "send", "aria-describedby": "keys",
  });
  const ask = element("button", { class: "send", "aria-label": words.ask, title: words.ask }, icon("ask"));
  const composer = element("form", { class: "composer", part: "composer" },
    element("div", { class: "field" }, field, ask), element("p", { class: "keys", id: "keys" }, words.keys));
  field.addEventListener("keydown", (event) => {
    // The Enter that ends a composed syllable must not ask; of that, Safari reports only the key code.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
  return { composer, field };
}

function readsWithPointer() {
  return matchMedia("(hover: hover) and (pointer: fine)").matches;
}
