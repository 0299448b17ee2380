import { newId } from "#app/values/ids.ts";
import { aCode } from "#tests/domain/codes/a-code.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Side } from "./cast.ts";
import type { Named } from "./records.ts";

let made = 0;
/** A word no code has yet. */
export function aWord(): string {
  made += 1;
  return `WORD-${made}-${newId().slice(-6)}`;
}

/** A code of a side's practice. */
export async function aCodeOf({ ctx }: Side): Promise<Named> {
  const owner = { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
  return { id: await aCode(owner, { code: aWord() }) };
}

/** A code as its form sends it. */
function aForm(): Record<string, string> {
  return { code: aWord(), label: "", by: "percent", off: "15" };
}

export const codeBodies = {
  "routes/office/codes/new.tsx": aForm,
  "routes/office/codes/details.tsx": aForm,
  "routes/office/codes/standing.tsx": () => ({ standing: "off" }),
};
