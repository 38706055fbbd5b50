// How is the service reached, and what is said when that fails?

const TOP_K = 3;

// The service answers in well under a second: whoever has waited this long deserves a retry button instead.
const PATIENCE_MS = 30_000;

/** Said to the reader as it is. `remedy` is "retry", or "edit" where the same question would only fail again. */
export class Failure extends Error {
  constructor(message, { detail = "", remedy = "retry" } = {}) {
    super(message);
    this.detail = detail;
    this.remedy = remedy;
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
    const reply = await this.#post("v1/ask", asked, signal);
    if (!Array.isArray(reply?.answers)) throw new Failure(this.#words.strange);
    return reply;
  }

  /** Throws Failure, and nothing else. */
  async judge(feedback) {
    await this.#post("v1/feedback", feedback);
  }

  async #post(path, body, stop = new AbortController().signal) {
    const response = await fetch(new URL(path, this.api), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]),
    }).catch((error) => { throw this.#unreachable(error); });
    const told = await response.json().catch((error) => {
      if (error.name === "SyntaxError") return null; // a proxy's page of its own
      throw this.#unreachable(error);
    });
    if (!response.ok) throw this.#refusal(response, told);
    return told;
  }

  #unreachable({ name }) {
    if (name === "AbortError") return new Failure(this.#words.stopped);
    if (name === "TimeoutError") return new Failure(this.#words.slow);
    return new Failure(navigator.onLine ? this.#words.unreachable : this.#words.offline);
  }

  #refusal({ status, headers }, told) {
    const words = this.#words;
    const detail = typeof told?.detail === "string" ? told.detail : "";
    if (status === 429) return new Failure(words.busy(seconds(headers.get("Retry-After"))));
    if (status === 503) return new Failure(words.unready, { detail });
    if (status >= 500) return new Failure(words.broken, { detail });
    if (status === 422 || status === 413) return new Failure(words.unasked, { detail, remedy: "edit" });
    return new Failure(words.refused(status), { detail });
  }
}

/** Of a Retry-After, which tells seconds or a date; 0 where it tells neither. */
function seconds(told) {
  if (/^\d+$/.test(told ?? "")) return Number(told);
  return Math.max(0, Math.ceil((Date.parse(told) - Date.now()) / 1000)) || 0;
}
