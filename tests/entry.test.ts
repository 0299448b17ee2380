import pino from "pino";
import { UNSAFE_ErrorResponseImpl as ErrorResponse, RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import { log, visitor } from "#app/context.ts";
import { handleError } from "#app/entry.server.tsx";

/** What is written to the log when this reaches the edge. */
function logged(error: unknown): unknown[] {
  const lines: unknown[] = [];
  const context = new RouterContextProvider();
  context.set(log, pino({ level: "error" }, { write: (line) => void lines.push(JSON.parse(line)) }));
  context.set(visitor, { requestId: "7F3A" } as never);
  const request = new Request("http://localhost:3000/hooks/stripe/maren-holt");
  handleError(error, { request, context, params: {}, pattern: "" } as never);
  return lines;
}

test("a bug that reached the edge is logged with its reference", () => {
  expect(logged(new Error("a bug"))).toMatchObject([{ msg: "broke", requestId: "7F3A" }]);
  expect(logged(new ErrorResponse(503, "", null))).toHaveLength(1);
});

test("what was only asked wrongly is no error of ours", () => {
  for (const status of [400, 404, 405])
    expect(logged(new ErrorResponse(status, "", "no loader"))).toEqual([]);
});
