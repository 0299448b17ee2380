import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Answers,
  isQuestion,
  isShown,
  kept,
  shownPages,
  shownParts,
  spelled,
  unanswered,
} from "#app/domain/forms/rules.ts";
import { scoreOf } from "#app/domain/forms/scoring/score.ts";
import { templates } from "#app/domain/forms/templates/templates.ts";
import type { FormPage, FormPart } from "#app/values/form-body.ts";

const values = ["a", "b", "c"];

/** A form whose questions hang on any earlier one, in chains as they fall. */
const forms = fc
  .array(
    fc.record({ hangsOn: fc.nat(), is: fc.subarray(values), isMany: fc.boolean(), isRequired: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((wishes): FormPage[] => {
    const parts = wishes.map(
      ({ hangsOn, is, isMany, isRequired }, at): FormPart => ({
        key: `q${at}`,
        kind: "choice",
        label: `Question ${at}`,
        options: values.map((value) => ({ value, label: value })),
        isMany,
        isRequired,
        ...(at > 0 && hangsOn % 3 > 0 && { showIf: { question: `q${hangsOn % at}`, is } }),
      }),
    );
    return [0, 1, 2].map((page) => ({
      key: `p${page}`,
      title: "",
      text: "",
      isSensitive: false,
      parts: parts.filter((_, at) => at % 3 === page || parts.length < 4),
    }));
  })
  .map((pages) => {
    const seen = new Set<string>();
    const once = ({ key }: FormPart) => !seen.has(key) && Boolean(seen.add(key));
    return pages.map((page) => ({ ...page, parts: page.parts.filter(once) }));
  });

const given = fc.dictionary(
  fc.integer({ min: 0, max: 12 }).map((at) => `q${at}`),
  fc.oneof(fc.constantFrom(...values, "odd", ""), fc.subarray([...values, "odd"])),
) as fc.Arbitrary<Answers>;

test("an answer to a question that is not shown is never kept", () => {
  fc.assert(
    fc.property(forms, given, (pages, answers) => {
      const counts = kept(pages, answers);
      const parts = pages.flatMap((page) => page.parts);
      for (const key of Object.keys(counts)) {
        const part = parts.find((one) => one.key === key);
        expect(part && isShown(part, counts)).toBe(true);
      }
      // What hangs on what was itself hidden is hidden too.
      for (const part of parts.filter(({ showIf }) => showIf))
        if (part.showIf && counts[part.showIf.question] === undefined)
          expect(counts[part.key]).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("what counts, counts again: nothing changes when it is looked at twice, in whatever order it was given", () => {
  fc.assert(
    fc.property(forms, given, (pages, answers) => {
      const counts = kept(pages, answers);
      expect(kept(pages, counts)).toEqual(counts);
      const reversed = Object.fromEntries(Object.entries(answers).reverse());
      expect(spelled(kept(pages, reversed))).toBe(spelled(counts));
    }),
  );
});

test("nobody is held up by a question they are not shown", () => {
  fc.assert(
    fc.property(forms, given, (pages, answers) => {
      const counts = kept(pages, answers);
      const shown = shownPages(pages, counts).flatMap((page) => shownParts(page, counts));
      for (const part of unanswered(pages, counts)) expect(shown).toContain(part);
      expect(shown.filter(isQuestion).every((part) => isShown(part, counts))).toBe(true);
    }),
  );
});

test("hidden answers are not scored", () => {
  const { body } = templates["gad-7"];
  const hung = body.pages.map((page) => ({
    ...page,
    parts: page.parts.map((part) =>
      part.key === "q7" ? { ...part, showIf: { question: "q6", is: ["3"] } } : part,
    ),
  }));
  const answers = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((at) => [`q${at}`, "2"]));
  const counts = kept(hung, answers);
  expect(counts.q7).toBeUndefined();
  expect(scoreOf({ body: { ...body, pages: hung }, omitsRisk: false }, counts)).toMatchObject({ missing: 1 });
});
