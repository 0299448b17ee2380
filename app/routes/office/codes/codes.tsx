import { href } from "react-router";
import { mayChangeCodes } from "#app/domain/codes/change.ts";
import { codesHere } from "#app/domain/codes/queries.ts";
import { asMember } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/codes";
import { offInWords, scopeInWords, stateInWords, usesInWords, windowInWords } from "./in-words.ts";
import { mannerOf } from "./manner.ts";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "codes.see");
  const [manner, codes] = await Promise.all([mannerOf(ctx), codesHere(ctx)]);
  return {
    mayChange: mayChangeCodes(ctx),
    codes: codes.map((code) => ({
      id: code.id,
      code: code.code,
      text: [
        offInWords(code, manner),
        usesInWords(code, manner),
        windowInWords(code, manner),
        scopeInWords(code),
        code.label,
      ]
        .filter(Boolean)
        .join(" · "),
      state: stateInWords(code, manner),
    })),
  };
}

export function meta() {
  return [{ title: "Codes" }, { name: "robots", content: "noindex" }];
}

export default function Codes({ loaderData: { codes, mayChange } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Codes"
        lede={
          <p>
            Words that lower the price of a session. Whoever has one types it where they book, and sees what
            is left to pay first.
          </p>
        }
        actions={mayChange && <ButtonLink href={href("/office/codes/new")}>New code</ButtonLink>}
      />
      {codes.length === 0 ? (
        <p className="empty">
          No code yet. Each one you make stands here, with what it takes off, how often it was used and
          whether it can be used today.
        </p>
      ) : (
        <Ledger
          level={2}
          rows={codes.map(({ id, code, text, state }) => ({
            title: code,
            href: href("/office/codes/:id", { id }),
            text,
            aside: <Tag kind={state.kind}>{state.words}</Tag>,
          }))}
        />
      )}
    </>
  );
}
