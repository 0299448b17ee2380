import { type CountryHelp, dayAndNight } from "./line.ts";

export const southAndWestEurope: CountryHelp[] = [
  {
    country: "PT",
    name: "Portugal",
    emergency: "112",
    lines: [
      {
        name: "Linha Nacional de Prevenção do Suicídio",
        phone: "1411",
        hours: dayAndNight,
        source:
          "https://www.deco.proteste.pt/saude/saude-mental/noticias/linha-prevencao-suicidio-funciona-24-horas-por-dia",
        checkedOn: "2026-11-20",
      },
      {
        name: "SOS Voz Amiga",
        phone: "213 544 545",
        hours: "15:30 to 00:30",
        source:
          "https://24noticias.sapo.pt/atualidade/artigos/nova-linha-nacional-para-prevencao-do-suicidio-entra-em-funcionamento-como-funciona",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "ES",
    name: "Spain",
    emergency: "112",
    lines: [
      {
        name: "Línea 024",
        phone: "024",
        hours: dayAndNight,
        source:
          "https://www.rtve.es/noticias/20220509/sanidad-presenta-telefono-prevencion-suicidio/2347183.shtml",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "FR",
    name: "France",
    emergency: "112",
    lines: [
      {
        name: "3114, numéro national de prévention du suicide",
        phone: "3114",
        hours: dayAndNight,
        source: "https://3114.fr/que-se-passe-t-il-quand-je-contacte-le-3114/",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "IT",
    name: "Italy",
    emergency: "112",
    lines: [
      {
        name: "Telefono Amico Italia",
        phone: "02 2327 2327",
        whatsapp: "324 011 7252",
        hours: "09:00 to 24:00 by phone",
        source: "https://www.agensir.it/?p=1502724",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "GR",
    name: "Greece",
    emergency: "112",
    lines: [
      {
        name: "Klimaka suicide help line",
        phone: "1018",
        hours: dayAndNight,
        source:
          "https://www.reader.gr/ygeia/pagkosmia-imera-psyhikis-ygeias-oles-oi-tilefonikes-grammes-kai-oi-foreis-poy-prosferoyn-dorean/618464",
        checkedOn: "2026-11-20",
      },
      {
        name: "Psychosocial support line",
        phone: "10306",
        hours: dayAndNight,
        source:
          "https://www.reader.gr/ygeia/pagkosmia-imera-psyhikis-ygeias-oles-oi-tilefonikes-grammes-kai-oi-foreis-poy-prosferoyn-dorean/618464",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "NL",
    name: "Netherlands",
    emergency: "112",
    lines: [
      {
        name: "113 Zelfmoordpreventie",
        phone: "113",
        chat: "https://www.113.nl",
        hours: dayAndNight,
        source:
          "https://www.upday.com/nl/binnenland/nummer-113-nu-gratis-betere-hulp-bij-zelfdodingsgedachten/pj8neqt",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "BE",
    name: "Belgium",
    emergency: "112",
    lines: [
      {
        name: "Zelfmoordlijn",
        phone: "1813",
        chat: "https://www.zelfmoord1813.be",
        hours: dayAndNight,
        languages: "Dutch",
        source: "https://zelfmoord1813.be/blog/chat-zelfmoordlijn-langer-geopend",
        checkedOn: "2026-11-20",
      },
      {
        name: "Centre de Prévention du Suicide",
        phone: "0800 32 123",
        hours: dayAndNight,
        languages: "French",
        source:
          "https://www.dhnet.be/dernieres-depeches/2023/09/05/une-nouvelle-campagne-de-prevention-du-suicide-pour-agir-avant-le-drame-ZGY4QISYTREFDEKWQIYM5IIN7Q/",
        checkedOn: "2026-11-20",
      },
      {
        name: "Télé-Accueil",
        phone: "107",
        hours: dayAndNight,
        languages: "French",
        source:
          "https://www.rtl.be/fil-info/info/plus-dun-quart-des-appels-recus-par-tele-accueil-trait-la-sante-mentale/2024-10-01/article/717149",
        checkedOn: "2026-11-20",
      },
    ],
  },
  {
    country: "LU",
    name: "Luxembourg",
    emergency: "112",
    lines: [
      {
        name: "SOS Détresse",
        phone: "45 45 45",
        chat: "https://454545.lu",
        hours: "its hours are on 454545.lu",
        source: "https://454545.lu/en/17e-journee-mondiale-de-la-prevention-du-suicide",
        checkedOn: "2019-09-10",
      },
    ],
  },
  {
    country: "IE",
    name: "Ireland",
    emergency: "112 or 999",
    lines: [
      {
        name: "Samaritans",
        phone: "116 123",
        hours: dayAndNight,
        source: "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
        checkedOn: "2026-11-20",
      },
      {
        name: "Text 50808",
        text: "50808",
        hours: dayAndNight,
        source: "https://www.irishexaminer.com/news/arid-31005605.html",
        checkedOn: "2020-06-16",
      },
    ],
  },
  {
    country: "GB",
    name: "United Kingdom",
    emergency: "999",
    lines: [
      {
        name: "Samaritans",
        phone: "116 123",
        hours: dayAndNight,
        source: "https://fullfact.org/online/samaritans-text-message-service/",
        checkedOn: "2026-11-20",
      },
      {
        name: "Shout",
        text: "85258",
        hours: dayAndNight,
        source: "https://fullfact.org/online/samaritans-text-message-service/",
        checkedOn: "2026-11-20",
      },
    ],
  },
];
