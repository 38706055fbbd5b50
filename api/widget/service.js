// How is the service reached, and what is said when that fails?

const TOP_K = 3;

// The service answers in well under a second: whoever has waited this long deserves a retry button instead.
const PATIENCE_MS = 30_000;

/** Said to the reader as it is, with the `detail` if any; `edit`: the same question would only fail again. */
export class Failure extends Error {
  constructor(message, more) {
    super(message);
    Object.assign(this, more);
  }
}

export class Service {
  #filter;

  #words;

  constructor({ api, filter }, words) {
    this.api = api;
    this.#filter = filter;
    this.#words = words;
  }

  /** The reply of POST /v1/ask as it came. Throws Failure, and nothing else. */
  async ask(question, { history, literal, signal }) {
    const asked = { question, top_k: TOP_K, history, literal, filter: this.#filter() };
    const reply = await this.#fetch("v1/ask", asked, signal);
    if (!Array.isArray(reply?.answers)) throw new Failure(this.#words.strange);
    return reply;
  }

  /** Throws Failure, and nothing else. */
  async judge(feedback) {
    await this.#fetch("v1/feedback", feedback);
  }

  /** Questions that the library answers; none behind a filter, which may leave out what answers them. Throws Failure. */
  async suggestions() {
    return this.#filter() ? [] : (await this.#fetch("v1/suggestions")).suggestions;
  }

  async #fetch(path, body, stop) {
    const fail = (error) => this.#fail(error);
    const response = await fetch(new URL(path, this.api), {
      ...(body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)].filter(Boolean)),
    }).catch(fail);
    const reply = await response.json().catch(fail);
    if (!response.ok) throw this.#refusal(response, reply);
    return reply;
  }

  async #fail({ name }) {
    const words = this.#words;
    // A proxy's page of its own is no JSON.
    if (name === "SyntaxError") return null;
    if (name === "AbortError") throw new Failure(words.stopped);
    if (name === "TimeoutError") throw new Failure(words.slow);
    if (!navigator.onLine) throw new Failure(words.offline);
    if (!(await this.#refusesThisPage())) throw new Failure(words.unreachable);
    // For whoever made the page. One that was opened as a file has no origin that could be named.
    console.error(`<hoi-dap> ${this.api} từ chối trang này: cần HOIDAP_ORIGINS=${origin === "null" ? "*" : origin}`);
    throw new Failure(words.closed);
  }

  /** A browser says of a refused request only that it failed, but sends one whose response the page need not read. */
  async #refusesThisPage() {
    const [sent, read] = await Promise.allSettled(["no-cors", "cors"].map((mode) =>
      fetch(new URL("healthz", this.api), { mode, signal: AbortSignal.timeout(PATIENCE_MS) })));
    return sent.value && !read.value;
  }

  #refusal({ status, headers }, reply) {
    const words = this.#words;
    const detail = typeof reply?.detail === "string" ? reply.detail : "";
    if (status === 429) return new Failure(words.busy(Number(headers.get("Retry-After"))));
    if (status === 503) return new Failure(words.unready, { detail });
    if (status >= 500) return new Failure(words.broken, { detail });
    if (status === 422 || status === 413) return new Failure(words.unasked, { detail, edit: true });
    return new Failure(words.refused(status), { detail });
  }
}
