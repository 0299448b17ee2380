/** Words an address of ours already uses; no therapist may be called so (decisions, 35). */
const reservedSlugs = new Set(["pay", "return", "done", "manage"]);

/** Whether a text is a slug: lower-case letters, digits and single hyphens, 2 to 60 of them, and not reserved. */
export function isSlug(text: string): boolean {
  return (
    text.length >= 2 && text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !reservedSlugs.has(text)
  );
}

/** A slug made of a name ("Séance à deux" gives "seance-a-deux"), or null when nothing in it can be part of one. */
export function slugFrom(name: string): string | null {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, "");
  return isSlug(slug) ? slug : null;
}
