// What may the host page set, and what stands where it sets nothing or something that cannot be?

const CHOICES = { mode: ["floating", "inline"], lang: ["vi", "en"], theme: ["auto", "light", "dark"] };

// More would fill a phone before the first question.
const MOST_SUGGESTIONS = 6;

// `theme` is the style sheet's own business, and `filter` is read with each question.
export const OBSERVED = ["mode", "lang", "api", "heading", "greeting", "suggestions"];

export function optionsOf(host) {
  return {
    mode: choice(host, "mode"),
    lang: choice(host, "lang"),
    theme: choice(host, "theme"),
    api: apiOf(host),
    heading: host.getAttribute("heading")?.trim(),
    greeting: host.getAttribute("greeting")?.trim(),
    // Without the attribute none is named, and the service's own stand there; an empty one wants none.
    suggestions: listed(host.getAttribute("suggestions"))?.slice(0, MOST_SUGGESTIONS),
    filter: () => filterOf(host),
  };
}

function choice(host, name) {
  const choices = CHOICES[name];
  const value = host.getAttribute(name);
  if (value === null || choices.includes(value)) return value ?? choices[0];
  return instead(name, value, choices.join(" | "), choices[0]);
}

/** With a slash at its end, so that addresses below it resolve under any path prefix. */
function apiOf(host) {
  const usual = new URL("..", import.meta.url).href;
  const value = host.getAttribute("api");
  if (value === null) return usual;
  const url = URL.canParse(value, document.baseURI) && new URL(value, document.baseURI);
  if (!url || !/^https?:$/.test(url.protocol)) return instead("api", value, "http(s)://…", usual);
  return `${url.origin}${url.pathname.replace(/\/*$/, "/")}`;
}

/** As POST /v1/ask takes it: from JSON, or from “documents: a | b” or “publishers: A | B”. */
function filterOf(host) {
  const value = host.getAttribute("filter")?.trim();
  if (!value) return undefined;
  const [, kind, names] = /^(documents|publishers):(.*)$/s.exec(value) ?? [];
  if (kind) return { [kind === "documents" ? "document_ids" : kind]: listed(names) };
  try {
    const filter = JSON.parse(value);
    if (filter.constructor === Object) return filter;
  } catch {
    // Said below.
  }
  return instead("filter", value, "documents: … | … / publishers: … | … / {…}");
}

function listed(text) {
  return text?.split(/[\n|]/).map((part) => part.trim()).filter(Boolean);
}

function instead(name, value, right, usual) {
  console.error(`<hoi-dap> ${name}="${value}": ${right}`);
  return usual;
}
