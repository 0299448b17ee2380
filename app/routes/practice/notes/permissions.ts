import type { Operation } from "#app/permissions.ts";

const write = { by: "member", change: "notes.write", of: "note" } as const;
const writeForm = { ...write, see: "notes.write" } as const;
const templates = { by: "member", see: "note_templates.change", change: "note_templates.change" } as const;
const taken = { by: "member", see: "record.export", of: "client" } as const;

/** Who may ask what of the clinical record: a part of permissions.ts. */
export const clinicalRecord: Record<string, Operation> = {
  "routes/practice/notes/notes.tsx": { by: "member", see: "notes.read" },
  "routes/practice/notes/keeping.tsx": { by: "member", change: "notes.write" },
  "routes/practice/notes/new.tsx": { by: "member", see: "notes.write", change: "notes.write" },
  "routes/practice/notes/note.tsx": { by: "member", see: "notes.read", of: "note" },
  "routes/practice/notes/draft.ts": write,
  "routes/practice/notes/words.tsx": writeForm,
  "routes/practice/notes/removal.tsx": write,
  "routes/practice/notes/signature.tsx": writeForm,
  "routes/practice/notes/amendments.tsx": writeForm,
  "routes/practice/notes/error.tsx": writeForm,
  "routes/practice/notes/release.tsx": writeForm,
  "routes/practice/notes/co-signature.tsx": {
    ...{ by: "member", see: "notes.co_sign", change: "notes.co_sign" },
    of: "note",
  },
  "routes/practice/notes/goals.tsx": { by: "member", see: "notes.read", change: "notes.write", of: "client" },
  "routes/practice/notes/goal.tsx": { by: "member", change: "notes.write", of: "client" },
  "routes/practice/notes/record-export.tsx": taken,
  "routes/practice/notes/record-pdf.ts": taken,
  "routes/practice/notes/record-json.ts": taken,
  "routes/practice/notes/templates.tsx": templates,
  "routes/practice/notes/template.tsx": templates,
  "routes/practice/notes/template-removal.tsx": { by: "member", change: "note_templates.change" },
};
