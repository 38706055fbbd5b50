// How is a source looked into without leaving the conversation?

import { button, element, icon } from "./dom.js";

/** Beside the chat, over the page: a modal dialog, so that the browser itself keeps and returns the focus. */
export class Drawer {
  #words;

  // A host page whose policy lets no frame in: known from the first try on.
  #blocked = false;

  constructor(words) {
    this.#words = words;
    this.node = element("dialog", { class: "drawer", part: "drawer", lang: words.lang, "aria-label": words.source });
    this.node.addEventListener("close", () => this.node.replaceChildren());
  }

  /** To be called for a click on a link to a source. Where no frame may be, the link opens its new tab. */
  follow(event) {
    if (this.#blocked || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#open(event.currentTarget.href);
  }

  #open(href) {
    const apart = element("a", { href, target: "_blank", rel: "noopener" }, this.#words.apart);
    const close = button("round", icon("close"), () => this.node.close(), { "aria-label": this.#words.close });
    // No allow-same-origin: the document cannot reach the service with the rights of the page around it.
    const page = element("iframe", {
      src: href,
      title: this.#words.source,
      sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox",
      allow: "clipboard-write",
    });
    this.#watch(href);
    this.node.replaceChildren(element("div", { class: "bar" }, apart, close), page);
    this.node.showModal();
    close.focus();
  }

  #watch(href) {
    const watch = new AbortController();
    const { signal } = watch;
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      if (effectiveDirective !== "frame-src" || new URL(href).origin !== new URL(blockedURI).origin) return;
      this.#blocked = true;
      this.node.close();
      open(href, "_blank", "noopener");
    }, { signal });
    // Inside the frame, keys do not reach this page: the source page reports Esc.
    window.addEventListener("message", ({ data, source }) => {
      if (data === "hoidap:close" && source === this.node.querySelector("iframe")?.contentWindow) this.node.close();
    }, { signal });
    this.node.addEventListener("close", () => watch.abort(), { once: true });
  }
}
