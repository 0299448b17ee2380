import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { resendEvents } from "#app/integrations/resend-events.server.ts";
import { signed } from "#sandbox/resend/webhooks.ts";
import { randomFrom } from "#tests/flows/support/random.ts";

const secret = `whsec_${Buffer.from("a secret of the test's own, long").toString("base64")}`;
const read = resendEvents(secret);

function aBody(type = "email.bounced", data: object = { bounce: { type: "Permanent" } }) {
  const about = { email_id: randomUUID(), to: ["ann@demo.test"], subject: "Private" };
  return JSON.stringify({ type, created_at: "2026-11-28T09:00:00.000Z", data: { ...about, ...data } });
}

test("a bounce that Resend signed is understood, without the address and the subject it repeats", () => {
  const body = aBody();
  const told = read(new Headers(signed(secret, "msg_1", body)), body);
  expect(told).toEqual({
    id: "msg_1",
    kind: "bounced",
    carrierId: JSON.parse(body).data.email_id,
    isPermanent: true,
    happenedAt: new Date("2026-11-28T09:00:00.000Z"),
  });
  expect(JSON.stringify(told)).not.toMatch(/ann@|Private/);
});

test("a full mailbox is no permanent bounce, and an opened letter is nothing we follow", () => {
  const full = aBody("email.bounced", { bounce: { type: "Transient" } });
  expect(read(new Headers(signed(secret, "msg_1", full)), full)).toMatchObject({ isPermanent: false });
  for (const body of [aBody("email.opened", {}), aBody("contact.created", {}), "[]", "{}", "null"])
    expect(read(new Headers(signed(secret, "msg_1", body)), body)).toBe("unknown");
});

test("a message older than five minutes is refused, and one from the future", () => {
  const body = aBody();
  for (const minutes of [-6, 6]) {
    const at = new Date(Date.now() + minutes * 60_000);
    expect(read(new Headers(signed(secret, "msg_1", body, at)), body)).toBeNull();
  }
  const almost = new Date(Date.now() - 4 * 60_000);
  expect(read(new Headers(signed(secret, "msg_1", body, almost)), body)).not.toBeNull();
});

test("500 messages with one letter changed somewhere are refused", () => {
  const seed = Date.now() % 1_000_000;
  console.info(`seed ${seed}`);
  const random = randomFrom(seed);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const mutated = (text: string) => {
    const at = Math.floor(random() * text.length);
    const old = text[at]!;
    const other = [...letters].filter((letter) => letter !== old)[Math.floor(random() * 61)]!;
    return random() < 0.2
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + other + text.slice(at + 1);
  };
  for (let nth = 0; nth < 500; nth += 1) {
    const body = aBody();
    const headers = signed(secret, `msg_${nth}`, body);
    expect(read(new Headers(headers), body)).not.toBeNull();
    const what = nth % 4;
    const name = ["svix-signature", "svix-id", "svix-timestamp"][what - 1];
    if (!name) {
      expect(read(new Headers(headers), mutated(body))).toBeNull();
      continue;
    }
    const spoilt = mutated(headers[name]!);
    // Base64's last letter carries bits nobody reads: the same signature in another spelling is compared as text.
    expect(read(new Headers({ ...headers, [name]: spoilt }), body), `${name}: ${spoilt}`).toBeNull();
  }
});

test("another's secret, no headers and an empty body are refused", () => {
  const body = aBody();
  const theirs = `whsec_${Buffer.from("another secret that is not ours").toString("base64")}`;
  expect(read(new Headers(signed(theirs, "msg_1", body)), body)).toBeNull();
  expect(read(new Headers(), body)).toBeNull();
  expect(read(new Headers(signed(secret, "msg_1", "")), body)).toBeNull();
});
