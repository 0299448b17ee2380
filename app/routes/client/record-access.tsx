import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { recordAccess } from "#app/domain/privacy/record-access.ts";
import { timeOnALine } from "#app/routes/when.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { dayOf, formatDay } from "#app/values/zoned.ts";
import type { Route } from "./+types/record-access";
import { whoIsHere } from "./here.ts";
import { lookInWords, workInWords } from "./looks.ts";

export { ErrorBoundary } from "./trouble.tsx";

const self = href("/client/account/record-access");

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const practice = await ownPractice(ctx);
  const clock = { zone: zone ?? practice.zone, locale: practice.locale };
  const before = new URL(request.url).searchParams.get("before");
  const { looks, more } = await recordAccess(ctx, { count: 100, before });
  const isSeveral = new Set(looks.map(({ client }) => client)).size > 1;
  const days = Map.groupBy(looks, ({ at }) => dayOf(clock.zone, at));
  return {
    isLater: before !== null,
    more: more && `${self}?before=${more}`,
    days: [...days].map(([day, some]) => ({
      day,
      title: `${formatDay(some[0]?.at.getTime() ?? 0, clock.zone, clock)} ${day.slice(0, 4)}`,
      looks: some.map((look) => ({
        id: look.id,
        who: look.who,
        as: workInWords(look),
        what: lookInWords(look),
        of: isSeveral ? look.client : null,
        at: look.at.toISOString(),
        time: timeOnALine(look.at.getTime(), clock),
      })),
    })),
  };
}

export function meta() {
  return [{ title: "Who has opened your record" }, { name: "robots", content: "noindex" }];
}

export default function RecordAccess({ loaderData: { days, more, isLater } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title="Who has opened your record"
        lede={
          <p>
            Every look into it by somebody of the practice is written down here, and nobody can take it out
            again. What you look at yourself isn’t listed.
          </p>
        }
      />
      {days.length === 0 && (
        <p>
          {isLater ? "Nothing earlier." : "Nobody has opened it so far. When somebody does, it stands here."}
        </p>
      )}
      {days.map(({ day, title, looks }) => (
        <Section key={day} title={title}>
          <ul className="ledger">
            {looks.map(({ id, who, as, what, of, at, time }) => (
              <li key={id}>
                <h3>{who}</h3>
                <div className="hint">
                  <time dateTime={at}>{time}</time>
                </div>
                <p className="hint">
                  {as && `${as}. `}
                  {what}
                  {of && ` (${of})`}.
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {more && (
        <p>
          <a href={more}>Earlier</a>
        </p>
      )}
      <p className="hint">
        Something here you don’t understand? Ask your therapist, or write to the practice.{" "}
        <a href={href("/client/account")}>Back to your account</a>
      </p>
    </>
  );
}
