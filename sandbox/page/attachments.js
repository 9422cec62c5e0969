// Pictures and files under a message.

import { el, webAddress } from "./dom.js";
import { icon } from "./icons.js";
import { openLightbox } from "./lightbox.js";

const UNITS = ["bytes", "KB", "MB", "GB"];
const WIDEST = 550;
const TALLEST = 350;

const isImage = (attachment) => attachment.content_type?.startsWith("image/");
const isAudio = (attachment) => attachment.content_type?.startsWith("audio/");
const hidden = (attachment) => attachment.filename.startsWith("SPOILER_");

/** All attachments of a message: pictures as one mosaic, sounds, then files. */
export function attachments(list) {
  const images = list.filter(isImage);
  const others = list.filter((attachment) => !isImage(attachment));
  const pictures = images.map((image) => ({
    url: image.url,
    width: image.width,
    height: image.height,
    description: image.description,
    name: image.filename,
    spoiler: hidden(image),
  }));
  return [
    pictures.length > 0 && gallery(pictures),
    others.map((other) => (isAudio(other) ? sound(other) : file(other))),
  ];
}

/** Several pictures laid out as Discord does; one alone keeps its shape. */
export function gallery(pictures) {
  const shown = pictures.slice(0, 10);
  return el(
    "div",
    { class: `gallery gallery-${shown.length}`, "data-testid": "gallery" },
    shown.map((picture, index) => tile(picture, shown, index)),
  );
}

function tile(picture, all, index) {
  const image = imageOf(picture);
  const open = () => {
    if (button.classList.contains("concealed")) reveal();
    else openLightbox(all, index, button);
  };
  const reveal = () => {
    button.classList.remove("concealed");
    button.setAttribute("aria-label", nameOf(picture));
  };
  const button = el(
    "button",
    {
      type: "button",
      class: `tile${picture.spoiler ? " concealed" : ""}`,
      onclick: open,
      "aria-label": picture.spoiler ? "Spoiler image, hidden" : nameOf(picture),
      "data-testid": "image",
    },
    image,
  );
  if (all.length === 1) keepShape(button, picture);
  return button;
}

const nameOf = (picture) => `Enlarge image: ${picture.description || picture.name || "no description"}`;

/** An image that says what it should have shown when it cannot be loaded. */
export function imageOf({ url, description, width, height }, attributes) {
  const image = el("img", {
    src: webAddress(url),
    alt: description ?? "",
    title: description,
    width,
    height,
    decoding: "async",
    ...attributes,
  });
  image.addEventListener("error", () =>
    image.replaceWith(el("span", { class: "broken-image" }, description || "This image could not be loaded")),
  );
  return image;
}

/** Reserve the room before the file is there, so that nothing jumps. */
function keepShape(node, { width, height }) {
  if (!width || !height) return;
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  node.style.setProperty("width", `${Math.round(width * scale)}px`);
  node.style.setProperty("aspect-ratio", `${width} / ${height}`);
}

function file({ url, filename, size, description }) {
  const address = webAddress(url);
  return el(
    "div",
    { class: "file", "data-testid": "file" },
    icon("file", 30),
    el(
      "div",
      { class: "file-words" },
      el("a", { href: address, download: filename, title: description }, filename),
      el("span", { class: "file-size" }, sizeOf(size)),
    ),
    el(
      "a",
      { class: "icon-button", href: address, download: filename, "aria-label": `Download ${filename}` },
      icon("download", 22),
    ),
  );
}

/** A file's card from a component, where only the address is known. */
export const fileAt = (url, name, size) => file({ url, filename: name ?? url.split("/").pop(), size });

function sound(attachment) {
  return el(
    "div",
    { class: "sound" },
    file(attachment),
    el("audio", {
      controls: true,
      preload: "metadata",
      src: webAddress(attachment.url),
      "aria-label": attachment.filename,
    }),
  );
}

function sizeOf(bytes) {
  if (!bytes) return "";
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${(bytes / 1024 ** step).toFixed(step === 0 ? 0 : 2)} ${UNITS[step]}`;
}
