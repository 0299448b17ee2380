import { z } from "zod";
import type { NoteSection } from "#app/db/schema/notes.ts";

/** Sections as they are typed, one a line, a hint after a colon: "Body: what you noticed". */
export function readSections(text: string): NoteSection[] {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.map((line, index) => {
    const [title = "", ...hint] = line.split(":");
    return { key: `part-${index + 1}`, title: title.trim(), hint: hint.join(":").trim() };
  });
}

export function writeSections(sections: readonly NoteSection[]): string {
  return sections.map(({ title, hint }) => (hint ? `${title}: ${hint}` : title)).join("\n");
}

export const templateFields = z.object({
  name: z.string().trim().min(1, "What is it called?").max(60, "A shorter name, please."),
  sections: z
    .string()
    .max(4_000, "That is too long.")
    .transform(readSections)
    .pipe(
      z
        .array(
          z.object({
            key: z.string(),
            title: z.string().min(1, "A line begins with the title of a section.").max(80),
            hint: z.string().max(300),
          }),
        )
        .min(1, "At least one section, please: one a line.")
        .max(12, "Twelve sections do."),
    ),
});
