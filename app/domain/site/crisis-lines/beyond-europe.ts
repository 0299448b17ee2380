import { type CountryHelp, dayAndNight } from "./line.ts";

export const beyondEurope: CountryHelp[] = [
  {
    country: "US",
    name: "United States",
    emergency: "911",
    lines: [
      {
        name: "988 Suicide & Crisis Lifeline",
        phone: "988",
        text: "988",
        chat: "https://988lifeline.org",
        hours: dayAndNight,
        languages: "English, Spanish",
        source:
          "https://www.mcphs.edu/student-life/counseling-services/emergency-services/988-suicide-and-crisis-lifeline",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "CA",
    name: "Canada",
    emergency: "911",
    lines: [
      {
        name: "9-8-8 Suicide Crisis Helpline",
        phone: "988",
        text: "988",
        hours: dayAndNight,
        languages: "English, French",
        source: "https://cmhasaskatoon.ca/9-8-8/",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "MX",
    name: "Mexico",
    emergency: "911",
    lines: [
      {
        name: "Línea de la Vida",
        phone: "800 911 2000",
        hours: dayAndNight,
        source:
          "https://www.eluniversal.com.mx/nacion/promueven-la-linea-de-la-vida-tras-presentar-encuesta-sobre-consumo-de-drogas-asi-puedes-pedir-ayuda/",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "BR",
    name: "Brazil",
    emergency: "192",
    lines: [
      {
        name: "CVV, Centro de Valorização da Vida",
        phone: "188",
        chat: "https://www.cvv.org.br",
        hours: dayAndNight,
        source: "http://www.celsoamancio.com/2019/09/setembro-amarelo-orgaos-do-municipio-de.html",
        checkedOn: "2019-09-12",
      },
    ],
  },
  {
    country: "AU",
    name: "Australia",
    emergency: "000",
    lines: [
      {
        name: "Lifeline",
        phone: "13 11 14",
        text: "0477 13 11 14",
        chat: "https://www.lifeline.org.au",
        hours: dayAndNight,
        source: "https://lifeinmind.org.au/news/lifelines-crisis-text-service-now-available-24-7",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "NZ",
    name: "New Zealand",
    emergency: "111",
    lines: [
      {
        name: "Need to talk? 1737",
        phone: "1737",
        text: "1737",
        hours: dayAndNight,
        source: "https://nzfamilies.org.nz/?p=1578",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "IN",
    name: "India",
    emergency: "112",
    lines: [
      {
        name: "Tele MANAS",
        phone: "14416",
        hours: dayAndNight,
        languages: "20 languages",
        source:
          "https://theshillongtimes.com/2025/02/07/tele-manas-mental-health-helpline-handles-over-18-1-lakh-calls-centre/",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "JP",
    name: "Japan",
    emergency: "119",
    lines: [
      {
        name: "Yorisoi Hotline",
        phone: "0120-279-338",
        hours: dayAndNight,
        languages: "Japanese, and a line in eight other languages",
        source: "http://279338.jp/yorisoi/",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "SG",
    name: "Singapore",
    emergency: "995",
    lines: [
      {
        name: "Samaritans of Singapore",
        phone: "1767",
        whatsapp: "9151 1767",
        hours: dayAndNight,
        source: "https://mothership.sg/2022/09/sos-24h-whatsapp-service",
        checkedOn: "2026-11-20",
      },
      {
        name: "national mindline",
        phone: "1771",
        whatsapp: "6669 1771",
        chat: "https://mindline.sg/fsmh",
        hours: dayAndNight,
        source:
          "https://www.moh.gov.sg/newsroom/national-mindline-1771-to-provide--round-the-clock-support-for-mental-health",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "IL",
    name: "Israel",
    emergency: "101",
    lines: [
      {
        name: "ERAN",
        phone: "1201",
        hours: dayAndNight,
        languages: "Hebrew, Arabic, Russian",
        source: "https://jerusaleminstitute.org.il/en/blog/with-days-like-this/",
        checkedOn: "2010-09-01",
      },
    ],
  },
  {
    country: "ZA",
    name: "South Africa",
    emergency: "10177, or 112 from a mobile",
    lines: [
      {
        name: "SADAG suicide crisis line",
        phone: "0800 567 567",
        hours: dayAndNight,
        source:
          "https://ewn.co.za/2019/09/11/sadag-receiving-more-calls-to-do-talks-on-suicide-at-primary-schools",
        checkedOn: "2019-09-11",
      },
    ],
  },
];
