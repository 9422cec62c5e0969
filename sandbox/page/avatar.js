// Round pictures of people: their colour and their initials.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** Dark or white ink, whichever reads better on the colour. */
function ink(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? "#1e1f22" : "#ffffff";
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

/** An avatar, with a dot for online or offline if `online` is given. */
export function avatar(user, world, { size = 40, online } = {}) {
  const colour = world.colourOf(user);
  const picture = el(
    "span",
    { class: "avatar-picture", style: { background: colour, color: ink(colour) } },
    initials(world.nameOf(user)),
  );
  const dot = online === undefined ? null : el("span", { class: `status ${online ? "online" : "offline"}` });
  return el(
    "span",
    { class: "avatar", "aria-hidden": "true", style: { "--size": `${size}px` } },
    picture,
    dot,
  );
}

/** The mark beside a bot's name. */
export function appTag() {
  return el("span", { class: "app-tag" }, icon("check", 11), "APP");
}
