import type { BookingLetter } from "./booking.ts";

const controls = /[\p{Cc}\u2028\u2029]+/gu;
// Marks that turn the reading direction round (Unicode UAX 9), and invisible fillers. Joiners stay: emoji and Persian need them.
const disguises = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/gu;
const looksLikeAnAddress = /[/:@.\\\d]/;
/** UTF-16 units that the widest honest letter takes: a family of four with skin tones has 19. */
const widest = 20;
const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A text from outside as one honest line: no control characters, no direction marks, at most `limit` letters as people
 * count them, and no letter buried under hundreds of accents.
 */
export function oneLine(text: string, limit = 80): string {
  const line = text.toWellFormed().replace(controls, " ").replace(disguises, "").replace(/\s+/g, " ").trim();
  const whole = Array.from(letters.segment(line.slice(0, limit * widest)), ({ segment }) => segment);
  if (line.length <= limit * widest && whole.length <= limit) return line;
  if (line.length > limit * widest) whole.pop(); // The cut may have gone through it.
  return `${whole
    .slice(0, limit - 1)
    .join("")
    .trimEnd()}…`;
}

/** A subject: one line of at most 120 letters. */
export function subject(text: string): string {
  return oneLine(text, 120);
}

/** What the letter is about in its subject: "time with Maren Holt", or a word that tells nobody anything. */
export function timeWith({ guest, therapist }: Pick<BookingLetter, "guest" | "therapist">): string {
  return guest.isDiscreet ? "appointment" : `time with ${oneLine(therapist.name, 60)}`;
}

/** The subject of what became of a request; nobody reads in it with whom, where that is not for others to know. */
export function aboutTheTimeAsked(letter: Pick<BookingLetter, "guest" | "therapist">, when: string): string {
  const { guest, therapist } = letter;
  const asked = guest.isDiscreet
    ? "appointment you asked for"
    : `time you asked for with ${oneLine(therapist.name, 60)}`;
  return subject(`About the ${asked}: ${when}`);
}

/**
 * "Hello Ann,". Anyone may type any name beside anyone's address, so a first word that could pass for a link or a
 * number is left out: our mail carries no stranger's advertisement.
 */
export function greeting(name: string): string {
  const [first = ""] = oneLine(name, 40).split(" ");
  return first === "" || looksLikeAnAddress.test(first) ? "Hello," : `Hello ${first},`;
}

/** The address if a browser may safely follow it (http or https), otherwise null. */
export function webAddress(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
