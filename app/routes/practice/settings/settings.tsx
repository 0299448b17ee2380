import { href } from "react-router";
import { connectionOf } from "#app/domain/calendar/connection.ts";
import { calendarTrouble } from "#app/domain/calendar/health.ts";
import { ownTherapist } from "#app/domain/calendar/own.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { settingsOf } from "#app/domain/invoices/settings.ts";
import { currentPolicy, ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { policyName, policyVersion } from "#app/domain/site/policies.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { worksAlone } from "#app/domain/therapists/supervise.ts";
import { asMember } from "#app/http.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/settings";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "security.own");
  return {
    rows: [
      ...(await profiles(ctx)),
      ...letters(ctx),
      ...(await house(ctx)),
      ...auditLog(ctx),
      ...keeping(ctx),
      ...forms(ctx),
      ...noteLayouts(ctx),
      ...(await supervision(ctx)),
      ...codes(ctx),
      ...payments(ctx),
      ...(await ownCalendar(ctx)),
      ...calendarAddresses(ctx),
      ...lists(ctx),
      ...practising(ctx),
      notices,
      security,
    ],
  };
}

type Row = { title: string; href: string; text: string };

async function profiles(ctx: MemberCtx): Promise<Row[]> {
  const therapists = await therapistsWithin(ctx, "profile.change");
  return therapists.map(({ slug, name, id, isPublished, isAccepting }) => ({
    title: id === ctx.actor.therapistId ? "Your profile" : `Profile of ${name}`,
    href: `${href("/practice/settings/profile")}?of=${slug}`,
    text: isPublished
      ? isAccepting
        ? "Shown on the site, open for bookings."
        : "Shown on the site, taking no new bookings."
      : "Not shown on the site.",
  }));
}

function letters(ctx: MemberCtx): Row[] {
  const rows: Row[] = [];
  if (reachOf(ctx.actor, "profile.change") !== "none")
    rows.push({
      title: "Letters",
      href: href("/practice/settings/letters"),
      text: "What people get by email and when, with your own words in it.",
    });
  if (reachOf(ctx.actor, "letters.see") !== "none")
    rows.push({
      title: "Letters sent",
      href: href("/practice/settings/deliveries"),
      text: "What went to whom, and what came back.",
    });
  return rows;
}

async function house(ctx: MemberCtx): Promise<Row[]> {
  if (reachOf(ctx.actor, "practice.change") === "none") return [];
  const [{ name, headline, zone, currency, country }, { kind }] = await Promise.all([
    ownPractice(ctx),
    settingsOf(ctx),
  ]);
  const texts = await Promise.all(
    (["privacy", "terms", "accessibility"] as const).map(async (kind) => {
      const current = await currentPolicy(ctx, kind);
      return { kind, version: current?.version ?? policyVersion };
    }),
  );
  const place = new Intl.DisplayNames(["en-GB"], { type: "region" }).of(country) ?? country;
  return [
    { title: "The site", href: href("/practice/settings/site"), text: `“${headline}”` },
    {
      title: "The practice",
      href: href("/practice/settings/practice"),
      text: `${name}, ${place}, ${zoneCity(zone)} time, ${currency}.`,
    },
    {
      title: "Papers",
      href: href("/practice/settings/papers"),
      text: `Clients get ${paperWords[kind]} for what they paid.`,
    },
    {
      title: "Tax",
      href: href("/practice/settings/tax"),
      text: "What your papers say about it, by therapist and session type.",
    },
    ...texts.map(({ kind, version }) => ({
      title: policyName[kind],
      href: href("/practice/settings/policies/:kind", { kind }),
      text: `Version ${version} is in force.`,
    })),
  ];
}

const paperWords = { payment_record: "a payment record", receipt: "a receipt", invoice: "an invoice" };

function forms(ctx: MemberCtx): Row[] {
  const rows: Row[] = [];
  if (reachOf(ctx.actor, "forms.change") !== "none")
    rows.push({
      title: "Forms",
      href: href("/office/forms"),
      text: "What clients are asked in writing, and what asks by itself.",
    });
  if (reachOf(ctx.actor, "profile.change") !== "none")
    rows.push({
      title: "When a form can’t wait",
      href: href("/practice/settings/forms"),
      text: "Who is told too, and whether the question about wanting to die is asked from afar.",
    });
  return rows;
}

function payments(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "payments.connect") === "none") return [];
  const text = "Your account at Stripe, so that people pay when they book.";
  return [{ title: "Card payments", href: href("/practice/settings/payments"), text }];
}

async function ownCalendar(ctx: MemberCtx): Promise<Row[]> {
  const therapistId = ownTherapist(ctx);
  if (!therapistId) return [];
  const trouble = await calendarTrouble(ctx, therapistId);
  const connection = await connectionOf(ctx, therapistId);
  const text = trouble
    ? trouble.kind === "broken"
      ? "Needs connecting again."
      : "A calendar hasn’t been readable for a while."
    : connection
      ? "Connected: what you put into it closes openings, and your sessions appear there."
      : "So that your own appointments close openings, and your sessions appear there.";
  return [{ title: "Google Calendar", href: href("/practice/settings/calendar"), text }];
}

function calendarAddresses(ctx: MemberCtx): Row[] {
  if (!ownTherapist(ctx)) return [];
  const text =
    "Your appointments in any calendar program, and your other plans from one, without an account.";
  return [{ title: "Calendar addresses", href: href("/practice/settings/calendar-addresses"), text }];
}

function practising(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "care.decide") === "none") return [];
  const text = "Invented clients to try everything on, and wiping them.";
  return [{ title: "Practising", href: href("/practice/settings/practising"), text }];
}

const notices: Row = {
  title: "What you hear about",
  href: href("/practice/settings/notices"),
  text: "By email, and among your notices.",
};

function codes(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "codes.see") === "none") return [];
  const text = "Words that lower the price of a session, and what became of them.";
  return [{ title: "Codes", href: href("/office/codes"), text }];
}

function noteLayouts(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "note_templates.change") === "none") return [];
  const text = "How notes are laid out, beside the layouts that come with the house.";
  return [{ title: "Note layouts", href: href("/practice/settings/note-templates"), text }];
}

async function supervision(ctx: MemberCtx): Promise<Row[]> {
  if (reachOf(ctx.actor, "supervision.change") === "none" || (await worksAlone(ctx))) return [];
  const text = "Who reads what whom signs, and whether they co-sign it.";
  return [{ title: "Supervision", href: href("/office/supervision"), text }];
}

function auditLog(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "audit.see") === "none") return [];
  const text = "Every sign-in, every look into a record, every change; nothing can be taken out.";
  return [{ title: "Who did what", href: href("/office/audit"), text }];
}

function keeping(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "erasures.see") === "none") return [];
  const text = "How long records are kept, who asked to be erased, and whose time has come.";
  return [{ title: "Keeping and erasing", href: href("/office/erasures"), text }];
}

function lists(ctx: MemberCtx): Row[] {
  if (reachOf(ctx.actor, "clients.import") === "none") return [];
  const text = "From Calendly, Acuity, SimplePractice or a spreadsheet, with a day to take it back.";
  return [{ title: "Bring clients in from a list", href: href("/office/imports"), text }];
}

const security: Row = {
  title: "Security",
  href: href("/practice/settings/security"),
  text: "Your second step, your address, where you are signed in.",
};

export function meta() {
  return [{ title: "Settings" }, { name: "robots", content: "noindex" }];
}

export default function Settings({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title="Settings" />
      <Ledger level={2} rows={rows} />
    </>
  );
}
