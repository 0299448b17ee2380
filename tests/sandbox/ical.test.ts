import { expect, test } from "vitest";
import { aSandbox } from "./a-sandbox.ts";

test("a calendar file is served with its mark, and not sent again to who knows it", async () => {
  const { url } = await aSandbox();
  const first = await fetch(`${url}/ical/family.ics`);
  expect(first.headers.get("content-type")).toContain("text/calendar");
  expect(await first.text()).toContain("BEGIN:VCALENDAR");
  const again = await fetch(`${url}/ical/family.ics`, {
    headers: { "if-none-match": first.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
  expect((await fetch(`${url}/ical/nobody.ics`)).status).toBe(404);
});

test("scripts put what they like, people write it by hand, and reset brings back the first", async () => {
  const { url, json, post } = await aSandbox();
  const put = (name: string, wish: unknown) =>
    fetch(`${url}/control/ical/${name}`, { method: "PUT", body: JSON.stringify(wish) });
  expect(await (await put("moved", { status: 302, location: "/ical/family.ics" })).json()).toEqual({
    address: `${url}/ical/moved.ics`,
  });
  const moved = await fetch(`${url}/ical/moved.ics`, { redirect: "manual" });
  expect([moved.status, moved.headers.get("location")]).toEqual([302, "/ical/family.ics"]);
  expect((await put("Not a name", {})).status).toBe(400);
  expect((await put("a", { surprise: 1 })).status).toBe(400);
  const form = new URLSearchParams({ name: "by-hand", text: "<b>words</b>" });
  expect((await fetch(`${url}/ical`, { method: "POST", body: form, redirect: "manual" })).status).toBe(303);
  expect(await (await fetch(`${url}/ical/by-hand.ics`)).text()).toBe("<b>words</b>");
  expect(await (await fetch(`${url}/ical`)).text()).toContain("&lt;b&gt;words&lt;/b&gt;");
  expect((await fetch(`${url}/control/ical/by-hand`, { method: "DELETE" })).status).toBe(200);
  await post("/control/reset", {});
  expect(Object.keys((await json<{ files: object }>("/control/ical")).files)).toEqual(["family"]);
});

test("it can be made to fail, and what was asked of it is remembered", async () => {
  const { url, fail, requests } = await aSandbox();
  await fail({ service: "ical", fault: "500", times: 1 });
  await fail({ service: "ical", fault: "cut", times: 1 });
  expect((await fetch(`${url}/ical/family.ics`)).status).toBe(500);
  await expect(fetch(`${url}/ical/family.ics`).then((answer) => answer.text())).rejects.toThrow();
  expect((await fetch(`${url}/ical/family.ics`)).status).toBe(200);
  expect((await requests()).map(({ service, status }) => [service, status])).toEqual([
    ["ical", 500],
    ["ical", 0],
    ["ical", 200],
  ]);
});
