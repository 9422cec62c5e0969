// Times as Discord writes them, in the reader's own locale.

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const CLOCK = format({ timeStyle: "short" });
const DAY = format({ dateStyle: "long" });
const NUMERIC = format({ dateStyle: "short" });
const FULL = format({ dateStyle: "full", timeStyle: "short" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const STYLES = {
  t: CLOCK,
  T: format({ timeStyle: "medium" }),
  d: NUMERIC,
  D: DAY,
  f: format({ dateStyle: "long", timeStyle: "short" }),
  F: FULL,
};

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export const clock = (date) => CLOCK.format(date);
export const day = (date) => DAY.format(date);
export const full = (date) => FULL.format(date);
export const sameDay = (one, other) => one.toDateString() === other.toDateString();

/** The time beside a message's author. */
export function messageTime(date, now = new Date()) {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (sameDay(date, now)) return `Today at ${clock(date)}`;
  if (sameDay(date, yesterday)) return `Yesterday at ${clock(date)}`;
  return `${NUMERIC.format(date)} ${clock(date)}`;
}

/** The text of `<t:seconds:style>`. */
export function timestamp(seconds, style = "f", now = Date.now()) {
  if (style === "R") return relative(seconds - now / 1000);
  return STYLES[style].format(new Date(seconds * 1000));
}

function relative(seconds) {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return RELATIVE.format(Math.round(seconds / size), unit);
}

/** Bring every relative time on the page up to date. */
export function refreshRelativeTimes(root) {
  for (const node of root.querySelectorAll("time[data-relative]")) {
    node.textContent = timestamp(Number(node.dataset.relative), "R");
  }
}
