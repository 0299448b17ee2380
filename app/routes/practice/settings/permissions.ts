import type { Deed } from "#app/domain/practices/rules.ts";
import type { Operation } from "#app/permissions.ts";

const page = (deed: Deed): Operation => ({ by: "member", see: deed });
const form = (deed: Deed): Operation => ({ by: "member", see: deed, change: deed });

/** Who may ask what of the settings: a part of permissions.ts. */
export const settings: Record<string, Operation> = {
  "routes/practice/settings/settings.tsx": page("security.own"),
  "routes/practice/settings/profile.tsx": form("profile.change"),
  "routes/practice/settings/photo.tsx": form("profile.change"),
  "routes/practice/settings/photo-removal.tsx": { by: "member", change: "profile.change" },
  "routes/practice/settings/practising.tsx": form("care.decide"),
  "routes/practice/settings/wiping.tsx": form("care.decide"),
  "routes/practice/settings/site.tsx": form("practice.change"),
  "routes/practice/settings/practice.tsx": form("practice.change"),
  "routes/practice/settings/policy.tsx": form("practice.change"),
  "routes/practice/settings/papers/papers.tsx": form("practice.change"),
  "routes/practice/settings/papers/example.ts": page("practice.change"),
  "routes/practice/settings/tax/tax.tsx": form("practice.change"),
  "routes/practice/settings/tax/removal.tsx": { by: "member", change: "practice.change" },
  "routes/practice/settings/payments.tsx": form("payments.connect"),
  "routes/practice/settings/calendar/calendar.tsx": form("calendar.connect"),
  "routes/practice/settings/calendar/return.tsx": form("calendar.connect"),
  "routes/practice/settings/calendar/choice.tsx": form("calendar.connect"),
  "routes/practice/settings/calendar-addresses/calendar-addresses.tsx": form("calendar.connect"),
  "routes/practice/settings/calendar-addresses/feed.tsx": { by: "member", change: "calendar.connect" },
  "routes/practice/settings/calendar-addresses/feed-ending.tsx": { by: "member", change: "calendar.connect" },
  "routes/practice/settings/calendar-addresses/removal.tsx": {
    ...{ by: "member", change: "calendar.connect" },
    of: "calendar",
  },
  "routes/practice/settings/forms.tsx": { by: "member", see: "profile.change", change: "profile.change" },
  "routes/practice/settings/notices.tsx": form("security.own"),
  "routes/practice/settings/letters/letters.tsx": form("profile.change"),
  "routes/practice/settings/letters/letter.tsx": form("profile.change"),
  "routes/practice/settings/letters/preview.ts": page("profile.change"),
  "routes/practice/settings/letters/test.tsx": { by: "member", change: "profile.change" },
  "routes/practice/settings/deliveries/deliveries.tsx": page("letters.see"),
  "routes/practice/settings/deliveries/again.tsx": { by: "member", change: "letters.see", of: "letter" },
  "routes/practice/settings/security.tsx": page("security.own"),
  "routes/practice/settings/devices.tsx": { by: "member", change: "security.own" },
  "routes/practice/settings/address.tsx": form("security.own"),
  "routes/practice/settings/authenticator.tsx": form("security.own"),
  "routes/practice/settings/authenticator-removal.tsx": form("security.own"),
  "routes/practice/settings/recovery-codes.tsx": form("security.own"),
  "routes/practice/settings/passkeys.tsx": form("security.own"),
  "routes/practice/settings/passkey.tsx": { ...form("security.own"), of: "passkey" },
};
