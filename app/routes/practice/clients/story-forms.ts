import { href } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { formsOfClient, type WholeAsked } from "#app/domain/forms/asked.ts";
import type { File, StoryLine } from "./story.ts";
import { inWords, type Teller } from "./story-lines.ts";

/** What a client was asked in writing, and signed; never what they answered. */
export async function formStory(ctx: MemberCtx, { client }: File, tell: Teller): Promise<StoryLine[]> {
  return (await formsOfClient(ctx, client.id)).map((one) => formLine(tell, one));
}

function formLine(tell: Teller, { asked, form, person, forName }: WholeAsked): StoryLine {
  const at = asked.signedAt ?? asked.askedAt;
  const who = forName ? `${person.name}, for ${forName}` : person.name;
  return {
    id: `form-${asked.id}`,
    kind: "form",
    title: asked.signedAt ? `${form.name} signed` : `${form.name} asked`,
    href: href("/practice/forms/:id", { id: asked.id }),
    text: who,
    tag: tags[asked.status],
    at: at.toISOString(),
    when: inWords(tell, at),
    isAhead: false,
  };
}

const tags: Record<WholeAsked["asked"]["status"], StoryLine["tag"]> = {
  waiting: { kind: "wait", words: "Waiting" },
  begun: { kind: "wait", words: "Begun" },
  signed: { kind: "ok", words: "Signed" },
  withdrawn: { kind: "plain", words: "Withdrawn" },
};
