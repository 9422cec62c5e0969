// A picture on its own, over the page; arrows go to the next, Escape closes.

import { el, fill, webAddress } from "./dom.js";
import { icon } from "./icons.js";

/** Show `pictures[index]`; the focus goes back to `opener` afterwards. */
export function openLightbox(pictures, index, opener) {
  let at = index;
  const stage = el("figure", { class: "lightbox-stage" });
  const step = (by) => {
    at = (at + by + pictures.length) % pictures.length;
    show();
  };
  const show = () => fill(stage, ...figure(pictures[at], at, pictures.length));
  const dialog = el(
    "dialog",
    {
      class: "lightbox",
      "aria-label": "Image",
      "data-testid": "lightbox",
      onclick: (event) => event.target.closest("a, button, img") ?? dialog.close(),
      onkeydown: (event) => {
        if (event.key === "ArrowRight") step(1);
        if (event.key === "ArrowLeft") step(-1);
      },
      onclose: () => {
        dialog.remove();
        opener?.focus({ preventScroll: true });
      },
    },
    el(
      "button",
      {
        class: "lightbox-close icon-button",
        type: "button",
        "aria-label": "Close",
        autofocus: true,
        onclick: () => dialog.close(),
      },
      icon("close", 26),
    ),
    stage,
    pictures.length > 1 &&
      [
        ["Previous", -1],
        ["Next", 1],
      ].map(([label, by]) =>
        el(
          "button",
          {
            type: "button",
            class: `lightbox-step ${label.toLowerCase()}`,
            "aria-label": `${label} image`,
            onclick: () => step(by),
          },
          icon("chevron", 30),
        ),
      ),
  );
  show();
  document.body.append(dialog);
  dialog.showModal();
}

function figure(picture, at, count) {
  const caption = picture.description || picture.name || "";
  return [
    el("img", { src: webAddress(picture.url), alt: caption, width: picture.width, height: picture.height }),
    el(
      "figcaption",
      null,
      el("span", null, caption),
      count > 1 && el("span", { class: "muted" }, `${at + 1} of ${count}`),
      el(
        "a",
        { href: webAddress(picture.url), target: "_blank", rel: "noopener noreferrer" },
        "Open original",
      ),
    ),
  ];
}
