// How do the attributes of <hoi-dap> become a conversation in a shadow root?

import { Conversation } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { frame } from "./frame.js";
import { Memory } from "./memory.js";
import { OBSERVED, optionsOf } from "./options.js";
import { Service } from "./service.js";
import { wordsIn } from "./words.js";

// Fetched once for all elements of a page, and adopted: a strict policy forbids inline styles.
let styles = null;

export class HoiDap extends HTMLElement {
  static observedAttributes = OBSERVED;

  #conversation = null;

  #drawn = null;

  async connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    styles ??= styleSheet();
    root.adoptedStyleSheets = [await styles];
    this.#draw();
  }

  disconnectedCallback() {
    this.#conversation?.stop();
  }

  /** Draws anew, once for all attributes that change together. What was asked comes back from memory. */
  attributeChangedCallback() {
    if (!this.#conversation) return;
    this.#drawn ??= Promise.resolve().then(() => this.#draw());
  }

  #draw() {
    this.#drawn = null;
    this.#conversation?.stop();
    const options = optionsOf(this);
    const words = wordsIn(options.lang);
    const drawer = new Drawer(words);
    const view = frame(options, words);
    this.#conversation = new Conversation(view, {
      words,
      suggestions: options.suggestions,
      drawer,
      service: new Service(options, words),
      memory: new Memory(options.api),
      notify: (name, detail) => {
        this.dispatchEvent(new CustomEvent(`hoidap:${name}`, { detail, bubbles: true, composed: true }));
      },
    });
    this.shadowRoot.replaceChildren(...view.nodes, drawer.node);
    if (this.hasAttribute("autofocus")) view.settle();
  }
}

async function styleSheet() {
  const response = await fetch(new URL("widget.css", import.meta.url));
  return new CSSStyleSheet().replace(await response.text());
}
