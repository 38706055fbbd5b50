// Where does a sentence come from, in words, as a link and as text to paste?

import { element } from "./dom.js";

/** A link only for http(s): a document may name any string as its address, `javascript:` too. Else null. */
export function webAddress(url) {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : null;
}

/** dd/mm/yyyy by rearranging, not by Date: a time zone would move the day. What is no date is shown as it came. */
export function vietnameseDate(isoDate) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : isoDate;
}

/** `others` are further citations of the same sentence. */
export function sourceLine(citation, others = []) {
  return element("figcaption", { class: "source" }, titleOf(citation), details(citation), alsoIn(others));
}

/** The sentence and its source, as plain text for the clipboard. */
export function quotation({ text, citation }) {
  const { title, place, publisher, published_at: date } = citation;
  const source = [title, place, publisher, date && vietnameseDate(date)].filter(Boolean).join(", ");
  return [`“${text}”`, source && `— ${source}`, webAddress(citation.url)].filter(Boolean).join("\n");
}

function titleOf({ title, url }) {
  const name = title || "Tài liệu không có tên";
  const address = webAddress(url);
  if (!address) return element("cite", { class: "title" }, name);
  const link = { class: "title", href: address, target: "_blank", rel: "noopener noreferrer" };
  return element("cite", {}, element("a", link, name, element("span", { class: "unseen" }, " (mở trong thẻ mới)")));
}

function alsoIn(others) {
  if (others.length === 0) return null;
  const names = others.flatMap((other, index) => [index > 0 && "; ", titleOf(other), other.place && `, ${other.place}`]);
  return element("span", { class: "also-in" }, "Cũng có ở: ", ...names);
}

function details({ place, publisher, published_at: date, url }) {
  const address = webAddress(url);
  const parts = [
    place && element("span", { class: "place" }, place),
    publisher && element("span", { class: "publisher" }, publisher),
    date && element("time", { datetime: date }, vietnameseDate(date)),
    address && element("span", { class: "host" }, new URL(address).host),
  ].filter(Boolean);
  return parts.length > 0 && element("span", { class: "details" }, ...parts);
}
