import { type CountryHelp, dayAndNight } from "./line.ts";

export const northAndEastEurope: CountryHelp[] = [
  {
    country: "DE",
    name: "Germany",
    emergency: "112",
    lines: [
      {
        name: "TelefonSeelsorge",
        phone: "0800 111 0 111",
        chat: "https://www.telefonseelsorge.de",
        hours: dayAndNight,
        source: "https://www.spektrum.de/news/telefonseelsorge-erste-hilfe-fuer-die-seele/2055834",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "AT",
    name: "Austria",
    emergency: "112",
    lines: [
      {
        name: "TelefonSeelsorge",
        phone: "142",
        hours: dayAndNight,
        source: "https://ooe.orf.at/stories/3204589/",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "CH",
    name: "Switzerland",
    emergency: "112",
    lines: [
      {
        name: "Die Dargebotene Hand, La Main Tendue, Telefono Amico",
        phone: "143",
        hours: dayAndNight,
        languages: "German, French, Italian",
        source: "https://www.143.ch/ticino/Consulenza/Servizio-di-consulenza/Notte",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "DK",
    name: "Denmark",
    emergency: "112",
    lines: [
      {
        name: "Livslinien",
        phone: "70 20 12 01",
        hours: "its hours are on livslinien.dk",
        source:
          "https://cphpost.dk/2015-10-26/news/suicide-prevention-lifeline-gets-funding-to-stay-open-at-night/",
        checkedOn: "2015-10-26",
      },
    ],
  },
  {
    country: "SE",
    name: "Sweden",
    emergency: "112",
    lines: [
      {
        name: "Självmordslinjen (Mind)",
        phone: "90101",
        chat: "https://mind.se",
        hours: dayAndNight,
        source: "http://www.kronprinsessparetsstiftelse.se/projekt/sjalvmordsupplysningen.html",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "NO",
    name: "Norway",
    emergency: "113",
    lines: [
      {
        name: "Mental Helse Hjelpetelefonen",
        phone: "116 123",
        chat: "https://www.sidetmedord.no",
        hours: dayAndNight,
        source: "https://apress.no/?p=20299",
        checkedOn: "2026-11-20",
      },
      {
        name: "Kirkens SOS",
        phone: "22 40 00 40",
        chat: "https://www.soschat.no",
        hours: dayAndNight,
        source:
          "https://www.nrk.no/osloogviken/over-100-barn-under-ni-ar-har-tatt-kontakt-_-hjelpetelefoner-slar-alarm-1.15736352",
        checkedOn: "2021-11-01",
      },
    ],
  },
  {
    country: "FI",
    name: "Finland",
    emergency: "112",
    lines: [
      {
        name: "MIELI Crisis Helpline",
        phone: "09 2525 0111",
        hours: dayAndNight,
        languages: "Finnish",
        source: "https://mentalhealth.fi/where-to-go-in-an-emergency",
        checkedOn: "2026-11-20",
      },
      {
        name: "MIELI Crisis Helpline",
        phone: "09 2525 0113",
        hours: "some hours on weekdays",
        languages: "English, Arabic",
        source: "https://mentalhealth.fi/where-to-go-in-an-emergency",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "PL",
    name: "Poland",
    emergency: "112",
    lines: [
      {
        name: "Centrum Wsparcia",
        phone: "800 70 2222",
        hours: dayAndNight,
        source: "https://zdrowie.pap.pl/psyche/na-kryzys-telefon-800-70-2222",
        checkedOn: "2018-12-01",
      },
    ],
  },
  {
    country: "CZ",
    name: "Czechia",
    emergency: "112",
    lines: [
      {
        name: "Pražská linka důvěry",
        phone: "222 580 697",
        hours: dayAndNight,
        source:
          "https://www.idnes.cz/praha/zpravy/linka-duvery-bohnice-ukoncena-cinnost-nedostatek-financi-psychika.A240110_100533_praha-zpravy_vich",
        checkedOn: "2026-11-20",
      },
      {
        name: "Linka první psychické pomoci",
        phone: "116 123",
        hours: "hours have changed, so try any time",
        source:
          "https://www.irozhlas.cz/zpravy-domov/bezplatna-linka-psychicke-pomoci-omezuje-provoz-prosinec-je-pritom_2412080600_job",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "UA",
    name: "Ukraine",
    emergency: "103 or 112",
    lines: [
      {
        name: "Lifeline Ukraine",
        phone: "7333",
        hours: dayAndNight,
        source:
          "https://techtoday.in.ua/ru/vodafone-news-ru/goryachaya-lynyya-lifeline-ukraine-po-profylaktyke-samoubyjstv-prodolzhyt-podderzhyvat-psyhycheskoe-zdorove-ukrayntsev-164921.html",
        checkedOn: "2026-11-20",
      },
    ],
  },
];
