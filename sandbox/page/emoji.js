// The partial emoji of buttons and options.

import { el } from "./dom.js";

/** A standard emoji as it is; one of a server by its name, for want of its picture. */
export function emoji({ id, name }) {
  return el("span", { class: id ? "custom-emoji" : "emoji" }, id ? `:${name}:` : name);
}
