import { afterAll, beforeAll, expect, test } from "vitest";
import { printCode } from "#app/domain/setup/code.ts";
import { ask } from "#tests/support/asks.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice } from "#tests/support/practice.ts";

let open: Awaited<ReturnType<typeof openBuiltHouse>>;
let cookie: string;

beforeAll(async () => {
  open = await openBuiltHouse();
  const code = (await printCode(open.house))!;
  const opened = await ask(open.built, "/setup", { form: { code } });
  expect(opened).toMatchObject({ status: 303, location: "/setup" });
  expect(opened.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax; Max-Age=15552000/);
  cookie = `setup=${opened.cookies.setup}`;
});
afterAll(() => open.close());

const steps = ["you", "practice", "sessions", "hours", "terms", "words", "photo", "review"];
const previews = ["preview", "preview/profile", "preview/times"];

test("a browser without the cookie is led to where a code is typed, and to look at the address spends nothing", async () => {
  const code = (await printCode(open.house))!;
  for (const path of [...steps, ...previews])
    expect(await ask(open.built, `/setup/${path}`)).toMatchObject({ status: 303, location: "/setup" });
  const seen = await ask(open.built, `/setup?code=${code}`);
  expect(seen.text).toContain(`value="${code}"`);
  expect(seen.headers.get("cache-control")).toContain("no-store");
  expect(await ask(open.built, "/setup", { form: { code: "wrong" } })).toMatchObject({ status: 422 });
  expect(await ask(open.built, "/setup", { cookie })).toMatchObject({ status: 303, location: "/setup/you" });
});

test("what is wrong is told at its field, kept as it was typed, and there when somebody comes back", async () => {
  const sent = await ask(open.built, "/setup/you", { cookie, form: { name: "Ana", email: "no address" } });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('href="#email"');
  const again = await ask(open.built, "/setup/you", { cookie });
  expect(again.text).toContain('value="no address"');
  expect(await ask(open.built, "/setup", { cookie })).toMatchObject({ location: "/setup/you" });

  const control = await ask(open.built, "/setup/you", {
    cookie,
    form: { name: "a\0b", email: "a@b.example" },
  });
  expect(control.status).toBe(422);
  const good = { name: "Ana", firstName: "", email: "ana@selvage.test" };
  expect(await ask(open.built, "/setup/you", { cookie, form: good })).toMatchObject({
    status: 303,
    location: "/setup/practice",
  });
});

test("a practice that is half said is not opened, and every preview stands", async () => {
  const pressed = await ask(open.built, "/setup/review", { cookie, form: { version: "1", practise: "yes" } });
  expect(pressed.status).toBe(422);
  for (const path of previews) {
    const page = await ask(open.built, `/setup/${path}?from=hours`, { cookie });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Nobody else sees this");
    expect(page.text).toContain('href="/setup/hours"');
  }
});

test("a page that calls itself a picture is no photo", async () => {
  const form = new FormData();
  form.set("photo", new File(["<script>alert(1)</script>"], "me.jpg", { type: "image/jpeg" }));
  const request = new Request("http://localhost:3000/setup/photo", {
    method: "POST",
    body: form,
    headers: { host: "localhost:3000", origin: "http://localhost:3000", cookie },
  });
  const answer = await open.built.selvage.answer(request, { address: "127.9.9.9" });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("not a picture");
});

test("until it opens, the practice's pages say kindly that it is not open yet", async () => {
  for (const path of ["/", "/fees", "/contact", "/help-now", "/privacy", "/book", "/sign-in"]) {
    const page = await ask(open.built, path);
    expect([path, page.status]).toEqual([path, 503]);
    expect(page.text).toContain("This practice isn’t open yet");
  }
});

test("once somebody has the place, every address is as good as one that never was, to look and to send", async () => {
  const code = (await printCode(open.house))!;
  await aPractice(open.house, { isHome: true });
  const plain = (text: string) => text.replaceAll(/\/(setup[\w/]*|nothing-here)/g, "…");
  const address = { cookie };
  const [seen, sent] = [
    await ask(open.built, "/nothing-here", address),
    await ask(open.built, "/nothing-here", { ...address, form: { code } }),
  ];
  for (const path of [
    "",
    ...steps.map((step) => `/${step}`),
    ...previews.map((one) => `/${one}`),
    "/preview/photo",
  ]) {
    const looked = await ask(open.built, `/setup${path}`, address);
    expect([path, looked.status]).toEqual([path, 404]);
    if (path !== "/preview/photo") expect(plain(looked.text)).toBe(plain(seen.text));
    if (path.startsWith("/preview")) continue;
    const pressed = await ask(open.built, `/setup${path}`, { ...address, form: { code } });
    expect([path, pressed.status]).toEqual([path, 404]);
    expect(plain(pressed.text)).toBe(plain(sent.text));
  }
});
