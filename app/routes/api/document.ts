import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import { content, json, problems, withInvalid } from "./problems.ts";
import {
  booked,
  booking,
  cancellation,
  cancelled,
  idempotencyKey,
  newTime,
  openings,
  openingsQuery,
  therapists,
  wish,
} from "./shapes.ts";
import { askRefusals, cancelRefusals, moveRefusals } from "./words.ts";

type Document = ReturnType<typeof createDocument>;
let made: Document | undefined;

/** The OpenAPI 3.1 document of these calls, made of the schemas that check them. Made when first asked for. */
export function apiDocument(): Document {
  made ??= createDocument({
    openapi: "3.1.0",
    info: {
      title: "Selvage",
      version: "1",
      description:
        'Open times and bookings. Errors read {"error":{"code","message","fields"?,"nearest"?}}; unknown fields are refused. ' +
        "The calls that only read what anybody may know can be made from pages of other sites.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    paths: {
      "/therapists": { get: listTherapists },
      "/therapists/{slug}/openings": { get: listOpenings },
      "/bookings": { post: makeBooking },
      "/bookings/{token}": { get: readBooking },
      "/bookings/{token}/move": { post: moveBooking },
      "/bookings/{token}/cancellation": { post: cancelBooking },
      "/openapi.json": { get: describe },
    },
  });
  return made;
}

const byToken = {
  path: z.object({ token: z.string().meta({ description: "The last part of manageUrl." }) }),
};

const listTherapists: ZodOpenApiOperationObject = {
  operationId: "listTherapists",
  summary: "Everybody whose profile is public, and what they offer",
  responses: { 200: json("The published therapists.", therapists), ...problems() },
};

const listOpenings: ZodOpenApiOperationObject = {
  operationId: "listOpenings",
  summary: "When a therapist can be booked for a session type",
  requestParams: {
    path: z.object({ slug: z.string().meta({ description: "The therapist’s slug." }) }),
    query: openingsQuery,
  },
  responses: {
    200: json("Each day asked for, with its open times.", openings),
    ...problems({ 403: ["needs_discovery"], 422: ["invalid"] }, 404),
  },
};

const makeBooking: ZodOpenApiOperationObject = {
  operationId: "makeBooking",
  summary: "Book a time",
  requestParams: { header: z.object({ "Idempotency-Key": idempotencyKey.optional() }) },
  requestBody: { required: true, ...content(wish) },
  responses: {
    201: json("It is booked; the confirmation is on its way.", booked),
    ...problems(withInvalid(askRefusals), 400, 404, 413, 415),
  },
};

const readBooking: ZodOpenApiOperationObject = {
  operationId: "readBooking",
  summary: "A booking, by its private token",
  requestParams: byToken,
  responses: { 200: json("The booking as it stands.", booking), ...problems({}, 404, 410) },
};

const moveBooking: ZodOpenApiOperationObject = {
  operationId: "moveBooking",
  summary: "Give a booking another time",
  description: "The old token dies with the old time; the answer carries the new one.",
  requestParams: byToken,
  requestBody: { required: true, ...content(newTime) },
  responses: {
    200: json("It is moved.", booked),
    ...problems(withInvalid(moveRefusals), 400, 404, 410, 413, 415),
  },
};

const cancelBooking: ZodOpenApiOperationObject = {
  operationId: "cancelBooking",
  summary: "Call a booking off",
  requestParams: byToken,
  requestBody: { required: false, ...content(cancellation) },
  responses: {
    200: json("It is cancelled.", cancelled),
    ...problems(withInvalid(cancelRefusals), 400, 404, 410, 413, 415),
  },
};

const describe: ZodOpenApiOperationObject = {
  operationId: "describe",
  summary: "This document",
  responses: { 200: json("An OpenAPI 3.1 document.", z.looseObject({ openapi: z.string() })), ...problems() },
};
