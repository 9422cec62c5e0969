// Discord's markdown inside a line: emphasis, code, spoilers, links, mentions, times.

import { el } from "./dom.js";
import { customEmoji } from "./emoji.js";
import { full, timestamp } from "./time.js";

const PLAIN = /[^\\`<[*_~|@h]+/y;

// Tried in order at each place; each takes the match, the World and a way to go on inside.
const RULES = [
  [/\\([^A-Za-z0-9\s])/y, ([, character]) => character],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, ([, , code]) => el("code", { class: "inline-code" }, code.trim() || code)],
  [/<@!?(\d+)>/y, ([, id], names) => mention(`@${names.knows(id) ? names.nameOf({ id }) : "unknown-user"}`)],
  [/<@&(\d+)>/y, () => mention("@role")],
  [/<#(\d+)>/y, ([, id], names) => mention(`#${names.channelById(id)?.name ?? "unknown"}`)],
  [/<\/([-\w ]+):\d+>/y, ([, name]) => mention(`/${name}`)],
  [/<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y, ([, seconds, style]) => moment(Number(seconds), style)],
  [/<a?:(\w+):(\d+)>/y, ([, name, id]) => customEmoji(id, name)],
  [/<(https?:\/\/[^\s>]+)>/y, ([, address]) => link(address, address)],
  [
    /\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"\n]*")?\)/y,
    ([, text, address], names, inside) => link(address, inside(text)),
  ],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])!?*_~|]/y, ([address]) => link(address, address)],
  [/@(?:everyone|here)\b/y, ([text]) => mention(text)],
  [/\*\*([\s\S]+?)\*\*(?!\*)/y, ([, text], names, inside) => el("strong", null, inside(text))],
  [/__([\s\S]+?)__(?!_)/y, ([, text], names, inside) => el("u", null, inside(text))],
  [
    /\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])+?)\*(?!\*)/y,
    ([, text], names, inside) => el("em", null, inside(text)),
  ],
  [/_((?:__|\\[\s\S]|[^_\\])+?)_(?!\w)/y, ([, text], names, inside) => el("em", null, inside(text))],
  [/~~(?=\S)([\s\S]+?)~~/y, ([, text], names, inside) => el("s", null, inside(text))],
  [/\|\|([\s\S]+?)\|\|/y, ([, text], names, inside) => spoiler(inside(text))],
];

/** Nodes for running text; line breaks stay as they are (the page shows them). */
export function inline(text, names) {
  const fragment = document.createDocumentFragment();
  const inside = (inner) => inline(inner, names);
  let at = 0;
  while (at < text.length) {
    const { length, node } = next(text, at, names, inside);
    fragment.append(node);
    at += length;
  }
  fragment.normalize();
  return fragment;
}

function next(text, at, names, inside) {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text);
  if (plain) return { length: plain[0].length, node: plain[0] };
  for (const [pattern, build] of RULES) {
    // `_` inside a word is a letter, as in snake_case.
    if (pattern.source.startsWith("_") && at > 0 && /\w/.test(text[at - 1])) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { length: match[0].length, node: build(match, names, inside) };
  }
  return { length: 1, node: text[at] };
}

function mention(text) {
  return el("span", { class: "mention" }, text);
}

function link(address, text) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, text);
}

function moment(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "Invalid Date";
  return el(
    "time",
    {
      class: "moment",
      datetime: date.toISOString(),
      title: full(date),
      "data-relative": style === "R" ? String(seconds) : null,
    },
    timestamp(seconds, style),
  );
}

function spoiler(content) {
  const text = el("span", { class: "spoiler-text" }, content);
  text.inert = true;
  const reveal = () => {
    node.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    text.inert = false;
  };
  const node = el(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      "aria-label": "Spoiler, hidden",
      onclick: reveal,
      onkeydown: (event) =>
        (event.key === "Enter" || event.key === " ") && (event.preventDefault(), reveal()),
    },
    text,
  );
  return node;
}
