import type { Account } from "./account.ts";
import type { Calendar } from "./calendar.ts";
import { freeBusy } from "./freebusy.ts";
import { type Call, calendarOf, type Operations, operation } from "./operation.ts";
import { fullSyncRequired, invalid, Refusal } from "./refusal.ts";
import { roles } from "./view.ts";

const listing = ["calendar", "calendar.calendarlist", "calendar.calendarlist.readonly", "calendar.readonly"];

export const calendars: Operations = {
  "GET /users/me/calendarList": operation("calendar.calendarList.list", listing, (call) => {
    const { query, account } = call;
    const size = Math.min(query.count("maxResults", 100, 250), call.mood.pageSize ?? 250);
    const least = query.oneOf("minAccessRole", roles);
    const fingerprint = `calendarList ${account.email} ${least ?? ""} ${query.flag("showHidden") ?? false}`;
    const head = { kind: "calendar#calendarList", etag: etagOf(account) };
    const turned = query.text("pageToken");
    if (turned !== undefined) return { ...head, ...call.pages.turn(turned, fingerprint, size) };
    const token = query.text("syncToken");
    if (token !== undefined && least !== undefined) {
      throw invalid("Sync token cannot be used with other query restrictions.", "minAccessRole");
    }
    const nextSyncToken = etagOf(account);
    // A list that has changed at all is told anew: Google gives 410 where it cannot tell the difference.
    if (token !== undefined && token !== nextSyncToken) throw fullSyncRequired();
    const shown =
      token === undefined
        ? account.calendars.filter((one) => isShown(one, query.flag("showHidden") ?? false, least))
        : [];
    const rows = shown.map((calendar) => () => entry(account, calendar));
    return { ...head, ...call.pages.begin(fingerprint, rows, size, { nextSyncToken }) };
  }),
  "GET /users/me/calendarList/:c": operation(
    "calendar.calendarList.get",
    ["calendar.app.created", ...listing],
    (call) => entry(call.account, calendarOf(call)),
  ),
  "GET /calendars/:c": operation(
    "calendar.calendars.get",
    [
      "calendar",
      "calendar.app.created",
      "calendar.calendars",
      "calendar.calendars.readonly",
      "calendar.readonly",
    ],
    (call) => {
      const { id, summary, timeZone } = calendarOf(call);
      return {
        kind: "calendar#calendar",
        etag: `"${id.length}"`,
        id,
        summary,
        timeZone,
        conferenceProperties,
      };
    },
  ),
  "POST /freeBusy": operation(
    "calendar.freebusy.query",
    ["calendar", "calendar.events.freebusy", "calendar.freebusy", "calendar.readonly"],
    ({ account, body }: Call) => {
      if (body === undefined) throw new Refusal(400, "parseError", "Parse Error");
      return freeBusy(account, body);
    },
  ),
};

const conferenceProperties = { allowedConferenceSolutionTypes: ["hangoutsMeet"] };

function entry(account: Account, { id, summary, timeZone, accessRole, hidden }: Calendar): object {
  return {
    kind: "calendar#calendarListEntry",
    etag: `"${id.length}${accessRole.length}"`,
    id,
    summary,
    timeZone,
    colorId: "14",
    backgroundColor: "#9fe1e7",
    foregroundColor: "#000000",
    selected: true,
    accessRole,
    defaultReminders: [],
    conferenceProperties,
    ...(id === account.email && { primary: true }),
    ...(hidden && { hidden: true }),
  };
}

function isShown(
  calendar: Calendar,
  showHidden: boolean,
  least: (typeof roles)[number] | undefined,
): boolean {
  const isEnough = least === undefined || roles.indexOf(calendar.accessRole) >= roles.indexOf(least);
  return isEnough && (showHidden || !calendar.hidden);
}

function etagOf({ calendars }: Account): string {
  const names = calendars.map(({ id, accessRole, hidden }) => `${id} ${accessRole} ${hidden}`);
  return `"${Buffer.from(names.join()).toString("base64url")}"`;
}
