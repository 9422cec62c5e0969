// Emoji of buttons, options and messages.

import { el } from "./dom.js";

/** The partial emoji of a button or an option: a standard one as it is, one of a server as a picture. */
export function emoji({ id, name }) {
  return id ? customEmoji(id, name) : el("span", { class: "emoji" }, name);
}

/** The picture of a server's own emoji; its name where there is none. */
export function customEmoji(id, name) {
  const words = `:${name}:`;
  const picture = el("img", {
    class: "custom-emoji",
    src: `/cdn/emojis/${id}.png`,
    alt: words,
    title: words,
    draggable: "false",
    onerror: () => picture.replaceWith(el("span", { class: "emoji-name" }, words)),
  });
  return picture;
}
