import { z } from "zod";
import type { ZodOpenApiResponsesObject } from "zod-openapi";
import { errorOf, errorSaying } from "./shapes.ts";
import { saidByStatus } from "./words.ts";

const headersOf: Record<number, z.ZodObject> = {
  405: z.object({ Allow: z.string().meta({ description: "What this address takes." }) }),
  429: z.object({ "Retry-After": z.string().meta({ description: "Seconds to wait." }) }),
};

const plainProblems = new Map(
  Object.entries(saidByStatus).map(([status, { code, message }]) => {
    const headers = headersOf[Number(status)];
    return [Number(status), { ...json(message, errorSaying(code)), ...(headers && { headers }) }] as const;
  }),
);

type Codes = Record<number, string[]>;

/** The refusals of a verb, by their status. 404 says always the same, so it is listed with the statuses that do. */
export function withInvalid(refusals: Record<string, { status: number; code?: string }>): Codes {
  const codes: Codes = { 422: ["invalid"] };
  for (const [name, { status, code = name }] of Object.entries(refusals)) {
    if (!saidByStatus[status]) codes[status] = [...new Set([...(codes[status] ?? []), code])];
  }
  return codes;
}

/** What can go wrong: codes by status, and the statuses that always say the same. Any call can meet 405, 429 and 500. */
export function problems(codes: Codes = {}, ...statuses: number[]): ZodOpenApiResponsesObject {
  const refused = Object.entries(codes).map(([status, [first = "", ...rest]]) => {
    return [status, json("Refused; the code and the message say why.", errorOf([first, ...rest]))];
  });
  const plain = [...statuses, 405, 429, 500].map((status) => [String(status), plainProblems.get(status)]);
  return Object.fromEntries([...refused, ...plain]);
}

/** A schema as JSON. */
export function content(schema: z.ZodType) {
  return { content: { "application/json": { schema } } };
}

/** An answer, described. */
export function json(description: string, schema: z.ZodType) {
  return { description, ...content(schema) };
}
