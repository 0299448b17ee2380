import type { Letter } from "#app/world.ts";

/** A letter with a calendar file, as booking sends it. */
export const aLetter: Letter = {
  from: "Maren Holt <hello@demo.test>",
  to: "ann@demo.test",
  replyTo: "maren@demo.test",
  subject: "Your first call with Maren",
  html: "<p>See you on Monday.</p>",
  text: "See you on Monday.",
  attachments: [
    {
      filename: "call.ics",
      contentType: "text/calendar; charset=utf-8; method=REQUEST",
      content: "BEGIN:VCALENDAR\r\nSUMMARY:Séance 🌿\r\nEND:VCALENDAR\r\n",
    },
  ],
};

/** What people type into a name field, by accident or not. */
export const awkward = [
  "Ann\r\nBcc: evil@x.test",
  "Ann\nSubject: other",
  "Ann\u0000Lee",
  "Ann\u2028Bcc: evil@x.test",
  "Зоя עברית 日本 🌿",
  "=?utf-8?Q?Bcc:_evil?=",
];
