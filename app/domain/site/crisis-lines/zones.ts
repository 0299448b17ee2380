/** Zones of the countries we have lines for (tz database, zone.tab), with the older names browsers still send. */
const zones: Record<string, string> = {
  PT: "Europe/Lisbon Atlantic/Madeira Atlantic/Azores Portugal",
  ES: "Europe/Madrid Africa/Ceuta Atlantic/Canary",
  FR: "Europe/Paris",
  DE: "Europe/Berlin Europe/Busingen",
  AT: "Europe/Vienna",
  CH: "Europe/Zurich",
  IT: "Europe/Rome",
  NL: "Europe/Amsterdam",
  BE: "Europe/Brussels",
  LU: "Europe/Luxembourg",
  IE: "Europe/Dublin Eire",
  GB: "Europe/London Europe/Belfast GB",
  DK: "Europe/Copenhagen",
  SE: "Europe/Stockholm",
  NO: "Europe/Oslo",
  FI: "Europe/Helsinki Europe/Mariehamn",
  PL: "Europe/Warsaw Poland",
  CZ: "Europe/Prague",
  GR: "Europe/Athens",
  UA: "Europe/Kyiv Europe/Kiev Europe/Simferopol Europe/Uzhgorod Europe/Zaporozhye",
  US: `America/New_York America/Detroit America/Kentucky/* America/Louisville America/Indiana/* America/Indianapolis
    America/Fort_Wayne America/Chicago America/Menominee America/North_Dakota/* America/Denver America/Shiprock
    America/Boise America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Sitka
    America/Metlakatla America/Yakutat America/Nome America/Adak Pacific/Honolulu US/*`,
  CA: `America/St_Johns America/Halifax America/Glace_Bay America/Moncton America/Goose_Bay America/Blanc-Sablon
    America/Toronto America/Montreal America/Nipigon America/Thunder_Bay America/Iqaluit America/Pangnirtung
    America/Atikokan America/Coral_Harbour America/Winnipeg America/Rainy_River America/Resolute
    America/Rankin_Inlet America/Regina America/Swift_Current America/Edmonton America/Cambridge_Bay
    America/Yellowknife America/Inuvik America/Creston America/Dawson_Creek America/Fort_Nelson America/Whitehorse
    America/Dawson America/Vancouver Canada/*`,
  MX: `America/Mexico_City America/Cancun America/Merida America/Monterrey America/Matamoros America/Chihuahua
    America/Ciudad_Juarez America/Ojinaga America/Mazatlan America/Bahia_Banderas America/Hermosillo America/Tijuana
    America/Ensenada America/Santa_Isabel Mexico/*`,
  BR: `America/Noronha America/Belem America/Fortaleza America/Recife America/Araguaina America/Maceio America/Bahia
    America/Sao_Paulo America/Campo_Grande America/Cuiaba America/Santarem America/Porto_Velho America/Boa_Vista
    America/Manaus America/Eirunepe America/Rio_Branco America/Porto_Acre Brazil/*`,
  AU: "Australia/* Antarctica/Macquarie",
  NZ: "Pacific/Auckland Pacific/Chatham NZ NZ-CHAT",
  IN: "Asia/Kolkata Asia/Calcutta",
  JP: "Asia/Tokyo Japan",
  SG: "Asia/Singapore Singapore",
  IL: "Asia/Jerusalem Asia/Tel_Aviv Israel",
  ZA: "Africa/Johannesburg",
};

const countries = new Map(
  Object.entries(zones).flatMap(([country, names]) =>
    names.split(/\s+/).map((name) => [name, country] as const),
  ),
);

/** The ISO code of the country a zone lies in, or null where we have no lines for it. */
export function countryOfZone(zone: string): string | null {
  return countries.get(zone) ?? countries.get(`${zone.slice(0, zone.lastIndexOf("/"))}/*`) ?? null;
}
