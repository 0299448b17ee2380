import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import type { CodeShown } from "./code.tsx";

/** A code, what can be done with it, and what became of it. */
export function CodePage({ page }: { page: CodeShown }) {
  const { id, code, label, state, news, mayChange } = page;
  return (
    <>
      <WorkHeading
        title={code}
        eyebrow="Code"
        lede={label && <p>{label}</p>}
        actions={
          mayChange && (
            <>
              <ButtonLink kind="quiet" href={href("/office/codes/:id/details", { id })}>
                Change it
              </ButtonLink>
              <Switch id={id} isActive={page.isActive} />
            </>
          )
        }
      />
      <div className="stack">
        {news && (
          <Notice kind="ok" flash>
            <p>{news}</p>
          </Notice>
        )}
        <Facts facts={[{ term: "Now", value: <Tag kind={state.kind}>{state.words}</Tag> }, ...page.facts]} />
      </div>
      <Section title="What became of it">
        <Uses page={page} />
      </Section>
      <p>
        <a href={href("/office/codes")}>All codes</a>
      </p>
    </>
  );
}

function Switch({ id, isActive }: { id: string; isActive: boolean }) {
  return (
    <form method="post" action={href("/office/codes/:id/standing", { id })}>
      <HiddenFields values={{ standing: isActive ? "off" : "on" }} />
      <Button kind="quiet" busy="Saving…">
        {isActive ? "Switch it off" : "Switch it on"}
      </Button>
    </form>
  );
}

function Uses({ page: { id, uses, count, total } }: { page: CodeShown }) {
  if (uses.length === 0)
    return (
      <p className="empty">
        Nobody has booked with it yet. Each booking stands here then, with what was taken off.
      </p>
    );
  return (
    <div className="stack">
      <p>
        {count}, {total} taken off in all.{" "}
        <a href={href("/office/codes/:id/uses.csv", { id })}>Take it along (CSV)</a>
      </p>
      <ul className="rows">
        {uses.map((use) => (
          <li key={use.id}>
            <Time at={use.at}>{use.booked}</Time>
            <div>
              {use.what}
              <p className="hint">{use.session}</p>
            </div>
            <span>{use.off}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
