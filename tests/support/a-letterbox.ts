import { randomUUID } from "node:crypto";
import type { Mail } from "#app/world.ts";

/** A mail service that takes every letter, and what it took. */
export function aLetterbox() {
  const letters: { to: string; subject: string; text: string }[] = [];
  const mail: Mail = {
    from: "hello@selvage.test",
    resend: {
      hand: async ({ to, subject, text }) => {
        letters.push({ to, subject, text });
        return { outcome: "sent", id: randomUUID() };
      },
    },
  };
  return { mail, letters };
}
