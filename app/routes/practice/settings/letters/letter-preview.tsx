import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Page } from "./letter.tsx";

/** The letter as it would arrive, both ways it can be read and both ways somebody can ask for it, and a test of it. */
export function LetterPreview({ page }: { page: Page }) {
  const { letter, slug, isDiscreet, example } = page;
  const of = (as: boolean) => `?${new URLSearchParams({ of: slug, ...(as && { as: "discreet" }) })}`;
  const self = href("/practice/settings/letters/:letter", { letter });
  return (
    <Section title="As it arrives" id="preview">
      <nav aria-label="Which form">
        <ul className="shelves">
          {[false, true].map((as) => (
            <li key={String(as)}>
              <a href={`${self}${of(as)}#preview`} aria-current={as === isDiscreet ? "page" : undefined}>
                {as ? "Discreet" : "Ordinary"}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className="hint">Written to Alex, who doesn’t exist.</p>
      <p>
        Subject: <strong>{example.subject}</strong>
      </p>
      <div className="letter-shown">
        <iframe
          title="The letter with its looks"
          sandbox=""
          src={`${href("/practice/settings/letters/:letter/preview", { letter })}${of(isDiscreet)}`}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section tabIndex={0} aria-label="The letter as plain text">
          <pre>{example.text}</pre>
        </section>
      </div>
      <form
        method="post"
        action={`${href("/practice/settings/letters/:letter/test", { letter })}${of(isDiscreet)}`}
      >
        <Button kind="quiet" busy="Sending…">
          Send me a test
        </Button>
        <p className="hint">To your own address only, with “Test” before the subject.</p>
      </form>
    </Section>
  );
}
