import type { Service } from "./faults.ts";

/** Whose path this is; the vendors' paths do not overlap. */
export function serviceOf(path: string): Service | undefined {
  if (/^\/emails(\/|$)/.test(path)) return "resend";
  if (/^\/v[12](\/|$)/.test(path)) return "stripe";
  if (/^\/(calendar\/v3|o\/oauth2|oauth2)(\/|$)/.test(path)) return "google";
  if (/^\/(token|tokeninfo|revoke)$/.test(path)) return "google";
  if (/^\/ical\/.+\.ics$/.test(path)) return "ical";
  return undefined;
}

export type Words = { status: number; name: string; message: string };

/**
 * An error in the shape the vendor's SDK reads: Resend's flat one, Stripe's `error` with type and code, Google's
 * `error` with code and status.
 */
export function vendorError(service: Service | undefined, { status, name, message }: Words): object {
  switch (service) {
    case "resend":
      return { statusCode: status, name, message };
    case "stripe":
      return { error: { type: status < 500 ? "invalid_request_error" : "api_error", code: name, message } };
    case "google":
      return { error: { code: status, message, status: name.toUpperCase() } };
    default:
      return { error: { code: name, message } };
  }
}

const rateLimited = {
  resend: "rate_limit_exceeded",
  stripe: "rate_limit",
  google: "RESOURCE_EXHAUSTED",
  ical: "busy",
};
const broken = { resend: "internal_server_error", stripe: "api_error", google: "INTERNAL", ical: "broken" };

/** The 429 of a vendor. */
export function tooMany(service: Exclude<Service, "smtp">): Words {
  return { status: 429, name: rateLimited[service], message: "Too many requests. Please slow down." };
}

/** The 500 of a vendor. */
export function internalError(service: Exclude<Service, "smtp">): Words {
  return { status: 500, name: broken[service], message: "An unexpected error occurred." };
}

/** What the sandbox answers to a vendor's call it does not know. */
export function notBuilt(service: Service | undefined, method: string, path: string): object {
  const message = `The sandbox does not know ${method} ${path} yet.`;
  const error = vendorError(service, { status: 501, name: "not_implemented", message });
  return "error" in error ? error : { ...error, error: message };
}
