// What does a reply look like?

import { originalLink, sourceLine, sourceLink } from "./citation.js";
import { button, element } from "./dom.js";
import { feedbackView } from "./feedback.js";

/**
 * Everything under the question: how it was read, then the answers or the admission that there are none.
 * `tools`: words; `follow`, called with a click on a link to a source; `askLiterally`, called when the reader wants
 * the question taken as it was typed; `ask`, with a further question; `judge`, with feedback.
 */
export function replyView(reply, tools) {
  if (reply.kind === "small_talk") return [element("p", { class: "small-talk", lang: "vi" }, reply.message)];
  const each = reply.parts?.length ? reply.parts.map((part) => partView(part, tools)) : questionView(reply, tools);
  return [...each, suggestionList(reply.suggestions, tools.words, tools.ask)].filter(Boolean);
}

/** One of several questions of a message, with its own reply below. */
function partView(part, tools) {
  return element("section", { class: "part" }, element("h4", { part: "question", dir: "auto" }, part.question), questionView(part, tools));
}

function questionView(reply, tools) {
  const { words, judge } = tools;
  const found = reply.answers.length > 0 && !reply.abstained;
  const { question, read_as, generation } = reply;
  const judged = { question, read_as, generation, ...(found && { citation: placeOf(reply.answers[0]) }) };
  return [
    readAs(reply, tools),
    ...(found ? answers(reply.answers, tools) : abstention(reply.nearest ?? [], tools)),
    feedbackView(judged, words, judge),
  ];
}

function placeOf({ citation: { document_id, document_sha256, start, end } }) {
  return { document_id, document_sha256, start, end };
}

/** In words and in a level for the style sheet: colour alone says nothing to many readers. */
function levelOf(confidence) {
  if (confidence >= 0.75) return "high";
  return confidence >= 0.5 ? "middle" : "low";
}

function readAs({ question, read_as: read }, { words, askLiterally }) {
  if (!read || comparable(read) === comparable(question)) return null;
  const reading = element("p", {}, words.readAs, element("q", { lang: "vi" }, read));
  return element("div", { class: "read-as" }, reading, button("literal", words.literal, askLiterally));
}

/** Spaces and the Unicode form are invisible: a reading that differs only in them is not worth a line. */
function comparable(text) {
  return (text ?? "").normalize("NFC").replace(/\s+/g, " ").trim();
}

function answers(all, tools) {
  const number = counting();
  const [best, ...others] = all.map((answer, index) => answerCard(answer, index ? "answer" : "answer best", number, tools));
  const summary = element("summary", {}, tools.words.more(others.length));
  return [best, others.length > 0 && element("details", { class: "more" }, summary, others)];
}

/** Sources are numbered through the whole reply, from 1. */
function counting() {
  let last = 0;
  return () => { last += 1; return last; };
}

function abstention(nearest, tools) {
  const { words } = tools;
  const number = counting();
  const heading = element("h4", {}, words.nearest);
  return [
    element("p", { class: "abstention" }, words.abstention),
    nearest.length > 0 && element("section", { class: "nearest" }, heading, nearest.map((one) => card(one, "near", number, tools))),
  ];
}

function answerCard(answer, className, number, tools) {
  const { words } = tools;
  const level = levelOf(answer.confidence);
  const label = element("span", { class: "unseen" }, words.confidence);
  const confidence = element("p", { class: "confidence", "data-level": level }, label, words[level]);
  return card(answer, className, number, tools, confidence);
}

/** Without a confidence where it is no answer: it must not look like one. */
function card(answer, className, number, { words, follow }, confidence) {
  const { citation, also_in: others, introduction, more_items: rest } = answer;
  const above = introduction?.text && element("p", { class: "introduction", lang: "vi", dir: "auto" }, introduction.text);
  const below = rest > 0 && element("p", { class: "rest" }, words.rest(rest));
  const quote = element("blockquote", { part: "answer", lang: "vi", dir: "auto" }, element("p", {}, pieces(answer)));
  const row = element("div", { class: "actions" }, sourceLink(citation, words, follow), originalLink(citation, words));
  return element("figure", { class: className }, confidence, above, quote, below, sourceLine(citation, others, number, words), row);
}

/** The text in pieces, the words that answer in bold. Offsets that do not fit are passed over: it stays whole. */
function pieces({ text, citation, highlights }) {
  const all = [];
  let before = 0;
  for (const words of highlights ?? []) {
    const [start, end] = [words.start_utf16, words.end_utf16].map((offset) => offset - citation.start_utf16);
    if (start >= before && end > start && end <= text.length) {
      all.push(text.slice(before, start), element("b", {}, text.slice(start, end)));
      before = end;
    }
  }
  return [...all, text.slice(before)];
}

/** Questions that are asked by pressing them. Null where there is none. */
export function suggestionList(questions, words, ask) {
  if (!questions?.length) return null;
  const items = questions.map((question) => element("li", {}, button("suggestion", question, () => ask(question))));
  return element("ul", { class: "suggestions", "aria-label": words.suggestions }, items);
}
