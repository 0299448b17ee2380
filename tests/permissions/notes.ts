import type { NoteKind } from "#app/db/schema/notes.ts";
import { keepTemplate } from "#app/domain/notes/templates.ts";
import { newId } from "#app/values/ids.ts";
import { aDraft, aSigned } from "#tests/domain/notes/a-note.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Principal, Side } from "./cast.ts";
import type { Named } from "./records.ts";

const drafts = ["draft", "words", "removal", "signature"];

/** A note by this side's therapist about their client, in the state an operation asks for; `sequence` is its version. */
export async function aNoteOf(cast: Cast, side: Side, name: string): Promise<Named> {
  const { ctx, therapistId, client } = side;
  const { rows } = await cast.sql.query(
    `select m.id as "memberId", m.user_id as "userId" from members m join therapists t on t.member_id = m.id where t.id = $1`,
    [therapistId],
  );
  const author = { ...ctx, actor: aMember(ctx.practiceId, { ...rows[0], therapistId }) };
  const kind: NoteKind = name === "release" ? "psychotherapy" : "progress";
  if (!drafts.includes(name)) return { id: await aSigned(author, client.clientId, "quiet words", { kind }) };
  const { id, version } = await aDraft(author, client.clientId, "quiet words", { kind });
  return { id, sequence: version };
}

/** A layout of a side's practice. */
export async function aTemplateOf({ ctx }: Side): Promise<Named> {
  const owner = { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
  const sections = [{ key: "part-1", title: "Body", hint: "" }];
  return { id: (await keepTemplate(owner, { id: null, name: `Layout ${newId()}`, sections })) ?? "" };
}

type Try = { named: Named; cast: Cast; side: Side; who: Principal };

const typed = ({ named }: Try) => ({ version: String(named.sequence ?? 0), "s-note": `Words ${newId()}` });
const added = () => ({ text: "A word more." });
const layout = () => ({ name: `Layout ${newId()}`, sections: "Body: what you noticed" });

export const noteBodies = {
  "routes/practice/notes/keeping.tsx": () => ({ where: "here" }),
  "routes/practice/notes/new.tsx": ({ cast, who }: Try) => ({
    client: (who === "therapist other" ? cast.sides.other : cast.sides.own).client.clientId,
    kind: "contact",
  }),
  "routes/practice/notes/draft.ts": typed,
  "routes/practice/notes/words.tsx": typed,
  "routes/practice/notes/removal.tsx": () => ({}),
  "routes/practice/notes/signature.tsx": ({ named }: Try) => ({ version: String(named.sequence ?? 0) }),
  "routes/practice/notes/amendments.tsx": added,
  "routes/practice/notes/error.tsx": added,
  "routes/practice/notes/release.tsx": added,
  "routes/practice/notes/co-signature.tsx": added,
  "routes/practice/notes/goals.tsx": () => ({ text: "Sleep through" }),
  "routes/practice/notes/goal.tsx": null, // Takes a goal of their client's: tests/domain/notes/notes.test.ts
  "routes/practice/notes/templates.tsx": layout,
  "routes/practice/notes/template.tsx": layout,
  "routes/practice/notes/template-removal.tsx": () => ({}),
};
