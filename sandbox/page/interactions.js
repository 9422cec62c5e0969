// Interactions on their way: which the page began and what became of each.

import { Refused } from "./api.js";

const DISCORD_EPOCH = 1_420_070_400_000;
// The server gives up after three seconds and says so; this only covers a lost connection.
const LONGEST_WAIT = 8_000;

export const COMMAND = 2;
export const COMPONENT = 3;
export const AUTOCOMPLETE = 4;
export const MODAL_SUBMIT = 5;

export class Interactions {
  #waiting = new Map();
  #count = 0n;

  constructor(api, world) {
    this.api = api;
    this.world = world;
  }

  /**
   * Begin an interaction in the current channel.
   * @returns {{accepted: Promise, settled: Promise}} `accepted` rejects with the server's words
   *   when it refuses; `settled` resolves when the bot acknowledges (with the choices, for
   *   autocomplete) and rejects when it does not.
   */
  begin(type, fields) {
    const nonce = this.#nonce();
    const settled = new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#finish(nonce, "reject", new Refused("The application did not respond")),
        LONGEST_WAIT,
      );
      this.#waiting.set(nonce, { resolve, reject, timer });
    });
    const place = { member: this.world.me.id, channel_id: this.world.channel.id };
    const accepted = this.api.interact({ ...place, nonce, type, ...fields });
    accepted.catch((error) => this.#finish(nonce, "reject", error));
    settled.catch(() => {});
    return { accepted, settled };
  }

  /** Take in a live event about an interaction; says whether it was one of ours. */
  settle(event) {
    if (event.type === "interaction_failed")
      return this.#finish(event.nonce, "reject", new Refused(event.message));
    return this.#finish(event.nonce, "resolve", event.choices);
  }

  #finish(nonce, outcome, value) {
    const waiting = this.#waiting.get(nonce);
    if (!waiting) return false;
    clearTimeout(waiting.timer);
    this.#waiting.delete(nonce);
    waiting[outcome](value);
    return true;
  }

  #nonce() {
    this.#count += 1n;
    return String((BigInt(Date.now() - DISCORD_EPOCH) << 22n) + this.#count);
  }
}
