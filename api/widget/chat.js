// What happens when somebody asks?

import { replyView } from "./answer_view.js";
import { ask } from "./ask.js";
import { button, element } from "./dom.js";

// The shipped documents answer each of these; a test asks them.
const SUGGESTIONS = [
  "Thượng tướng Hoàng Xuân Chiến gửi lời chúc mừng tới ai?",
  "Quân đội nhân dân Lào được thành lập ngày nào?",
  "Ai là Đại sứ Lào tại Việt Nam?",
];

// Most replies come sooner; a notice that only flashes would be noise, to the eye and to a screen reader.
const PROGRESS_AFTER_MS = 300;

// As many as the service takes.
const REMEMBERED = 5;

// Code points of an answer that the service takes back; the sentence of a law may be longer.
const LONGEST_ANSWER = 2000;

// The question, the first answer and the documents cited of every turn, for those that lean on them.
const asked = new WeakMap();

const composer = document.getElementById("composer");
const field = document.getElementById("question");
const log = document.getElementById("log");
const welcome = document.getElementById("welcome");

function start() {
  const suggest = (question) => element("li", {}, button("suggestion", question, () => submit(question)));
  document.getElementById("suggestions").append(...SUGGESTIONS.map(suggest));
  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    submitField();
  });
  field.addEventListener("keydown", askOnEnter);
  if (!CSS.supports("field-sizing", "content")) field.addEventListener("input", fitField);
  if (readsWithPointer()) field.focus();
}

/** Vietnamese is often typed through a composing input method: the Enter that ends a syllable must not ask. */
function askOnEnter(event) {
  const composing = event.isComposing || event.keyCode === 229; // Safari reports only the key code
  if (event.key !== "Enter" || event.shiftKey || composing) return;
  event.preventDefault();
  submitField();
}

function submitField() {
  const question = field.value.trim();
  if (!question) {
    field.focus();
    return;
  }
  setField("");
  submit(question);
}

/** Each question has its own turn and its own wait, so that the next one can be typed and asked meanwhile. */
function submit(question) {
  welcome.hidden = true;
  const turn = element("article", { class: "turn", tabindex: "-1" }, element("h2", { class: "question" }, question));
  log.append(turn);
  answerIn(turn, question);
}

async function answerIn(turn, question, { literal = false } = {}) {
  const reply = element("div", { class: "reply" });
  turn.querySelector(".reply")?.remove();
  turn.append(reply);
  settle(turn);
  const notice = setTimeout(() => reply.append(progress()), PROGRESS_AFTER_MS);
  const literally = () => answerIn(turn, question, { literal: true });
  const again = () => answerIn(turn, question, { literal });
  const view = await ask(question, { history: earlier(turn), literal }).then(
    (told) => {
      asked.set(turn, { question, ...remembered(told.answers) });
      return replyView(told, literally);
    },
    (failure) => [failureView(failure, question, again)],
  );
  clearTimeout(notice);
  reply.replaceChildren(...view);
}

/** The first answer, and the documents of all, each once, the best first. */
function remembered(answers) {
  const told = [...(answers[0]?.text ?? "")].slice(0, LONGEST_ANSWER).join("");
  return { answer: told, document_ids: [...new Set(answers.map(({ citation }) => citation.document_id))] };
}

/** What was asked before this turn, the oldest first. The service keeps nothing of it. */
function earlier(turn) {
  const turns = [...log.children];
  return turns.slice(0, turns.indexOf(turn)).map((one) => asked.get(one)).filter(Boolean).slice(-REMEMBERED);
}

/** A keyboard wants to type on; on a phone the field would bring up the keys and hide the answer. */
function settle(turn) {
  (readsWithPointer() ? field : turn).focus({ preventScroll: true });
  turn.scrollIntoView({ block: "start" });
}

function readsWithPointer() {
  return matchMedia("(hover: hover) and (pointer: fine)").matches;
}

function progress() {
  return element("p", { class: "progress" }, "Đang tìm trong tài liệu…");
}

function failureView(failure, question, again) {
  const remedy = failure.remedy === "edit"
    ? button("remedy", "Sửa câu hỏi", () => editAgain(question))
    : button("remedy", "Thử lại", again);
  const detail = failure.detail && element("p", { class: "detail" }, failure.detail);
  return element("div", { class: "failure" }, element("p", {}, failure.message), detail || null, remedy);
}

/** What is being typed is kept, after the question that comes back. */
function editAgain(question) {
  setField(field.value.trim() ? `${question}\n${field.value}` : question);
  field.focus();
}

function setField(text) {
  field.value = text;
  if (!CSS.supports("field-sizing", "content")) fitField();
}

/** For browsers that cannot size a field by its content; the style sheet sets the bounds. */
function fitField() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

start();
