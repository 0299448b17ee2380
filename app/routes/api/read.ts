import { data } from "react-router";
import type { z } from "zod";
import { invalid } from "./words.ts";

const maxBodyLetters = 64 * 1024;

/**
 * Read a JSON body by its schema; no body at all reads as `{}` where `mayBeEmpty`. Throws the answer: 415 for another
 * type, 413 when too large, 400 when it is no JSON, 422 with the words for each field, unknown ones included.
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  { mayBeEmpty = false } = {},
): Promise<T> {
  const text = await request.text();
  if (text === "" && mayBeEmpty) return check({}, schema);
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
    throw data(null, { status: 415 });
  if (text.length > maxBodyLetters) throw data(null, { status: 413 });
  return check(parse(text), schema);
}

/** Read the questions of an address by their schema, as `readJson` does. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  return check(Object.fromEntries(new URL(request.url).searchParams), schema);
}

/** The key that makes a call one however often it is sent: printable ASCII, at most 255 of it; 422 when it is not. */
export function readKey(request: Request, schema: z.ZodType<string>): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  const parsed = schema.safeParse(key);
  if (!parsed.success) throw invalid({ "Idempotency-Key": "A key is 1 to 255 printable ASCII characters." });
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw data(null, { status: 400 });
  }
}

function check<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value, { error: plainly });
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  return parsed.data;
}

function plainly(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  return issue.input === undefined ? "This is needed." : `The type here is ${issue.expected}.`;
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const complaints = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [key, "There is no such field here."] as const)
      : [[issue.path.join(".") || "body", issue.message] as const],
  );
  return Object.fromEntries(complaints.reverse()); // Of several about one field the first is heard.
}
