const base = "https://www.googleapis.com/auth/";

/** What each scope lets an app do, in the words of the page where somebody is asked. */
const words: Record<string, string> = {
  calendar: "See, edit, share and permanently delete all the calendars you can access",
  "calendar.acls": "See and change who has access to your calendars",
  "calendar.acls.readonly": "See who has access to your calendars",
  "calendar.app.created": "Make secondary calendars, and see, create, change and delete events on them",
  "calendar.calendarlist": "See, add and remove the calendars you’re subscribed to",
  "calendar.calendarlist.readonly": "See the list of calendars you’re subscribed to",
  "calendar.calendars": "See and change the properties of your calendars, and make new ones",
  "calendar.calendars.readonly":
    "See the title, description, time zone and other properties of your calendars",
  "calendar.events": "View and edit events on all your calendars",
  "calendar.events.freebusy": "See the availability on the calendars you have access to",
  "calendar.events.owned": "See, create, change and delete events on calendars you own",
  "calendar.events.owned.readonly": "See the events on calendars you own",
  "calendar.events.public.readonly": "See the events on public calendars",
  "calendar.events.readonly": "View events on all your calendars",
  "calendar.freebusy": "View your availability in your calendars",
  "calendar.readonly": "See and download any calendar you can access",
  "calendar.settings.readonly": "View your calendar settings",
  "userinfo.email": "See your primary Google Account email address",
  "userinfo.profile": "See your personal info, including what you’ve made publicly available",
};

/** Whether this is a scope that somebody can be asked for here. */
export function isScope(scope: string): boolean {
  return scope.startsWith(base) && Object.hasOwn(words, scope.slice(base.length));
}

export function wordsFor(scope: string): string {
  return words[scope.slice(base.length)] ?? scope;
}

/** The scopes of Google Calendar by their short names: `calendar.events`. */
export function scopes(...names: string[]): string[] {
  return names.map((name) => base + name);
}
