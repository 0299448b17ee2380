import { weekOf } from "#app/domain/availability/hours.ts";
import { addDays } from "#app/values/zoned.ts";
import type { Desk } from "./a-desk.ts";

export const today = () => new Date().toISOString().slice(0, 10);

export const aWeek = { zone: "Europe/Lisbon", "mon-1-from": "09:00", "mon-1-to": "13:00" };
export const aDate = () => ({
  date: addDays(today(), 9),
  works: "hours",
  zone: "Europe/Lisbon",
  "on-1-from": "10:00",
  "on-1-to": "12:00",
});
export const anAbsence = () => ({
  from: addDays(today(), 200),
  until: addDays(today(), 203),
  fromTime: "",
  untilTime: "",
});
export const aType = {
  name: "Long session",
  slug: "",
  description: "",
  kind: "individual",
  place: "online",
  minutes: "80",
  price: "120",
  bufferBefore: "10",
  bufferAfter: "10",
  step: "30",
  notice: "1440",
  horizonDays: "60",
  termsWindow: "1440",
  lateFeePercent: "100",
  refundPercent: "100",
  ageFrom: "18",
  chargeWhen: "after_session",
  capacity: "1",
  isPublished: "yes",
  rank: "9",
};
export const aProfile = {
  name: "Tess Therapist",
  firstName: "Tess",
  title: "Hypnotherapist",
  headline: "Calm",
  bio: "Hello <script>alert(1)</script>",
  specialties: "Sleep\nWorry, Habits",
  languages: "English",
  zone: "Europe/Lisbon",
  roomUrl: "https://rooms.selvage.test/tess",
  isPublished: "yes",
  "licence-1-region": "",
};
export const aSite = {
  headline: "A first conversation",
  lead: "Hello.",
  strapline: "hypnotherapist",
  about: "",
  email: "practice@selvage.test",
  phone: "",
  address: "",
  replyTime: "Tomorrow",
  hue: "moss",
};
export const aPracticeForm = {
  name: "Test Practice",
  country: "PT",
  zone: "Europe/Lisbon",
  language: "en-GB",
  clock: "",
};
export const form = (fields: Record<string, string>) => new URLSearchParams(fields);

/** Where they stand, and the pages that lead there. */
export const pages = [
  "/practice/availability",
  "/practice/availability/week",
  "/practice/availability/dates",
  "/practice/availability/away",
  "/practice/session-types",
  "/practice/session-types/new",
  "/practice/settings",
  "/practice/settings/profile",
  "/practice/settings/site",
  "/practice/settings/practice",
  "/practice/settings/policies/terms",
];

/** All that these forms could change, to be compared. */
export async function written({ sql }: Desk): Promise<unknown> {
  const tables = [
    "weekly_hours",
    "hour_overrides",
    "time_away",
    "session_types",
    "offers",
    "therapists",
    "licences",
    "policy_versions",
  ];
  const sums = tables.map(
    (table) => `(select md5(string_agg(t::text, '' order by t::text)) from ${table} t) as ${table}`,
  );
  const { rows } = await sql.query(
    `select ${sums.join(", ")}, (select count(*)::int from events) as events, (select md5(string_agg(t::text, '' order by id)) from practices t) as practices`,
  );
  return rows[0];
}

/** The mark of the week as it stands. */
export async function mark({ practice }: Desk): Promise<string> {
  return (await weekOf(practice.own, practice.therapistId)).mark;
}
