// How is a question sent, and what is said when that fails?

// Relative to this file, not to the page: right under any path prefix, with or without a slash at its end.
const ASK_URL = new URL("../v1/ask", import.meta.url);

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

/** The reply of POST /v1/ask as it came. Throws Failure, and nothing else. */
export async function ask(question, { history = [], literal = false } = {}) {
  const response = await send({ question, top_k: TOP_K, history, literal });
  const body = await readJson(response);
  if (!response.ok) throw refusal(response, body);
  if (!Array.isArray(body?.answers)) throw new Failure("Máy chủ trả lời một điều mà trang này không hiểu.");
  return body;
}

async function send(asked) {
  try {
    return await fetch(ASK_URL, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw unreachable(error);
  }
}

/** Null where the body is no JSON (a proxy's error page, or a connection that broke midway). */
async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function unreachable(error) {
  if (error.name === "TimeoutError") return new Failure("Máy chủ trả lời chậm quá nên trang đã thôi chờ.");
  if (!navigator.onLine) return new Failure("Máy của bạn đang mất mạng. Khi có mạng trở lại, xin thử lại.");
  return new Failure("Không kết nối được với máy chủ. Xin thử lại sau giây lát.");
}

function refusal(response, body) {
  const detail = typeof body?.detail === "string" ? body.detail : "";
  const { status } = response;
  if (status === 429) return new Failure(`Đang có quá nhiều câu hỏi cùng lúc. Xin thử lại sau ${pause(response)}.`);
  if (status >= 500) return new Failure("Máy chủ đang gặp trục trặc. Xin thử lại sau giây lát.", { detail });
  if (status === 422 || status === 413) return new Failure("Câu này chưa hỏi được.", { detail, remedy: "edit" });
  return new Failure(`Máy chủ không nhận câu hỏi này (mã ${status}).`, { detail });
}

function pause(response) {
  const seconds = response.headers.get("Retry-After") ?? "";
  return /^\d+$/.test(seconds) ? `${seconds} giây` : "giây lát";
}
