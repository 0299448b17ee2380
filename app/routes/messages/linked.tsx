import type { ReactNode } from "react";

const address = /https?:\/\/[^\s<>"'\p{Cc}]+/giu;
/** What ends a sentence rather than an address. */
const trailing = /[.,;:!?)\]}…’”]+$/u;

/** A text with the web addresses in it as links: nothing but http and https, shown exactly as they are written. */
export function Linked({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = found.replace(trailing, "");
    if (!isAddress(shown)) continue;
    parts.push(text.slice(from, index));
    parts.push(
      <a key={index} href={shown} rel="noopener noreferrer nofollow ugc">
        {shown}
      </a>,
    );
    from = index + shown.length;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    (url?.protocol === "https:" || url?.protocol === "http:") && url.username === "" && url.password === ""
  );
}
