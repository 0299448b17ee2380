import { randomInt } from "node:crypto";
import type { calendar_v3 } from "@googleapis/calendar";
import { z } from "zod";
import type { Fields } from "./fields.ts";
import { invalid } from "./refusal.ts";
import type { Mood } from "./surroundings.ts";

type Conference = calendar_v3.Schema$ConferenceData;

const wish = z.looseObject({
  createRequest: z
    .looseObject({
      requestId: z.string().min(1).max(512),
      conferenceSolutionKey: z.looseObject({ type: z.string() }).nullish(),
    })
    .nullish(),
});

/**
 * An event with the conference that was asked for with it. `asked` is undefined where nobody asked, null where it is
 * to go. The same request again is the same conference.
 */
export function withConference(fields: Fields, asked: unknown, mood: Mood): Fields {
  if (asked === undefined) return fields;
  const { conferenceData: old, ...rest } = fields;
  if (asked === null) return rest;
  const read = wish.safeParse(asked);
  if (!read.success) throw invalid("Invalid conference data.", "conferenceData");
  const { createRequest } = read.data;
  if (!createRequest) return fields;
  if (old?.createRequest?.requestId === createRequest.requestId) return fields;
  const type = createRequest.conferenceSolutionKey?.type ?? "hangoutsMeet";
  if (type !== "hangoutsMeet") throw invalid("Invalid conference type value.", "conferenceData");
  return { ...rest, conferenceData: begun(createRequest.requestId, mood) };
}

/** The event with the conference it waits for; null where it waits for none. */
export function finished(fields: Fields, mood: Mood): Fields | null {
  const request = fields.conferenceData?.createRequest;
  if (request?.status?.statusCode !== "pending") return null;
  return { ...fields, conferenceData: begun(request.requestId ?? "", { ...mood, isMeetLate: false }) };
}

function begun(requestId: string, { isMeetLate, doesMeetFail }: Mood): Conference {
  const request = (statusCode: string) => ({
    requestId,
    conferenceSolutionKey: { type: "hangoutsMeet" },
    status: { statusCode },
  });
  if (isMeetLate) return { createRequest: request("pending") };
  if (doesMeetFail) return { createRequest: request("failure") };
  const conferenceId = `${letters(3)}-${letters(4)}-${letters(3)}`;
  return {
    createRequest: request("success"),
    entryPoints: [
      {
        entryPointType: "video",
        uri: `https://meet.google.com/${conferenceId}`,
        label: `meet.google.com/${conferenceId}`,
      },
    ],
    conferenceSolution: {
      key: { type: "hangoutsMeet" },
      name: "Google Meet",
      iconUri:
        "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/logo_meet_2020q4_color_2x_web_512dp.png",
    },
    conferenceId,
  };
}

function letters(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join("");
}
