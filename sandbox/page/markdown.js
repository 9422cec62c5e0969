// Discord's markdown, blocks: code, quotes, headings, small text, lists, paragraphs.

import { el } from "./dom.js";
import { inline } from "./inline.js";

const FENCE = /```(?:([\w+\-.#]+)\n|\n)?([\s\S]+?)\n*```/g;
const HEADING = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const LIST_ITEM = /^( *)([-*]|\d{1,9}\.) +(.+)$/;
const CUSTOM_EMOJI = /<a?:\w+:\d+>/g;
const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\u200d\ufe0f\p{Extended_Pictographic}]*\s*){1,27}$/u;

/** Nodes for a text; `names` is the World that knows the people and channels mentioned. */
export function markdown(text, names) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const match of text.matchAll(FENCE)) {
    fragment.append(
      blocks(text.slice(at, match.index).replace(/\n$/, ""), names),
      codeBlock(match[1], match[2]),
    );
    at = match.index + match[0].length;
    if (text[at] === "\n") at += 1;
  }
  fragment.append(blocks(text.slice(at), names));
  return fragment;
}

/** Whether Discord would show these emoji large. */
export function isEmojiOnly(text) {
  const standard = text.replace(CUSTOM_EMOJI, "🙂").trim();
  return standard.length < 120 && EMOJI_ONLY.test(standard);
}

function codeBlock(language, code) {
  return el("pre", { class: "code-block", "data-language": language, tabindex: "0" }, el("code", null, code));
}

function blocks(text, names) {
  const fragment = document.createDocumentFragment();
  const lines = text.split("\n");
  let plain = [];
  const flush = () => {
    if (plain.length > 0) fragment.append(inline(plain.join("\n"), names));
    plain = [];
  };
  while (lines.length > 0 && text !== "") {
    const block = takeBlock(lines, names);
    if (block) {
      // A block starts a line of its own: the break before it is not shown twice.
      flush();
      fragment.append(block);
    } else plain.push(lines.shift());
  }
  flush();
  return fragment;
}

function takeBlock(lines, names) {
  const [line] = lines;
  const heading = HEADING.exec(line);
  if (heading)
    return (
      lines.shift() &&
      el(
        "div",
        {
          class: `heading-${heading[1].length}`,
          role: "heading",
          "aria-level": String(heading[1].length + 3),
        },
        inline(heading[2], names),
      )
    );
  const subtext = SUBTEXT.exec(line);
  if (subtext) return lines.shift() && el("small", { class: "subtext" }, inline(subtext[1], names));
  if (line.startsWith(">>> ")) return quote(lines.splice(0).join("\n").slice(4), names);
  if (line.startsWith("> "))
    return quote(
      takeWhile(lines, (next) => /^>( |$)/.test(next))
        .map((quoted) => quoted.slice(2))
        .join("\n"),
      names,
    );
  return LIST_ITEM.test(line)
    ? list(
        takeWhile(lines, (next) => LIST_ITEM.test(next)),
        names,
      )
    : null;
}

function takeWhile(lines, belongs) {
  const end = lines.findIndex((line) => !belongs(line));
  return lines.splice(0, end === -1 ? lines.length : end);
}

function quote(text, names) {
  return el("blockquote", null, el("div", { class: "quoted" }, blocks(text, names)));
}

function list(lines, names) {
  const items = lines
    .map((line) => LIST_ITEM.exec(line))
    .map(([, indent, mark, text]) => ({ indent: indent.length, mark, text }));
  return nest(items, names);
}

function nest(items, names) {
  const [{ indent, mark }] = items;
  const numbered = mark.endsWith(".");
  const root = el(numbered ? "ol" : "ul", numbered ? { start: parseInt(mark, 10) } : null);
  while (items.length > 0) {
    if (items[0].indent <= indent || !root.lastChild)
      root.append(el("li", null, inline(items.shift().text, names)));
    else {
      const end = items.findIndex((item) => item.indent <= indent);
      root.lastChild.append(nest(items.splice(0, end === -1 ? items.length : end), names));
    }
  }
  return root;
}
