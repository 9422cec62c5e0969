// The WebSocket on which the sandbox tells what happens, reopened with backoff when it breaks.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

export class Live {
  #socket = null;
  #timer = null;
  #attempts = 0;
  #member = null;

  /**
   * @param {{event: Function, opened: Function, lost: Function}} listeners `event(event)`;
   *   `opened()`, before which events may have been missed; `lost(milliseconds)` with the wait
   *   before the next try.
   */
  constructor(listeners) {
    this.listeners = listeners;
  }

  connect(member) {
    this.close();
    this.#member = member;
    this.#attempts = 0;
    this.#open();
  }

  close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/sandbox/live?member=${this.#member}`);
    this.#socket = socket;
    // A socket that was replaced may still speak; only the current one counts.
    const current = (listen) => (event) => socket === this.#socket && listen(event);
    socket.addEventListener(
      "open",
      current(() => this.#opened()),
    );
    socket.addEventListener(
      "message",
      current((event) => this.listeners.event(JSON.parse(event.data))),
    );
    socket.addEventListener(
      "close",
      current(() => this.#lost()),
    );
  }

  #opened() {
    this.#attempts = 0;
    this.listeners.opened();
  }

  #lost() {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#attempts);
    this.#attempts += 1;
    this.listeners.lost(wait);
    this.#timer = setTimeout(() => this.#open(), wait);
  }
}
