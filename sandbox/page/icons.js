// Line icons, drawn for this page.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: ["M5 9h15M4 15h15M10 4 7.5 20M16.5 4 14 20"],
  at: ["M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1"],
  menu: ["M4 6h16M4 12h16M4 18h16"],
  people: [
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.2M18 14.5c2.2.8 3.5 2.7 3.5 5.5",
  ],
  chat: ["M4 5h16v11H10l-5 4v-4H4Z"],
  plus: ["M12 8v8M8 12h8", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z"],
  send: ["M4 12 3.5 4.5 21 12 3.5 19.5 4 12Zm0 0h8"],
  chevron: ["m6 9 6 6 6-6"],
  switch: ["M7 4 3.5 7.5 7 11M4 7.5h14M17 13l3.5 3.5L17 20M20 16.5H6"],
  close: ["M6 6l12 12M18 6 6 18"],
  file: ["M6 3h8l4 4v14H6ZM14 3v4h4"],
  download: ["M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14"],
  external: ["M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"],
  eye: [
    "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z",
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  ],
  check: ["m5 12.5 4.5 4.5L19 7.5"],
  warning: ["M12 4 2.5 20h19ZM12 10v4.5M12 17.2v.3"],
  bolt: ["M13 3 5 13.5h6L10 21l8.5-11H12Z"],
};

/** An inline drawing, hidden from assistive technology: its control carries the name. */
export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = {
    viewBox: "0 0 24 24",
    width: size,
    height: size,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
    class: `icon icon-${name}`,
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
