import { z } from "zod";
import { readForm } from "#app/http.ts";

const fields = z.record(z.string(), z.string());

/** What the editor sends: the version it saw, each section as `s-<key>`, each ticked goal as `g-<id>`. */
export async function readTyped(request: Request) {
  const form = await readForm(request, fields);
  const all = form.ok ? form.value : {};
  const typed: Record<string, string> = {};
  const goalIds: string[] = [];
  for (const [name, value] of Object.entries(all)) {
    if (name.startsWith("s-")) typed[name.slice(2)] = value;
    if (name.startsWith("g-")) goalIds.push(name.slice(2));
  }
  return { version: Number(all.version ?? "-1"), typed, goalIds };
}
