import { eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { askByHand } from "#app/domain/forms/ask.ts";
import { publish } from "#app/domain/forms/change-form.ts";
import { makeForm } from "#app/domain/forms/make.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** A form of a side's practice, published or still being written. */
export async function aForm({ ctx }: Side, template: string | null = null): Promise<Named> {
  const owner = { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
  const made = await makeForm(owner, { name: "A form", template });
  if (template) await publish(owner, made!.id);
  return made!;
}

/** A form a side's client was asked, as far as an operation needs it: waiting, signed, or with an alert that nobody has seen to. */
export async function anAskedForm(cast: Cast, side: Side, name: string): Promise<Named> {
  const { ctx, client, therapistId } = side;
  const { id: formId } = await aForm(side, name === "review" ? "phq-9" : "consent-to-treatment");
  const therapist = { ...ctx, actor: aMember(ctx.practiceId, { therapistId }) };
  const [person] = await cast.house.db
    .select({ id: participants.id })
    .from(participants)
    .where(eq(participants.clientId, client.clientId));
  const wish = { clientId: client.clientId, therapistId, formId, who: person!.id };
  const asked = await askByHand(therapist, wish);
  if (!asked?.ok) throw new Error("Nobody was asked");
  const [id = ""] = asked.value.ids;
  const own = { ...ctx, actor: { kind: "client" as const, userId: client.userId } };
  const page = name === "review" ? "risk" : "treatment";
  const answers = name === "review" ? { q9: "1" } : { treatment: "yes" };
  await saveAnswers(own, { id, page, answers, mark: "" });
  if (["review", "consent-withdrawal", "own-withdrawal", "copy", "own-copy"].includes(name))
    await signForm(own, { id, name: client.name });
  return { id, clientId: client.clientId };
}

export const formBodies = {
  "routes/client/forms/form.tsx": null, // From both sides: tests/domain/forms/filling.test.ts
  "routes/client/forms/signature.tsx": () => ({ name: "Somebody" }),
  "routes/client/forms/withdrawal.tsx": () => ({}),
  "routes/practice/forms/review.tsx": () => ({ words: "I rang." }),
  "routes/practice/forms/withdrawal.tsx": () => ({}),
  "routes/practice/forms/consent-withdrawal.tsx": () => ({}),
  "routes/practice/forms/new.tsx": null, // Takes a form in use and a person: tests/domain/forms/filling.test.ts
  "routes/practice/settings/forms.tsx": null, // tests/domain/forms/alerts.test.ts
  "routes/office/forms/new.tsx": () => ({ from: "empty", name: "Another" }),
  "routes/office/forms/form.tsx": () => ({ do: "add_page", title: "More" }),
  "routes/office/forms/part.tsx": () => ({ label: "How are you?" }),
  "routes/office/forms/publication.tsx": null, // Takes something asked: tests/domain/forms/building.test.ts
};
