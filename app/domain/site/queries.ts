import { eq, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { practices } from "#app/db/schema/practices.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import type { Practice } from "#app/domain/practices/queries.ts";
import { numbersIn, telOf } from "#app/values/phone.ts";
import { isSlug } from "#app/values/slug.ts";
import { linesFor } from "./crisis-lines.ts";

/** A practice as its site knows it. A group says "we". */
export type Site = Practice & { isGroup: boolean };

/** The site at `/`, or null before a practice was opened. */
export async function homeSite(house: House): Promise<Site | null> {
  const [found] = await prepared(house.db, "home_site", (db, name) =>
    sites(db).where(eq(practices.isHome, true)).prepare(name),
  ).execute();
  return found ? { ...found.practice, isGroup: found.people > 1 } : null;
}

/** The site of the practice we are in. */
export async function siteOf(ctx: Ctx): Promise<Site> {
  const statement = prepared(ctx.db, "site_of", (db, name) =>
    sites(db)
      .where(eq(practices.id, sql.placeholder("id")))
      .prepare(name),
  );
  const [found] = await statement.execute({ id: ctx.practiceId });
  if (!found) throw new Error(`There is no practice ${ctx.practiceId}`);
  return { ...found.practice, isGroup: found.people > 1 };
}

/** The site of the practice with a slug, or null. */
export async function siteBySlug(house: House, slug: string): Promise<Site | null> {
  if (!isSlug(slug)) return null;
  const [found] = await sites(house.db).where(eq(practices.slug, slug));
  return found ? { ...found.practice, isGroup: found.people > 1 } : null;
}

function sites(db: Db) {
  // Written out: in a select from one table drizzle names columns alone, and `id` would be the therapist's own.
  const people = sql<number>`(select count(*)::int from therapists
    where therapists.practice_id = practices.id and therapists.is_published)`;
  return db.select({ practice: practices, people }).from(practices);
}

/** What stands around every page of a site: small and flat, because it travels with each answer. */
export type Frame = {
  name: string;
  strapline: string;
  hue: string;
  isGroup: boolean;
  /** Set on pages of a practice other than the one at `/`: the first page, fees and contact there are not its own. */
  visiting: { practice: string; therapist: string } | null;
  /** The practice whose policies its pages lead to, where that is not the one at `/`. */
  policiesOf: string | null;
  help: { intro: string; lines: { label: string; href: string }[] };
};

/** The frame of a site, on a page of one of its therapists: its name, and the numbers of its country for who cannot wait. */
export function frameOf(site: Site, therapist?: string): Frame {
  const { name, strapline, hue, isGroup, country } = site;
  const [help] = linesFor(country, null);
  const line = help?.country === country ? help.lines.find(({ phone }) => phone) : undefined;
  const numbers =
    help?.country === country ? [...numbersIn(help.emergency), ...numbersIn(line?.phone ?? "")] : ["112"];
  return {
    name,
    strapline,
    hue,
    isGroup,
    visiting: site.isHome || !therapist ? null : { practice: site.slug, therapist },
    policiesOf: site.isHome ? null : site.slug,
    help: {
      intro: `${isGroup ? "We" : "I"} can’t see messages straight away. If you might be in danger now:`,
      lines: numbers.map((number) => ({ label: number, href: telOf(number) })),
    },
  };
}
