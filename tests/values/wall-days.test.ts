import { describe, expect, test } from "vitest";
import { inLanes, piecesOf } from "#app/values/wall-days.ts";
import { timeText } from "#app/values/zoned.ts";

const lisbon = "Europe/Lisbon"; // 2027: forward on 28 March at 01:00Z, back on 31 October at 01:00Z.
const newYork = "America/New_York"; // 2027: forward on 14 March at 07:00Z, back on 7 November at 06:00Z.

function drawn(from: string, until: string, zone: string): string[] {
  return piecesOf({ from: Date.parse(from), until: Date.parse(until) }, zone).map(
    (piece) => `${piece.date} ${timeText(piece.from)}–${timeText(piece.until)}`,
  );
}

describe("what stands on which day of the wall calendar", () => {
  test("an ordinary session stands where the clock says", () => {
    expect(drawn("2027-02-04T10:20Z", "2027-02-04T11:10Z", lisbon)).toEqual(["2027-02-04 10:20–11:10"]);
    expect(drawn("2027-02-04T15:20Z", "2027-02-04T16:10Z", newYork)).toEqual(["2027-02-04 10:20–11:10"]);
  });

  test("a session over midnight stands in both days, one that ends at midnight in the first alone", () => {
    expect(drawn("2027-02-04T23:30Z", "2027-02-05T00:20Z", lisbon)).toEqual([
      "2027-02-04 23:30–24:00",
      "2027-02-05 00:00–00:20",
    ]);
    expect(drawn("2027-02-04T23:00Z", "2027-02-05T00:00Z", lisbon)).toEqual(["2027-02-04 23:00–24:00"]);
  });

  test("days of 23 and of 25 hours keep everybody at their hour on the wall", () => {
    expect(drawn("2027-03-28T09:00Z", "2027-03-28T09:50Z", lisbon)).toEqual(["2027-03-28 10:00–10:50"]);
    expect(drawn("2027-10-31T10:00Z", "2027-10-31T10:50Z", lisbon)).toEqual(["2027-10-31 10:00–10:50"]);
    expect(drawn("2027-03-14T14:00Z", "2027-03-14T14:50Z", newYork)).toEqual(["2027-03-14 10:00–10:50"]);
    expect(drawn("2027-11-07T15:00Z", "2027-11-07T15:50Z", newYork)).toEqual(["2027-11-07 10:00–10:50"]);
  });

  test("through the hour that never was the drawing goes on; up to it, it stops before it", () => {
    expect(drawn("2027-03-28T00:30Z", "2027-03-28T01:20Z", lisbon)).toEqual(["2027-03-28 00:30–02:20"]);
    expect(drawn("2027-03-28T00:10Z", "2027-03-28T01:00Z", lisbon)).toEqual(["2027-03-28 00:10–01:00"]);
    expect(drawn("2027-03-14T06:30Z", "2027-03-14T07:20Z", newYork)).toEqual(["2027-03-14 01:30–03:20"]);
  });

  test("in the hour that comes twice a session is as long as it lasts, never upside down", () => {
    expect(drawn("2027-10-31T00:30Z", "2027-10-31T01:20Z", lisbon)).toEqual(["2027-10-31 01:30–02:20"]);
    expect(drawn("2027-11-07T05:40Z", "2027-11-07T06:10Z", newYork)).toEqual(["2027-11-07 01:40–02:10"]);
    expect(drawn("2027-10-31T01:10Z", "2027-10-31T02:00Z", lisbon)).toEqual(["2027-10-31 01:10–02:00"]);
  });

  test("a whole day is a whole day, however many hours it has", () => {
    expect(drawn("2027-10-30T23:00Z", "2027-11-01T00:00Z", lisbon)).toEqual(["2027-10-31 00:00–24:00"]);
    expect(drawn("2027-03-28T00:00Z", "2027-03-28T23:00Z", lisbon)).toEqual(["2027-03-28 00:00–24:00"]);
  });
});

describe("what would cover each other", () => {
  const lanes = (...pieces: [number, number][]) =>
    inLanes(pieces.map(([from, until]) => ({ from, until }))).map(
      ({ lane, lanes }) => `${lane + 1}/${lanes}`,
    );

  test("stands side by side, and alone again afterwards", () => {
    expect(lanes([600, 650], [630, 700], [700, 750])).toEqual(["1/2", "2/2", "1/1"]);
  });
  test("a lane that is free again is taken again", () => {
    expect(lanes([600, 720], [610, 640], [650, 700])).toEqual(["1/2", "2/2", "2/2"]);
  });
  test("touching is not covering, but what is lower than its line of text is", () => {
    expect(lanes([600, 650], [650, 700])).toEqual(["1/1", "1/1"]);
    expect(lanes([600, 605], [605, 610])).toEqual(["1/2", "2/2"]);
  });
});
