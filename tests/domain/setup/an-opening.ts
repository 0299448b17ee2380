import type { House } from "#app/domain/ctx.ts";
import { findSetup, type Setup } from "#app/domain/setup/answers.ts";
import { openByCode, printCode } from "#app/domain/setup/code.ts";
import type { Opening } from "#app/domain/setup/open.ts";
import { aType } from "#tests/support/practice.ts";

/** A set-up that was just opened by a printed code, and the token of its browser. */
export async function aSetup(house: House): Promise<{ setup: Setup; token: string }> {
  const opened = await openByCode(house, { code: (await printCode(house)) ?? "", network: "here" });
  if (!opened.ok) throw new Error(opened.refusal);
  const { token } = opened.value;
  const setup = await findSetup(house, token);
  if (!setup) throw new Error("A set-up that was just opened is not there");
  return { setup, token };
}

/** Everything a practice begins with. */
export function anOpening(): Opening {
  return {
    owner: { name: "Ana Reyes", email: "ana@selvage.test" },
    practice: {
      ...{ slug: "ana-reyes", name: "Ana Reyes", country: "PT", zone: "Europe/Lisbon", locale: "en-GB" },
      ...{ currency: "EUR", headline: "Hello", lead: "Hello.", strapline: "therapist" },
      ...{ email: "ana@selvage.test", replyTime: "soon" },
    },
    policies: [{ kind: "privacy", version: "1", body: "Privacy." }],
    therapist: {
      ...{ slug: "ana", name: "Ana Reyes", firstName: "Ana", title: "Therapist", headline: "Calm" },
      ...{ zone: "Europe/Lisbon", isPublished: true },
    },
    types: [
      aType({ slug: "first-call", kind: "discovery", minutes: 20 }),
      aType({ slug: "session", price: 8_500 }),
    ],
    hours: [1, 2, 3, 4, 5].map((weekday) => ({
      ...{ weekday, startMinute: 540, length: 480, zone: "Europe/Lisbon" },
    })),
  };
}
