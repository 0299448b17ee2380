/** Words an address of ours already uses; no therapist may be called so (decisions, 35). */
export const reservedSlugs = new Set(["pay", "return", "done", "manage"]);

/** Whether a text is a slug: lower-case letters, digits and single hyphens, 2 to 60 of them, and not reserved. */
export function isSlug(text: string): boolean {
  return (
    text.length >= 2 && text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !reservedSlugs.has(text)
  );
}
