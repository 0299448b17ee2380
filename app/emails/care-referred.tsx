import type { Written } from "./letter/booking.ts";
import { Heading, Link, Paragraph, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { noteSubject, type PersonLetter, paragraphsOf } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To somebody who is referred on: why not here in the therapist's own words, and other places to turn. */
export function careReferred(letter: PersonLetter, words: { toThem: string; places: string }): Written {
  const { person, from, help } = letter;
  const [toThem, places] = [paragraphsOf(words.toThem), paragraphsOf(words.places)];
  const said = {
    hello: greeting(person.name),
    plainly:
      "I don’t think I’m the right person for what you need now, and I’d rather say so than keep you waiting. It says nothing about you, or about whether it can be helped.",
    always: "And whenever it can’t wait, day or night, here is who answers:",
    write: "If I can help you find your way to one of them, answer this letter.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "Other places to turn",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.plainly}</Paragraph>
          {toThem.map((paragraph) => (
            <Paragraph key={paragraph}>{paragraph}</Paragraph>
          ))}
          <Heading>Other places to turn</Heading>
          {places.map((place) => (
            <Paragraph key={place}>{place}</Paragraph>
          ))}
          <Paragraph>
            {said.always} <Link to={help.url}>{help.url}</Link>
          </Paragraph>
          <Paragraph>{said.write}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      said.plainly,
      ...toThem,
      ["Other places to turn:", ...places].join("\n"),
      `${said.always}\n${help.url}`,
      said.write,
      said.name,
    ),
    attachments: [],
  };
}
