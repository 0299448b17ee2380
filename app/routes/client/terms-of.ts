import { lateFee } from "#app/domain/bookings/rules.ts";
import { byTheClock } from "#app/routes/terms-in-words.ts";
import { formatMoney } from "#app/values/money.ts";
import type { OwnDoor } from "./door.ts";

/** The terms a booking of this type would be made with, when a code took `discount` (minor units) off its price. */
export function termsOf({ type, site }: Pick<OwnDoor, "type" | "site">, discount = 0) {
  const amount = lateFee({ ...type, discount });
  return {
    window: type.termsWindow === 0 ? null : byTheClock(type.termsWindow),
    fee: amount === 0 ? null : formatMoney({ amount, currency: site.currency }, site.locale),
  };
}
