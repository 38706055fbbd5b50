// What happens when somebody asks?

import { sourceAddress } from "./citation.js";
import { button, element } from "./dom.js";
import { replyView, suggestionList } from "./reply.js";

// Most replies come sooner; a notice that only flashes would be noise, to the eye and to a screen reader.
const PROGRESS_AFTER_MS = 300;

// As many as the service takes.
const REMEMBERED = 5;

// Code points of an answer that the service takes back; the sentence of a law may be longer.
const LONGEST_ANSWER = 2000;

/** The replies to each question of a message, or the only one. */
function repliesOf({ question, reply }) {
  return reply?.parts?.length ? reply.parts : reply ? [{ ...reply, question }] : [];
}

// Pixels between the head and the question that is scrolled to.
const CLEARANCE = 12;

export class Conversation {
  #view;

  #tools;

  #turns = [];

  /** `tools`: words, suggestions, service, memory, drawer, and `notify`, which sends events to the host page. */
  constructor(view, tools) {
    this.#view = view;
    this.#tools = tools;
    // Those that the page names, or else the service's own; without any the reader asks all the same.
    const offer = (all) => view.welcome.append(suggestionList(all, tools.words, (one) => this.ask(one)) ?? "");
    Promise.resolve(tools.suggestions ?? tools.service.suggestions()).then(offer).catch(() => {});
    view.composer.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#askField();
    });
    view.clear.addEventListener("click", () => this.#clear());
    this.#restore();
  }

  /** Each question has its own turn and its own wait, so that the next one can be typed and asked meanwhile. */
  ask(question) {
    const turn = this.#begin({ at: Date.now(), question });
    const { panel, head, settle } = this.#view;
    this.#answer(turn);
    settle(turn.node);
    panel.scrollTo({ top: turn.node.offsetTop - head.offsetHeight - CLEARANCE });
  }

  /** Waits for nothing any more. */
  stop() {
    for (const { stop } of this.#turns) stop?.abort();
  }

  #askField() {
    const { field } = this.#view;
    const question = field.value.trim();
    if (!question) return field.focus();
    field.value = "";
    return this.ask(question);
  }

  #begin(turn) {
    const body = element("div", { class: "reply" });
    const heading = element("h3", { class: "question", part: "question", dir: "auto" }, turn.question);
    const node = element("article", { class: "turn", tabindex: "-1" }, heading, body);
    const begun = { ...turn, node, body };
    this.#turns.push(begun);
    this.#view.log.append(node);
    this.#view.welcome.hidden = true;
    this.#view.clear.hidden = false;
    return begun;
  }

  async #answer(turn, literal = false) {
    const { service, memory, notify } = this.#tools;
    turn.stop = new AbortController();
    turn.body.replaceChildren();
    const notice = setTimeout(() => turn.body.append(this.#progress(turn)), PROGRESS_AFTER_MS);
    const asked = { history: this.#earlier(turn), literal, signal: turn.stop.signal };
    await service.ask(turn.question, asked).then(
      (reply) => {
        this.#show(turn, reply);
        memory.keep({ at: turn.at, question: turn.question, reply });
        notify("answer", reply);
      },
      (failure) => turn.body.replaceChildren(this.#failure(turn, failure, literal)),
    );
    clearTimeout(notice);
  }

  #show(turn, reply) {
    const { words, service, drawer, notify } = this.#tools;
    turn.reply = reply;
    turn.body.replaceChildren(...replyView(reply, {
      words,
      follow: (event) => drawer.follow(event),
      askLiterally: () => this.#answer(turn, true),
      ask: (question) => this.ask(question),
      judge: async (feedback) => {
        await service.judge(feedback);
        notify("feedback", feedback);
      },
    }));
    this.#link();
  }

  /** What is cited later is marked in the sources of earlier answers too. */
  #link() {
    const cited = this.#turns.flatMap(repliesOf).flatMap(({ answers }) => answers ?? []).map(({ citation }) => citation);
    for (const link of this.#view.log.querySelectorAll(".see")) {
      link.href = sourceAddress(link.citation, cited, this.#tools.service.api);
    }
  }

  /** The turns before this one, the oldest first: questions, answers and citations. The service stores none of it. */
  #earlier(turn) {
    const before = this.#turns.slice(0, this.#turns.indexOf(turn)).flatMap(repliesOf);
    return before.slice(-REMEMBERED).map(({ question, answers }) => ({
      question,
      answer: [...(answers[0]?.text ?? "")].slice(0, LONGEST_ANSWER).join(""),
      document_ids: [...new Set(answers.map(({ citation }) => citation.document_id))],
    }));
  }

  /** What cannot be shown (an older version's, or another hand's) is passed over. */
  #restore() {
    for (const { at, question, reply } of this.#tools.memory.turns()) {
      const turn = this.#begin({ at, question });
      try {
        this.#show(turn, reply);
      } catch {
        this.#turns.pop().node.remove();
      }
    }
  }

  #clear() {
    this.stop();
    this.#tools.memory.clear();
    this.#turns = [];
    const { log, welcome, clear, settle } = this.#view;
    log.replaceChildren();
    welcome.hidden = false;
    clear.hidden = true;
    settle();
  }

  #progress(turn) {
    const { words } = this.#tools;
    const stop = button("remedy", words.stop, () => turn.stop.abort());
    return element("div", { class: "progress" }, element("p", {}, words.searching), stop);
  }

  #failure(turn, { message, detail, edit }, literal) {
    const { words } = this.#tools;
    const [label, mend] = edit
      ? [words.edit, () => this.#editAgain(turn.question)]
      : [words.retry, () => this.#retry(turn, literal)];
    const reason = detail && element("p", { class: "detail" }, detail);
    return element("div", { class: "failure" }, element("p", {}, message), reason, button("remedy", label, mend));
  }

  #retry(turn, literal) {
    this.#answer(turn, literal);
    this.#view.settle(turn.node);
  }

  /** What is being typed is kept, after the question that comes back. */
  #editAgain(question) {
    const { field } = this.#view;
    field.value = field.value.trim() ? `${question}\n${field.value}` : question;
    field.focus();
  }
}
