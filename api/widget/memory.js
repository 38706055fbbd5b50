// What does this browser remember of the conversation?

// More turns than anyone scrolls back through.
const MOST_TURNS = 30;

// In UTF-16 units: a tenth of what browsers grant a page, which needs its storage for other things.
const LONGEST = 500_000;

/** Turns `{at, question, reply}`, the oldest first, kept for one service. A storage that is full or withheld does no harm. */
export class Memory {
  #key;

  constructor(api) {
    this.#key = `hoidap:${api}`;
  }

  turns() {
    try {
      return JSON.parse(localStorage.getItem(this.#key)).filter((turn) => Array.isArray(turn?.reply?.answers));
    } catch {
      return [];
    }
  }

  /** What is stored is read again first: another tab may have added to it. */
  keep(turn) {
    let turns = [...this.turns().filter(({ at }) => at !== turn.at), turn].slice(-MOST_TURNS);
    while (turns.length > 0 && !this.#store(JSON.stringify(turns))) turns = turns.slice(1);
  }

  clear() {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
  }

  #store(text) {
    if (text.length > LONGEST) return false;
    try {
      localStorage.setItem(this.#key, text);
      return true;
    } catch {
      return false;
    }
  }
}
