import { z } from "zod";
import type { TaxRule } from "#app/domain/invoices/rules.ts";
import { maybeLine } from "../../typed-fields.ts";

const noRate = "A rate such as 23 or 5.5, up to 100.";

/** A percentage as people type it ("23", "5,5 %") in hundredths of a percent; null when it is none between 0.01 and 100. */
export function parseRate(text: string): number | null {
  const [, whole = "", decimals = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim()) ?? [];
  if (!whole) return null;
  const rate = Number(whole) * 100 + Number(decimals.padEnd(2, "0") || "0");
  return rate >= 1 && rate <= 10_000 ? rate : null;
}

const nobody = (text: string | undefined) => text || null;
const id = z.string().max(60).optional().transform(nobody);

/** For whom and what a rule is; empty is everybody and everything. */
export const whoseRule = z.object({ therapist: id, type: id });

/** A tax rule as it is typed. */
export const ruleSchema = z
  .object({
    therapist: id,
    type: id,
    treatment: z.enum(["exempt", "rate", "outside"], { error: "Please choose one of these." }),
    rate: z.string().max(20).default(""),
    reason: maybeLine(200).default(""),
  })
  .transform((fields, context): TaxRule => {
    const { treatment, therapist: therapistId, type: sessionTypeId, reason } = fields;
    const rate = treatment === "rate" ? parseRate(fields.rate) : null;
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (treatment === "rate" && rate === null) wrong("rate", noRate);
    if (treatment === "exempt" && !reason)
      wrong("reason", "The words that are printed: which law says that no tax is charged.");
    return { therapistId, sessionTypeId, treatment, rate, reason: reason || null };
  });
