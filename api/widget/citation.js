// Where does a sentence come from, in words and as links?

import { element } from "./dom.js";

// Further marks on a source page; an address of this length passes every proxy.
const MOST_MARKS = 40;

/** A link only for http(s): a document may name any string as its address, `javascript:` too. Else null. */
function webAddress(url) {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return /^https?:$/.test(protocol) ? href : null;
}

/** dd/mm/yyyy by rearranging, not by Date: a time zone would move the day. What is no date is shown as it came. */
function vietnameseDate(isoDate) {
  return isoDate.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1");
}

/** Where a citation's sentence is shown in its source, with what else is `cited` of that document marked too. */
export function sourceAddress(citation, cited, api) {
  const { document_id: id, start, end, source_link: given } = citation;
  const built = `sources/${encodeURIComponent(id)}?start=${start}&end=${end}`;
  // The service's own pages only, whatever the reply says.
  const url = [given, built].map((link) => link && URL.canParse(link, api) && new URL(link, api))
    .find((one) => one && one.href.startsWith(`${api}sources/`));
  // By which the page knows that the document has changed since.
  if (citation.document_sha256) url.searchParams.set("sha256", citation.document_sha256);
  const others = cited.filter((other) => other.document_id === id && other.start !== start);
  const marks = new Set(others.map((other) => `${other.start}-${other.end}`));
  for (const mark of [...marks].slice(-MOST_MARKS)) url.searchParams.append("also", mark);
  return url.href;
}

/** Its address is set, and set again, by the conversation, which knows what else is cited. */
export function sourceLink(citation, words, follow) {
  const link = element("a", { class: "see", target: "_blank", rel: "noopener" }, words.see);
  link.citation = citation;
  link.addEventListener("click", follow);
  return link;
}

/** To the very words on the publisher's own page, where the browser can find them. */
export function originalLink({ text_fragment: url }, words) {
  const address = webAddress(url);
  return address && outward(address, words, "original", words.original);
}

/** `others` are further citations of the same sentence; `number` gives the next number of a source. */
export function sourceLine(citation, others, number, words) {
  return element("figcaption", { class: "source" },
    titleOf(citation, number, words), details(citation), alsoIn(others ?? [], number, words));
}

function outward(href, words, className, label) {
  const apart = element("span", { class: "unseen" }, ` (${words.apart})`);
  return element("a", { class: className, href, target: "_blank", rel: "noopener noreferrer" }, label, apart);
}

function titleOf({ title, url }, number, words) {
  const name = title || words.untitled;
  const address = webAddress(url);
  const shown = address ? outward(address, words, "title", name) : element("span", { class: "title" }, name);
  return element("cite", { lang: "vi", dir: "auto" }, `[${number()}] `, shown);
}

function alsoIn(others, number, words) {
  if (others.length === 0) return null;
  const names = others.flatMap((other, index) => [index > 0 && "; ", titleOf(other, number, words), other.place && `, ${other.place}`]);
  return element("span", { class: "also-in" }, words.alsoIn, names);
}

function details({ place, publisher, published_at: date, url }) {
  const address = webAddress(url);
  const parts = [
    place && element("span", { class: "place" }, place),
    publisher && element("span", { class: "publisher" }, publisher),
    date && element("time", { datetime: date }, vietnameseDate(date)),
    address && element("span", { class: "host" }, new URL(address).host),
  ].filter(Boolean);
  return parts.length > 0 && element("span", { class: "details", lang: "vi" }, parts);
}
