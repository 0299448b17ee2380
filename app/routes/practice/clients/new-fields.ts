import { z } from "zod";
import type { ByHand } from "#app/domain/clients/add-by-hand.ts";
import { gateReasons, nameTogether } from "#app/domain/clients/rules.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { lines } from "../typed-fields.ts";
import { email, name, phone } from "./fields.ts";

type NewPerson = ByHand["people"][number];

const schema = z.object({
  of: z.string().max(60),
  kind: z.enum(["individual", "couple", "family"], "Please choose who comes."),
  name,
  email: optional(email),
  phone: optional(phone),
  secondName: optional(name),
  secondEmail: optional(email),
  secondPhone: optional(phone),
  underAge: tick,
  guardianName: optional(name),
  guardianEmail: optional(email),
  guardianPhone: optional(phone),
  gate: z.enum(["call", "intake", "ongoing"], "Please choose how it stands."),
  reason: optional(z.enum(gateReasons, "Please choose a reason.")),
  words: optional(lines(4_000)),
  welcome: tick,
});

type Said = z.output<typeof schema>;

/** A new client as the form says them; `of` is the therapist's slug. */
export const newClientSchema = schema
  .superRefine((said, { addIssue }) => {
    const wrong = (field: keyof Said, message: string) =>
      addIssue({ code: "custom", path: [field], message });
    if (said.kind !== "individual" && !said.secondName)
      wrong("secondName", "The other person’s name, please.");
    if (said.underAge && !said.guardianName)
      wrong("guardianName", "Whoever is under age comes with a guardian. Please name them.");
    if (said.gate !== "call" && !said.reason)
      wrong("reason", "Please say why the doors open without a call. It is kept in the log.");
    // What was typed where it does not count is asked about: left out without a word, it would be lost.
    if (said.kind === "individual" && isAny(said.secondName, said.secondEmail, said.secondPhone))
      wrong(
        "kind",
        "You named another person too. Please choose a couple or a family, or clear their fields.",
      );
    if (!said.underAge && isAny(said.guardianName, said.guardianEmail, said.guardianPhone))
      wrong("underAge", "You named a guardian. Please tick this, or clear the guardian’s fields.");
    if (said.gate === "call" && isAny(said.reason, said.words))
      wrong("gate", "You said why their doors open. Please choose how it stands, or clear what you said.");
    const shared = "Two people can’t share an address: each signs in with their own.";
    if (said.secondEmail && said.secondEmail === said.email) wrong("secondEmail", shared);
    if (said.guardianEmail && [said.email, said.secondEmail].includes(said.guardianEmail))
      wrong("guardianEmail", shared);
  })
  .transform(
    ({ of, kind, gate, reason, words, welcome, ...said }): Omit<ByHand, "therapistId"> & { of: string } => ({
      of,
      kind,
      welcome,
      name: kind === "individual" || !said.secondName ? said.name : nameTogether(said.name, said.secondName),
      people: peopleOf(kind, said),
      pastGate: gate === "call" || !reason ? null : { reason, words, stage: gate },
    }),
  );

function isAny(...typed: (string | undefined)[]): boolean {
  return typed.some((one) => one !== undefined);
}

/** The people a form names: who comes, the other one of two, and the guardian of who is under age. */
function peopleOf(
  kind: Said["kind"],
  said: Omit<Said, "of" | "kind" | "gate" | "reason" | "words" | "welcome">,
) {
  const people: NewPerson[] = [
    person(said.name, said.email, said.phone, { role: "self", isUnderAge: said.underAge }),
  ];
  if (kind !== "individual" && said.secondName)
    people.push(person(said.secondName, said.secondEmail, said.secondPhone, { role: "partner" }));
  if (said.underAge && said.guardianName)
    people.push(person(said.guardianName, said.guardianEmail, said.guardianPhone, { role: "guardian" }));
  return people;
}

function person(
  name: string,
  email: string | undefined,
  phone: string | undefined,
  part: Pick<NewPerson, "role" | "isUnderAge">,
): NewPerson {
  return { name, ...(email && { email }), ...(phone && { phone }), ...part };
}
