import type { Operation } from "#app/permissions.ts";
import { clientForms } from "#app/routes/client/forms/permissions.ts";

/** Who may ask what about forms clients fill, on both sides: a part of permissions.ts. */
export const askedForms: Record<string, Operation> = {
  ...clientForms,
  "routes/practice/forms/intakes.tsx": { by: "member", see: "forms.read" },
  "routes/practice/forms/form.tsx": { by: "member", see: "forms.read", of: "asked" },
  "routes/practice/forms/copy.ts": { by: "member", see: "forms.read", of: "asked" },
  "routes/practice/forms/review.tsx": { by: "member", see: "forms.read", change: "forms.read", of: "asked" },
  "routes/practice/forms/withdrawal.tsx": { by: "member", change: "forms.ask", of: "asked" },
  "routes/practice/forms/consent-withdrawal.tsx": { by: "member", change: "forms.ask", of: "asked" },
  "routes/practice/forms/progress.tsx": { by: "member", see: "forms.read", of: "client" },
  "routes/practice/forms/new.tsx": { by: "member", see: "forms.ask", change: "forms.ask", of: "client" },
};
