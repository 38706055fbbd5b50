// How is an element made without ever parsing a string as HTML?

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  ask: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  close: "M6 6l12 12M18 6 6 18",
  clear: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  chat: "M5 5h14v11h-7l-4 4v-4H5z",
  thumb: "M7 10v9H4v-9zl4-7c2 0 2.5 1 2.5 2.5L13 9h6l-1.5 10H7",
};

/** Children that are strings become text nodes; a child or an attribute that is null, undefined or false is left out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  setAll(node, attributes);
  node.append(...children.flat().filter(isThere));
  return node;
}

export function button(className, label, onClick, attributes = {}) {
  const node = element("button", { type: "button", class: className, ...attributes }, label);
  node.addEventListener("click", onClick);
  return node;
}

/** A decoration: what it stands for is said by the label of its button. */
export function icon(name) {
  const [node, path] = ["svg", "path"].map((tag) => document.createElementNS(SVG, tag));
  setAll(node, { viewBox: "0 0 24 24", "aria-hidden": "true" });
  path.setAttribute("d", ICONS[name]);
  node.append(path);
  return node;
}

function setAll(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) if (isThere(value)) node.setAttribute(key, value);
}

function isThere(value) {
  return (value ?? false) !== false;
}
