import { html, raw } from "hono/html";
import { framed, type Markup } from "../../pages/frame.ts";
import type { Account } from "../account.ts";
import type { Calendar } from "../calendar.ts";
import { addDays } from "../times.ts";
import { type Draft, fields } from "./form.ts";
import { type Day, labelOf, type Shown } from "./week.ts";

const style = raw(`<style>
.week { display: grid; gap: 1rem; list-style: none; margin: 1.5rem 0; padding: 0; }
.week > li { border-top: 1px solid var(--line); padding-top: .5rem; min-width: 0; }
.week h2 { font-size: 1rem; margin: 0 0 .5rem; font-weight: 600; }
.week .today h2 { color: var(--link); }
.week p { margin: 0; }
.events { list-style: none; padding: 0; margin: 0; display: grid; gap: .5rem; }
.event { border-left: 4px solid var(--tone, var(--link)); padding: .3rem .6rem; background: color-mix(in srgb, var(--tone, var(--link)) 9%, transparent); border-radius: 0 .4rem .4rem 0; overflow-wrap: anywhere; }
.event a { display: inline-block; padding: .15rem 0; }
.event.free { background: none; border-left-style: dotted; }
.event small { display: block; color: var(--quiet); font-size: .875rem; }
.ways { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; margin: .5rem 0; padding: 0; list-style: none; }
.ways a, .ways strong { display: inline-block; padding: .4rem 0; }
.tone1 { --tone: #8a5a00; } .tone2 { --tone: #7b3f8c; } .tone3 { --tone: #2b5fa8; }
@media (prefers-color-scheme: dark) { .tone1 { --tone: #e0b25c; } .tone2 { --tone: #d4a3e0; } .tone3 { --tone: #92b8ee; } }
@media (min-width: 62rem) { .week { grid-template-columns: repeat(7, minmax(0, 1fr)); gap: .75rem; } }
.times { display: grid; gap: .75rem 1rem; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); }
.times label, .wider { display: block; padding: 0; }
.times input, .times select, .wider input { display: block; width: 100%; min-height: 2.75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .6rem; }
.times select option { color: #22261f; background: #fff; }
.add { max-width: 46rem; }
</style>`);

type Wish = {
  account: Account;
  accounts: readonly Account[];
  days: Day[];
  draft: Draft;
  notice?: string | undefined;
};

/** A week of somebody's calendars, as on their phone, and the form to write something into it. */
export function calendarPage({ account, accounts, days, draft, notice }: Wish): Markup {
  const [monday = ""] = days.map(({ date }) => date);
  const at = (date: string) => addressOf(account, date);
  return framed(
    "Google calendars · Sandbox",
    html`${style}
      <h1>${account.name}’s week</h1>
      <p class="quiet">This stands where Google Calendar would, on a therapist’s phone. Times are those of ${account.timeZone.replaceAll("_", " ")}.</p>
      ${
        accounts.length < 2
          ? ""
          : html`<nav aria-label="Accounts"><ul class="ways">
              ${accounts.map((one) =>
                one === account
                  ? html`<li><strong aria-current="true">${one.name}</strong></li>`
                  : html`<li><a href="${addressOf(one, monday)}">${one.name}</a></li>`,
              )}
            </ul></nav>`
      }
      ${notice === undefined ? "" : html`<p role="status" class="notice">${notice}</p>`}
      <nav aria-label="Weeks"><ul class="ways">
        <li><a href="${at(addDays(monday, -7))}">The week before</a></li>
        <li><a href="/google/calendar?account=${encodeURIComponent(account.email)}">This week</a></li>
        <li><a href="${at(addDays(monday, 7))}">The week after</a></li>
      </ul></nav>
      <ol class="week">${days.map((day) => dayOf(account, day))}</ol>
      ${
        account.calendars.length < 2
          ? ""
          : html`<p class="quiet">In it: ${account.calendars.map((one) => nameOf(account, one)).join(", ")}.</p>`
      }
      <section class="add">
        <h2>Add something</h2>
        <form method="post" action="/google/calendar">
          <input type="hidden" name="account" value="${account.email}" />
          ${fields(draft, { calendars: choices(account), canRepeat: true })}
          <p class="buttons"><button name="do" value="add">Add to the calendar</button></p>
        </form>
      </section>`,
    { wide: true },
  );
}

type EventWish = {
  account: Account;
  shown: Shown;
  draft: Draft;
  answer: string | null;
  notice?: string | undefined;
};

/** One event: move it, answer it, delete it. */
export function eventPage({ account, shown, draft, answer, notice }: EventWish): Markup {
  const { item, calendar, id } = shown;
  const isOfSeries = item.instance !== undefined;
  const meet = meetOf(shown);
  return framed(
    `${titleOf(shown)} · Google calendars · Sandbox`,
    html`${style}
      <p><a href="${addressOf(account, draft.day)}">${account.name}’s week</a></p>
      <h1>${titleOf(shown)}</h1>
      <p class="quiet">${labelOf(draft.day, "long")}, in ${nameOf(account, calendar)}${isOfSeries ? ", one of a series" : ""}</p>
      ${notice === undefined ? "" : html`<p role="alert" class="notice">${notice}</p>`}
      ${meet === null ? "" : html`<p>Google Meet: <a href="${meet}">${meet}</a></p>`}
      ${item.fields.location ? html`<p>${item.fields.location}</p>` : ""}
      ${item.fields.description ? html`<pre>${item.fields.description}</pre>` : ""}
      ${
        isWritable(calendar)
          ? html`<form method="post" action="/google/calendar/event">
              <input type="hidden" name="account" value="${account.email}" />
              <input type="hidden" name="calendar" value="${calendar.id}" />
              <input type="hidden" name="id" value="${id}" />
              ${fields(draft, { calendars: [], canRepeat: false })}
              <p class="buttons">
                <button name="do" value="save">Save</button>
                ${answer === null ? "" : html`<button name="do" value="${answer === "declined" ? "accept" : "decline"}" class="second">${answer === "declined" ? "Accept the invitation" : "Decline the invitation"}</button>`}
                <button name="do" value="delete" class="second">${isOfSeries ? "Delete this one" : "Delete"}</button>
                ${isOfSeries ? html`<button name="do" value="delete-series" class="second">Delete the whole series</button>` : ""}
              </p>
            </form>`
          : html`<p class="quiet">This calendar can only be looked at.</p>`
      }`,
  );
}

/** Where a week of somebody's is. */
export function addressOf({ email }: Account, date: string): string {
  return `/google/calendar?${new URLSearchParams({ account: email, day: date })}`;
}

function dayOf(account: Account, { date, label, isToday, events }: Day): Markup {
  return html`<li class="${isToday ? "today" : ""}">
    <h2>${label}${isToday ? html` <span class="quiet">today</span>` : ""}</h2>
    ${
      events.length === 0
        ? html`<p class="quiet">Nothing</p>`
        : html`<ul class="events">${events.map((shown) => eventOf(account, date, shown))}</ul>`
    }
  </li>`;
}

function eventOf(account: Account, day: string, shown: Shown): Markup {
  const { item, calendar, id } = shown;
  const place = account.calendars.indexOf(calendar) % 4;
  const meet = meetOf(shown);
  const isFree = item.fields.transparency === "transparent";
  const address = `/google/calendar/event?${new URLSearchParams({ account: account.email, calendar: calendar.id, id, day })}`;
  return html`<li class="event tone${place}${isFree ? " free" : ""}">
    <small>${timeOf(shown)}${isFree ? ", free" : ""}</small>
    <a href="${address}">${titleOf(shown)}</a>
    ${calendar.id === account.email ? "" : html`<small>${nameOf(account, calendar)}</small>`}
    ${meet === null ? "" : html`<small><a href="${meet}">Google Meet</a></small>`}
  </li>`;
}

function choices(account: Account): { id: string; name: string }[] {
  return account.calendars.filter(isWritable).map((one) => ({ id: one.id, name: nameOf(account, one) }));
}

function timeOf({ from, to, isAllDay }: Shown): string {
  if (isAllDay || (from === null && to === null)) return "All day";
  return `${from ?? "From the day before"} – ${to ?? "past midnight"}`;
}

function titleOf({ item }: Shown): string {
  return item.fields.summary || "(No title)";
}

function meetOf({ item }: Shown): string | null {
  const video = item.fields.conferenceData?.entryPoints?.find(
    ({ entryPointType }) => entryPointType === "video",
  );
  return video?.uri ?? null;
}

/** The own calendar goes by its person's name, as on the phone. */
function nameOf({ email, name }: Account, { id, summary }: Calendar): string {
  return id === email ? name : summary;
}

function isWritable({ accessRole }: Calendar): boolean {
  return accessRole === "owner" || accessRole === "writer";
}
