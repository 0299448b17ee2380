import type { Operation } from "#app/permissions.ts";

/** Who may ask what about the forms a client fills: a part of permissions.ts. */
export const clientForms: Record<string, Operation> = {
  "routes/client/forms/forms.tsx": { by: "client", see: true },
  "routes/client/forms/progress.tsx": { by: "client", see: true },
  "routes/client/forms/form.tsx": { by: "client", see: true, change: true, of: "asked" },
  "routes/client/forms/copy.ts": { by: "client", see: true, of: "asked" },
  "routes/client/forms/signature.tsx": { by: "client", change: true, of: "asked" },
  "routes/client/forms/withdrawal.tsx": { by: "client", change: true, of: "asked" },
};
