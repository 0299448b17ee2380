import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleEnv, readEnv } from "#app/env.server.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const good = {
  APP_URL: "https://maren.example",
  DATABASE_URL: "postgres://selvage:x@db/selvage",
  SESSION_SECRET: `k1:${key}`,
  ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
  MAIL_FROM: "hello@maren.example",
  RESEND_API_KEY: "re_x",
};

test("a complete environment is read, with its rings in order", () => {
  const read = readEnv(good);
  expect(read.ok && read.env.ENCRYPTION_KEYS.map(({ id }) => id)).toEqual(["k2", "k1"]);
  expect(read.ok && read.env.PORT).toBe(3000);
});

test.each([
  ["a missing database", { DATABASE_URL: undefined }, "DATABASE_URL is not set"],
  ["an address that is none", { APP_URL: "maren.example" }, "APP_URL is wrong"],
  ["a key that is too short", { SESSION_SECRET: "k1:c2hvcnQ=" }, "SESSION_SECRET is wrong"],
  ["an id twice in a ring", { ENCRYPTION_KEYS: `k1:${key},k1:${key}` }, "ENCRYPTION_KEYS is wrong"],
  ["a port out of range", { PORT: "70000" }, "PORT is wrong"],
  ["an empty value, which is no value", { ENCRYPTION_KEYS: "" }, "ENCRYPTION_KEYS is not set"],
  [
    "a secret anybody could guess",
    { SESSION_SECRET: "secretsecretsecretsecretsecretsecret" },
    "SESSION_SECRET is wrong",
  ],
  ["a sender with a line break", { MAIL_FROM: "a@b.example\r\nBcc: c@d.example" }, "MAIL_FROM is wrong"],
  ["the sandbox in production", { SANDBOX_URL: "http://127.0.0.1:4010" }, "SANDBOX_URL is for development"],
  ["a demo key in production", { SESSION_SECRET: `demo:${key}` }, "SESSION_SECRET holds a key of the demo"],
  ["plain http in production", { APP_URL: "http://maren.example" }, "APP_URL should begin with https://"],
])("%s names itself", (_, wrong, said) => {
  const read = readEnv({ ...good, ...wrong });
  expect(read.ok).toBe(false);
  expect(!read.ok && read.problems.join("\n")).toContain(said);
});

test("the four settings that production needs are enough, and a plain long secret is a ring of one", () => {
  const read = readEnv({
    ...good,
    MAIL_FROM: undefined,
    RESEND_API_KEY: undefined,
    SESSION_SECRET: "9f2c4e8a7b1d3f5e6a8c0b2d4f6e8a1c9f2c4e8a7b1d3f5e",
  });
  expect(read.ok && read.env.SESSION_SECRET).toHaveLength(1);
});

test("a secret that is wrong is not said aloud", () => {
  const read = readEnv({ ...good, SESSION_SECRET: "hunter2hunter2" });
  expect(!read.ok && read.problems.join("\n")).not.toContain("hunter2");
});

test(".env.example is what the schema says today", () => {
  expect(readFileSync(".env.example", "utf8")).toBe(exampleEnv());
});
