// Embeds: the boxes with a colour bar.

import { gallery, imageOf } from "./attachments.js";
import { el, webAddress } from "./dom.js";
import { inline } from "./inline.js";
import { openLightbox } from "./lightbox.js";
import { markdown } from "./markdown.js";
import { messageTime } from "./time.js";

/** The embeds of a message; those that share an address show their images as one mosaic. */
export function embeds(list, names) {
  const nodes = [];
  for (const [index, embed] of list.entries()) {
    const first = list.findIndex((other) => embed.url && other.url === embed.url);
    if (first >= 0 && first < index) continue;
    const images = list
      .filter((other) => other === embed || (embed.url && other.url === embed.url))
      .map((other) => other.image)
      .filter(Boolean);
    nodes.push(box(embed, images, names));
  }
  return nodes;
}

function box(embed, images, names) {
  const colour = embed.color ? `#${embed.color.toString(16).padStart(6, "0")}` : null;
  const words = [author(embed), title(embed, names), description(embed, names), fields(embed, names)];
  return el(
    "article",
    {
      class: "embed",
      "data-testid": "embed",
      "aria-label": embed.title ?? "Embed",
      style: colour ? { "--bar": colour } : {},
    },
    el(
      "div",
      { class: "embed-grid" },
      el("div", { class: "embed-words" }, words),
      thumbnail(embed),
      images.length > 0 &&
        el("div", { class: "embed-image" }, gallery(images.map((image) => described(image, embed)))),
      footer(embed),
    ),
  );
}

const described = (image, embed) => ({ ...image, description: image.description ?? embed.title ?? "" });

function author({ author: who }) {
  if (!who?.name) return null;
  const url = webAddress(who.url);
  const name = url
    ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, who.name)
    : el("span", null, who.name);
  return el(
    "div",
    { class: "embed-author" },
    who.icon_url && imageOf({ url: who.icon_url, width: 24, height: 24 }),
    name,
  );
}

function title({ title: text, url }, names) {
  if (!text) return null;
  const address = webAddress(url);
  const words = inline(text, names);
  return el(
    "div",
    { class: "embed-title" },
    address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words) : words,
  );
}

function description({ description: text }, names) {
  return text ? el("div", { class: "embed-description prose" }, markdown(text, names)) : null;
}

function fields({ fields: list = [] }, names) {
  if (list.length === 0) return null;
  return el(
    "div",
    { class: "embed-fields" },
    rows(list).flatMap((row) =>
      row.map((field) =>
        el(
          "div",
          {
            class: "embed-field",
            style: { "grid-column": `span ${12 / row.length}` },
          },
          el("div", { class: "embed-field-name" }, inline(field.name, names)),
          el("div", { class: "embed-field-value prose" }, markdown(field.value, names)),
        ),
      ),
    ),
  );
}

/** Inline fields stand up to three beside each other; others alone. */
function rows(list) {
  const made = [];
  for (const field of list) {
    const last = made.at(-1);
    if (field.inline && last?.[0].inline && last.length < 3) last.push(field);
    else made.push([field]);
  }
  return made;
}

function thumbnail({ thumbnail: image, title: text }) {
  if (!image?.url) return null;
  const picture = { ...image, description: image.description ?? text ?? "" };
  const button = el(
    "button",
    {
      type: "button",
      class: "embed-thumbnail",
      "aria-label": "Enlarge thumbnail",
      onclick: () => openLightbox([picture], 0, button),
    },
    imageOf(picture, { width: 80, height: 80 }),
  );
  return button;
}

function footer({ footer: note, timestamp }) {
  if (!note?.text && !timestamp) return null;
  return el(
    "div",
    { class: "embed-footer" },
    note?.icon_url && imageOf({ url: note.icon_url, width: 20, height: 20 }),
    el(
      "span",
      null,
      note?.text,
      note?.text && timestamp && " • ",
      timestamp && el("time", { datetime: timestamp }, messageTime(new Date(timestamp))),
    ),
  );
}
