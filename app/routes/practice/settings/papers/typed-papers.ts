import { z } from "zod";
import type { PaperSettings, Superbill } from "#app/domain/invoices/settings.ts";
import type { FieldErrors } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { isNpi } from "#app/values/npi.ts";
import { isOneLine } from "#app/values/words.ts";
import { lines, maybeLine } from "../../typed-fields.ts";

const orNull = (text: string) => text || null;

/** How papers look, as it is typed. */
export const papersSchema = z.object({
  kind: z.enum(["payment_record", "receipt", "invoice"], { error: "Which kind is it?" }),
  legalName: maybeLine(120).transform(orNull),
  legalNumber: maybeLine(60).transform(orNull),
  note: lines(600).transform(orNull),
  areMailed: tick,
});

type Therapist = { id: string; npi: string | null };
type Type = { id: string; price: number; procedureCode: string | null };

/** The fields a superbill's numbers and codes are typed into. */
export function superbillFields(
  { npi }: PaperSettings,
  therapists: readonly Therapist[],
  types: readonly Type[],
): Record<string, string> {
  return {
    npi: npi ?? "",
    ...Object.fromEntries(therapists.map(({ id, npi }) => [`npi-${id}`, npi ?? ""])),
    ...Object.fromEntries(types.map(({ id, procedureCode }) => [`code-${id}`, procedureCode ?? ""])),
  };
}

type Here = {
  therapists: readonly Pick<Therapist, "id">[];
  types: readonly Pick<Type, "id" | "price">[];
  known: PaperSettings;
};

/** Numbers and codes as they were typed; only of who and what is here. A field that was not sent is left as it is. */
export function readSuperbill(
  typed: Readonly<Record<string, string>>,
  { therapists, types, known }: Here,
): { npi: string | null; superbill: Superbill; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const said = (name: string) => typed[name]?.trim() || null;
  const npiIn = (name: string) => {
    const npi = said(name);
    if (npi && !isNpi(npi)) errors[name] = "An NPI has ten digits, and these don’t add up to one.";
    return npi;
  };
  const codeIn = (name: string) => {
    const code = said(name);
    if (code && (code.length > 20 || !isOneLine(code))) errors[name] = "At most 20 letters and digits.";
    return code;
  };
  const npi = "npi" in typed ? npiIn("npi") : known.npi;
  const npis = therapists
    .filter(({ id }) => `npi-${id}` in typed)
    .map(({ id }) => ({ therapistId: id, npi: npiIn(`npi-${id}`) }));
  const codes = types
    .filter(({ id, price }) => price > 0 && `code-${id}` in typed)
    .map(({ id }) => ({ sessionTypeId: id, code: codeIn(`code-${id}`) }));
  return { npi, superbill: { npis, codes }, errors };
}
