import { type BookingShelf, bookingShelves, type Place } from "#app/domain/bookings/list.ts";
import { isId } from "#app/values/ids.ts";
import { isDate } from "#app/values/zoned.ts";

/** What the address of the list asks for; whatever makes no sense is left out. */
export function askedOf(query: URLSearchParams) {
  const shelf = bookingShelves.find((name) => name === query.get("show")) ?? ("coming" as BookingShelf);
  const from = query.get("from") ?? "";
  return {
    shelf,
    from: isDate(from) && from >= "1971" && from < "2100" ? from : "",
    search: (query.get("q") ?? "").trim().slice(0, 80).replaceAll("\0", ""),
    later: placeFrom(query.get("later")),
    earlier: placeFrom(query.get("earlier")),
  };
}

/** A place in the list as its address says it: "1795000000000.0199…". */
export function placeText({ at, id }: Place): string {
  return `${at}.${id}`;
}

function placeFrom(text: string | null): Place | undefined {
  const [at = "", id = ""] = (text ?? "").split(".");
  return /^\d{1,14}$/.test(at) && isId(id) ? { at: Number(at), id } : undefined;
}
