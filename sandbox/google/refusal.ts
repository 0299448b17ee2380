type Status = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 429 | 500 | 501;
/** What else Google says of a refusal: whose rule it is, which parameter or header it is about, and the newer words. */
type Words = {
  domain?: string;
  location?: string;
  locationType?: "header" | "parameter";
  status?: string;
  details?: object[];
};

/** Thrown by the rules of the calendar and answered in Google's own words and shape. */
export class Refusal extends Error {
  readonly status: Status;
  readonly reason: string;
  readonly words: Words;

  constructor(status: Status, reason: string, message: string, words: Words = {}) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.words = words;
  }

  get body(): object {
    const { domain = "global", status, details, ...where } = this.words;
    return {
      error: {
        errors: [{ domain, reason: this.reason, message: this.message, ...where }],
        code: this.status,
        message: this.message,
        ...(status && { status }),
        ...(details && { details }),
      },
    };
  }
}

/** 400 `invalid`, with the parameter it is about. */
export function invalid(message: string, location?: string): Refusal {
  return new Refusal(400, "invalid", message, location ? { locationType: "parameter", location } : {});
}

/** 400 `required`: something that must be there is not. */
export function missing(message: string): Refusal {
  return new Refusal(400, "required", message);
}

export function notFound(message = "Not Found"): Refusal {
  return new Refusal(404, "notFound", message);
}

/** 410: the event was deleted before. */
export function isDeleted(): Refusal {
  return new Refusal(410, "deleted", "Resource has been deleted");
}

/** 410: only a full list helps now. */
export function fullSyncRequired(): Refusal {
  const message = "Sync token is no longer valid, a full sync is required.";
  const where = { domain: "calendar", locationType: "parameter", location: "syncToken" } as const;
  return new Refusal(410, "fullSyncRequired", message, where);
}

/** 412: the event is no longer what the caller saw. */
export function conditionNotMet(): Refusal {
  const where = { locationType: "header", location: "If-Match" } as const;
  return new Refusal(412, "conditionNotMet", "Precondition Failed", where);
}

export function timeRangeEmpty(location: string): Refusal {
  const where = { domain: "calendar", locationType: "parameter", location } as const;
  return new Refusal(400, "timeRangeEmpty", "The specified time range is empty.", where);
}

/** An error of OAuth (RFC 6749), which has a shape of its own. */
export class OAuthRefusal extends Error {
  readonly status: 400 | 401;
  readonly code: string;

  constructor(code: string, description: string, status: 400 | 401 = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }

  get body(): object {
    return { error: this.code, error_description: this.message };
  }
}

export function invalidGrant(description = "Bad Request"): OAuthRefusal {
  return new OAuthRefusal("invalid_grant", description);
}
