import type { CountryHelp, CrisisLine } from "#app/domain/site/crisis-lines/line.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { numbersIn, telOf } from "#app/values/phone.ts";

/** A country's emergency number and its lines, each a number to press. */
export function CountryLines({ help: { country, name, emergency, lines } }: { help: CountryHelp }) {
  return (
    <Section title={name} id={country.toLowerCase()}>
      <Ledger
        rows={[
          { title: "Emergency", aside: <Dial to={emergency} /> },
          ...lines.map((line) => ({ title: line.name, text: about(line), aside: <Ways line={line} /> })),
        ]}
      />
    </Section>
  );
}

function about({ hours, languages, source, checkedOn }: CrisisLine) {
  return (
    <>
      {hours.charAt(0).toUpperCase() + hours.slice(1)}
      {languages && `, in ${languages}`}.{" "}
      <a href={source} rel="noreferrer">
        Source
      </a>
      , <span className="whitespace-nowrap">as of {checkedOn}</span>
    </>
  );
}

function Ways({ line: { phone, text, whatsapp, chat } }: { line: CrisisLine }) {
  return (
    <span className="cluster">
      {phone && <Dial to={phone} />}
      {text && <span>text {text}</span>}
      {whatsapp && <a href={`https://wa.me/${whatsapp.replaceAll(/\D/g, "")}`}>WhatsApp {whatsapp}</a>}
      {chat && (
        <a href={chat} rel="noreferrer">
          Chat
        </a>
      )}
    </span>
  );
}

/** A number to press; where there are two ("112 or 999"), each of them. */
export function Dial({ to }: { to: string }) {
  const numbers = new Set(numbersIn(to));
  return to.split(/(\+?\d[\d ]*\d)/).map((part) =>
    numbers.has(part) ? (
      <a key={part} className="time" href={telOf(part)}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
