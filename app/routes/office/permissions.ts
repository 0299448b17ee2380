import type { Operation } from "#app/permissions.ts";

const seen = { by: "member", see: "clients.import" } as const;
const form = { by: "member", see: "clients.import", change: "clients.import" } as const;
const press = { by: "member", change: "clients.import", of: "import" } as const;

const codes = { by: "member", see: "codes.see" } as const;
const codeForm = { by: "member", see: "codes.change", change: "codes.change" } as const;

const supervision = { by: "member", see: "supervision.change", change: "supervision.change" } as const;

/** Who may ask what in the office: a part of permissions.ts. */
export const office = {
  "routes/office/office.tsx": { by: "member", see: "security.own" },
  "routes/office/index.ts": seen,
  "routes/office/imports/imports.tsx": seen,
  "routes/office/imports/new.tsx": form,
  "routes/office/imports/sample.ts": seen,
  "routes/office/imports/import.tsx": { ...seen, of: "import" },
  "routes/office/imports/columns.tsx": { ...form, of: "import" },
  "routes/office/imports/left-out.ts": { ...seen, of: "import" },
  "routes/office/imports/confirmation.tsx": press,
  "routes/office/imports/removal.tsx": press,
  "routes/office/imports/undo.tsx": { ...form, of: "import" },
  "routes/office/audit/audit.tsx": { by: "member", see: "audit.see" },
  "routes/office/audit/log-file.ts": { by: "member", see: "audit.see" },
  "routes/office/erasures/erasures.tsx": { by: "member", see: "erasures.see", change: "practice.change" },
  "routes/office/erasures/erasure.tsx": {
    ...{ by: "member", see: "erasures.see", change: "client.erase", of: "client" },
  },
  "routes/office/erasures/keeping.ts": { by: "member", change: "client.erase", of: "client" },
  "routes/office/supervision/supervision.tsx": supervision,
  "routes/office/supervision/end.ts": { by: "member", change: "supervision.change" },
  "routes/office/codes/codes.tsx": codes,
  "routes/office/codes/new.tsx": codeForm,
  "routes/office/codes/code.tsx": { ...codes, of: "code" },
  "routes/office/codes/details.tsx": { ...codeForm, of: "code" },
  "routes/office/codes/standing.tsx": { by: "member", change: "codes.change", of: "code" },
  "routes/office/codes/uses.ts": { ...codes, of: "code" },
  "routes/office/forms/forms.tsx": { by: "member", see: "forms.change" },
  "routes/office/forms/new.tsx": { by: "member", see: "forms.change", change: "forms.change" },
  "routes/office/forms/form.tsx": { by: "member", see: "forms.change", change: "forms.change", of: "form" },
  "routes/office/forms/part.tsx": { by: "member", see: "forms.change", change: "forms.change", of: "form" },
  "routes/office/forms/publication.tsx": { by: "member", change: "forms.change", of: "form" },
  "routes/office/forms/preview.tsx": { by: "member", see: "forms.change", of: "form" },
  "routes/office/nothing.tsx": { by: "member", see: "security.own" },
} as const satisfies Record<string, Operation>;
