// Building elements. Text always becomes text nodes, so nobody's words can become markup.

/** Make an element; `on…` attributes with functions become listeners, `style` takes an object. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) assign(node, name, value);
  node.append(...present(children));
  return node;
}

/** Replace everything inside a node. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** The address if a browser may safely follow it, else null. */
export function webAddress(address) {
  if (typeof address !== "string") return null;
  try {
    const { protocol } = new URL(address, location.href);
    return protocol === "http:" || protocol === "https:" ? address : null;
  } catch {
    return null;
  }
}

let lastId = 0;

/** An element id no other element on the page has. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (name === "style")
    for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
  else node.setAttribute(name, value === true ? "" : value);
}
