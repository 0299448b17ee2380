import { renderToStaticMarkup } from "react-dom/server";
import type { HandedOver } from "#app/domain/privacy/hand-over.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import {
  bookingFacts,
  contactFacts,
  type Facts,
  formFacts,
  moneyFacts,
  noticeFacts,
  placeFacts,
  seriesFacts,
} from "./export-facts.ts";

const style = `
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.6 system-ui, sans-serif; }
  h1, h2, h3 { font-weight: 500; line-height: 1.2; }
  dl { display: grid; grid-template-columns: minmax(6rem, 11rem) 1fr; gap: .25rem 1rem; }
  dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  section { border-top: 1px solid #8a9a98; margin-top: 2rem; }
`;

/** What was handed over, as one page to read and print that needs nothing around it. */
export function exportDocument(handed: HandedOver, locale: string): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(<Document handed={handed} locale={locale} />)}`;
}

function Document({ handed, locale }: { handed: HandedOver; locale: string }) {
  const zone = handed.account?.zone ?? handed.practice.zone;
  const when = (at: Date | null) => {
    if (!at) return null;
    const { when, where } = whenAndWhere(at.getTime(), { zone, locale });
    return `${when} ${at.getUTCFullYear()} (${where})`;
  };
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`What ${handed.practice.name} keeps of yours`}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1>What {handed.practice.name} keeps of yours</h1>
        <p>
          Written on {when(handed.writtenAt)}. Questions: {handed.practice.email}
        </p>
        <Part title="Your account">
          <List
            facts={[
              ["Email", handed.account?.email],
              ["Name", handed.account?.name],
              ["Clock", handed.account?.zone],
              ["Since", when(handed.account?.createdAt ?? null)],
            ]}
          />
        </Part>
        <Part title="How you may be reached">
          {handed.contact.map((contact) => (
            <List key={contact.createdAt.toISOString()} facts={contactFacts(contact)} />
          ))}
        </Part>
        <Part title="Your care">
          {handed.care.map((care) => (
            <List
              key={care.since.toISOString()}
              facts={[
                ["With", care.therapist],
                ["As", care.as],
                ["Stage", care.stage],
                ["Since", when(care.since)],
                ["Begun together", when(care.begunAt)],
                ["Ended", when(care.endedAt)],
              ]}
            />
          ))}
        </Part>
        <Part title="Your bookings">
          {handed.bookings.map((booking) => (
            <div key={`${booking.startsAt.toISOString()} ${booking.bookedAt.toISOString()}`}>
              <h3>{when(booking.startsAt)}</h3>
              <List facts={bookingFacts(booking, { when, locale })} />
            </div>
          ))}
        </Part>
        <Part title="Your series">
          {handed.series.map((series) => (
            <List key={series.madeAt.toISOString()} facts={seriesFacts(series, { when, locale })} />
          ))}
        </Part>
        <Part title="Your places in line">
          {handed.waiting.map((place) => (
            <List key={place.joinedAt.toISOString()} facts={placeFacts(place, { when, locale })} />
          ))}
        </Part>
        <Part title="What was agreed to">
          {handed.consents.map(({ purpose, version, givenBy, givenAt, withdrawnAt }) => (
            <List
              key={`${purpose} ${givenAt.toISOString()} ${givenBy}`}
              facts={[
                ["What", `${purpose}, version ${version}`],
                ["By", givenBy],
                ["On", when(givenAt)],
                ["Taken back", when(withdrawnAt)],
              ]}
            />
          ))}
        </Part>
        <Part title="Your messages">
          {handed.messages.flatMap(({ with: whom, messages }) =>
            messages.map(({ id, from, text, at, files }) => (
              <List
                key={id}
                facts={[
                  ["With", whom],
                  ["From", from],
                  ["On", when(at)],
                  ["Says", text ?? "Taken back"],
                  ["With it", files.map(({ name, address }) => `${name}: ${address}`).join("\n")],
                ]}
              />
            )),
          )}
        </Part>
        <Part title="Your forms">
          {handed.forms.map((form) => (
            <div key={`${form.name} ${form.askedAt.toISOString()}`}>
              <h3>{form.for ? `${form.name}, for ${form.for}` : form.name}</h3>
              <List facts={formFacts(form, { when, locale })} />
            </div>
          ))}
        </Part>
        <Part title="Your money">
          {moneyFacts(handed.money, { when, locale }).map(({ key, facts }) => (
            <List key={key} facts={facts} />
          ))}
        </Part>
        <Part title="What you hear about">
          <List
            facts={Object.entries(handed.hears).map(([topic, { email, inPlace }]) => [
              topic.replaceAll("_", " "),
              [email && "by email", inPlace && "among your notices"].filter(Boolean).join(", ") ||
                "not at all",
            ])}
          />
        </Part>
        <Part title="Your notices">
          {handed.notices.map((notice) => (
            <List
              key={`${notice.at.toISOString()} ${notice.kind} ${notice.startsAt?.toISOString()}`}
              facts={noticeFacts(notice, when)}
            />
          ))}
        </Part>
        <Part title="Where you are signed in">
          {handed.devices.map(({ device, signedInAt, lastSeenAt }) => (
            <List
              key={signedInAt.toISOString()}
              facts={[
                ["Device", device],
                ["Since", when(signedInAt)],
                ["Last used", when(lastSeenAt)],
              ]}
            />
          ))}
        </Part>
      </body>
    </html>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function List({ facts }: { facts: Facts }) {
  return (
    <dl>
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} style={{ display: "contents" }}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
