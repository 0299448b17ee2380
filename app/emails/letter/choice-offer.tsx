import type { choiceInWords } from "./choice.ts";
import { Link, Paragraph } from "./frame.tsx";

type Said = ReturnType<typeof choiceInWords>;

/** What they may choose about, with the way there; nothing where there is nothing to choose. */
export function ChoiceOffer({ said }: { said: Said }) {
  if (!said) return null;
  return (
    <>
      <Paragraph>{said.words}</Paragraph>
      {said.links.map(({ words, url }) => (
        <Paragraph key={url}>
          <Link to={url}>{words}</Link>
        </Paragraph>
      ))}
    </>
  );
}

/** The same as plain text; null where there is nothing to choose. */
export function choiceLines(said: Said): string | null {
  if (!said) return null;
  const { words, links } = said;
  const [only] = links;
  if (links.length === 1 && only) return `${words}\n${only.url}`;
  return [words, ...links.map(({ words, url }) => `${words}\n${url}`)].join("\n\n");
}
