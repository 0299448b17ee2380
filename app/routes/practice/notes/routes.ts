import { route } from "@react-router/dev/routes";

const notes = "routes/practice/notes";

/** What can be asked of the clinical record: a part of routes.ts. */
export const clinicalRecord = [
  route("notes", `${notes}/notes.tsx`),
  route("notes/keeping", `${notes}/keeping.tsx`),
  route("notes/new", `${notes}/new.tsx`),
  route("notes/:id", `${notes}/note.tsx`),
  route("notes/:id/draft", `${notes}/draft.ts`),
  route("notes/:id/words", `${notes}/words.tsx`),
  route("notes/:id/removal", `${notes}/removal.tsx`),
  route("notes/:id/signature", `${notes}/signature.tsx`),
  route("notes/:id/amendments", `${notes}/amendments.tsx`),
  route("notes/:id/error", `${notes}/error.tsx`),
  route("notes/:id/co-signature", `${notes}/co-signature.tsx`),
  route("notes/:id/release", `${notes}/release.tsx`),
  route("clients/:id/goals", `${notes}/goals.tsx`),
  route("clients/:id/goals/:goal", `${notes}/goal.tsx`),
  route("clients/:id/record", `${notes}/record-export.tsx`),
  route("clients/:id/record.pdf", `${notes}/record-pdf.ts`),
  route("clients/:id/record.json", `${notes}/record-json.ts`),
  route("settings/note-templates", `${notes}/templates.tsx`),
  route("settings/note-templates/:id", `${notes}/template.tsx`),
  route("settings/note-templates/:id/removal", `${notes}/template-removal.tsx`),
];
