import { expect, test } from "vitest";
import { askable } from "#app/integrations/ical-fetch.ts";
import { isPublic } from "#app/integrations/public-address.ts";

test("the open internet is public", () => {
  for (const address of [
    "93.184.216.34",
    "8.8.8.8",
    "2606:4700::6810:84e5",
    "2a00:1450:4003::1",
    "::ffff:8.8.8.8",
  ])
    expect(isPublic(address), address).toBe(true);
});

const within = {
  "this machine": [
    "127.0.0.1",
    "127.8.8.8",
    "::1",
    "0.0.0.0",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
  ],
  "a private network": [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "::ffff:10.0.0.1",
    "fc00::1",
    "fd12::1",
  ],
  "a neighbour": ["169.254.1.1", "fe80::1", "fe80::1%eth0", "fec0::1"],
  "a cloud's own secrets": ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16"],
  "a carrier's network": ["100.64.0.1", "100.127.255.255"],
  "many at once": ["224.0.0.1", "239.255.255.250", "255.255.255.255", "ff02::1"],
  "a translation": [
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
  ],
  "nothing that is used": [
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.1",
    "198.18.0.1",
    "240.0.0.1",
    "2001:db8::1",
    "100::1",
  ],
  "no address": ["", "localhost", "1.2.3", "999.1.1.1", "example.test"],
};
for (const [where, addresses] of Object.entries(within))
  test(`what leads to ${where} is not public`, () => {
    for (const address of addresses) expect(isPublic(address), address).toBe(false);
  });

test("a host in an odd spelling is the address it stands for", () => {
  for (const host of ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "①②⑦.0.0.1", "127.0.0.1."])
    expect(isPublic(askable(`https://${host}/a.ics`).hostname), host).toBe(false);
});

const refusalOf = (text: string, sandbox?: string) => {
  try {
    return askable(text, { sandbox }).href;
  } catch (error) {
    return Object(error).code;
  }
};

test("only https is asked, which calendars also call webcal, and nobody's name is said", () => {
  expect(refusalOf("webcal://Calendars.test/a.ics#part")).toBe("https://calendars.test/a.ics");
  expect(refusalOf("  https://calendars.test:8443/a?b=c ")).toBe("https://calendars.test:8443/a?b=c");
  for (const other of [
    "http://calendars.test/a",
    "ftp://calendars.test/a",
    "file:///etc/passwd",
    "javascript:1",
    "",
    "a",
    "https://",
  ])
    expect(refusalOf(other), other).toBe("no_address");
  expect(refusalOf("https://me:secret@calendars.test/a")).toBe("holds_password");
  expect(refusalOf("https://me@calendars.test/a")).toBe("holds_password");
});

test("http is asked of the sandbox alone", () => {
  expect(refusalOf("http://127.0.0.1:4010/ical/a.ics", "http://127.0.0.1:4010")).toBe(
    "http://127.0.0.1:4010/ical/a.ics",
  );
  expect(refusalOf("http://127.0.0.1:4011/ical/a.ics", "http://127.0.0.1:4010")).toBe("no_address");
  expect(refusalOf("webcal://127.0.0.1:4010/ical/a.ics", "http://127.0.0.1:4010")).toBe(
    "https://127.0.0.1:4010/ical/a.ics",
  );
});
