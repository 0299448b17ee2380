import type { ErrorResponse } from "resend";

/** Thrown by the rules and answered in Resend's own words and shape. */
export class Refusal extends Error {
  readonly status: Status;
  readonly code: ErrorResponse["name"];

  constructor(status: Status, code: ErrorResponse["name"], message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body(): ErrorResponse {
    return { statusCode: this.status, name: this.code, message: this.message };
  }
}

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 422;

/** 422 with the name the SDK knows for a field that is there but wrong. */
export function invalid(message: string): Refusal {
  return new Refusal(422, "validation_error", message);
}

export function missing(field: string): Refusal {
  return new Refusal(422, "missing_required_field", `Missing ${field} field.`);
}
