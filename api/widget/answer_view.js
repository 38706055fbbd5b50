// What does a reply look like on the page?

import { quotation, sourceLine } from "./citation.js";
import { button, element } from "./dom.js";

// How long a button says that it has copied: long enough to be read, short enough to be asked again.
const THANKS_MS = 2500;

/**
 * Everything under the question: how it was read, then the answers or the admission that there are none.
 * `askLiterally` is called when the reader wants the question taken as it was typed.
 */
export function replyView(reply, askLiterally) {
  if (reply.kind === "small_talk") return [element("p", { class: "small-talk" }, reply.message)];
  const found = reply.answers.length > 0 && !reply.abstained;
  return [readAs(reply, askLiterally), ...(found ? answers(reply.answers) : abstention(reply.nearest ?? []))].filter(Boolean);
}

/** In words and in a level for the style sheet: colour alone says nothing to many readers. */
export function confidenceInWords(confidence) {
  if (confidence >= 0.75) return { level: "high", words: "Khá chắc" };
  if (confidence >= 0.5) return { level: "middle", words: "Có thể" };
  return { level: "low", words: "Chưa chắc" };
}

function readAs({ question, read_as: read }, askLiterally) {
  if (!read || comparable(read) === comparable(question)) return null;
  const reading = element("p", {}, "Hiểu là: ", element("q", {}, read));
  return element("div", { class: "read-as" }, reading, button("literal", "Hỏi đúng như đã gõ", askLiterally));
}

/** Spaces and the Unicode form are invisible: a reading that differs only in them is not worth a line. */
function comparable(text) {
  return (text ?? "").normalize("NFC").replace(/\s+/g, " ").trim();
}

function answers([best, ...others]) {
  return [answerCard(best, "answer best"), others.length > 0 && moreAnswers(others)];
}

function moreAnswers(others) {
  const summary = element("summary", {}, `Thêm câu trả lời (${others.length})`);
  return element("details", { class: "more" }, summary, ...others.map((other) => answerCard(other, "answer")));
}

function abstention(nearest) {
  const verdict = element("p", { class: "abstention" }, "Tài liệu không nói về điều này.");
  return [verdict, nearest.length > 0 && nearestSentences(nearest)];
}

function nearestSentences(nearest) {
  const heading = element("h3", {}, "Gần nhất trong tài liệu (không phải câu trả lời)");
  return element("section", { class: "nearest" }, heading, ...nearest.map(nearestCard));
}

function answerCard(answer, className) {
  const { level, words } = confidenceInWords(answer.confidence);
  const label = element("span", { class: "unseen" }, "Độ tin cậy: ");
  const confidence = element("p", { class: "confidence", "data-level": level }, label, words);
  return card(answer, className, confidence, copyButton(answer));
}

/** No confidence and nothing to copy: it must not look like an answer. */
function nearestCard(sentence) {
  return card(sentence, "near");
}

function card(answer, className, confidence, ...actions) {
  const quote = element("blockquote", {}, element("p", {}, answer.text));
  const { opener, panel } = disclosure("Xem trong ngữ cảnh", inContext(answer));
  const row = element("div", { class: "actions" }, opener, ...actions);
  return element("figure", { class: className }, confidence, quote, sourceLine(answer.citation, answer.also_in), row, panel);
}

/** The sentence where it stands. The three pieces are neighbouring slices of the source, joined by nothing. */
function inContext({ text, citation }) {
  const { before = "", after = "" } = citation.context ?? {};
  // Offsets count code points, as the spread does; `length` would count UTF-16 units.
  const goesOnBefore = [...before].length < citation.start;
  const opening = element("span", { class: goesOnBefore ? "around cut" : "around" }, before);
  return element("p", {}, opening, element("mark", {}, text), element("span", { class: "around" }, after));
}

/** A button and what it opens, as two elements: <details> would keep the button out of the row of actions. */
function disclosure(label, content) {
  const panel = element("div", { class: "context", id: nextId(), hidden: "" }, content);
  const opener = button("open", label, () => {
    panel.hidden = !panel.hidden;
    opener.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) panel.scrollIntoView({ block: "nearest" });
  });
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", panel.id);
  return { opener, panel };
}

let contexts = 0;

function nextId() {
  contexts += 1;
  return `context-${contexts}`;
}

function copyButton(answer) {
  const label = "Sao chép trích dẫn";
  const copy = button("copy", label, async () => {
    copy.textContent = (await toClipboard(quotation(answer))) ? "Đã sao chép" : "Không sao chép được";
    setTimeout(() => { copy.textContent = label; }, THANKS_MS);
  });
  return copy;
}

/** Whether it worked. The clipboard exists only on https and localhost; elsewhere the old command still serves. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

function copyThroughSelection(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "unseen", readonly: "", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
