import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { apiDocument } from "#app/routes/api/document.ts";
import { askRefusals, cancelRefusals, moveRefusals } from "#app/routes/api/words.ts";
import { apiRoutes } from "./an-api.ts";

const paths = Object.entries(apiDocument().paths ?? {});

test("the document lists exactly the routes there are", () => {
  const listed = apiRoutes()
    .map(({ path }) => path.replaceAll(/:(\w+)/g, "{$1}"))
    .filter((path) => path !== "/*");

  expect(paths.map(([path]) => path).sort()).toEqual(listed.sort());
});

test("the document lists exactly the methods each route has a hand for", async () => {
  for (const { path, file } of apiRoutes().filter(({ path }) => path !== "/*")) {
    const route = await import(new URL(`../../../app/${file}`, import.meta.url).href);
    const hands = [...(route.loader ? ["get"] : []), ...(route.action ? ["post"] : [])];
    const described = apiDocument().paths?.[path.replaceAll(/:(\w+)/g, "{$1}")] ?? {};
    expect(Object.keys(described), path).toEqual(hands);
  }
});

test("every refusal there is can be found in the document", () => {
  const codes = JSON.stringify(paths);
  const refusals = Object.entries({ ...askRefusals, ...moveRefusals, ...cancelRefusals }).filter(
    ([name]) => name !== "not_offered",
  );

  for (const [name, { code = name }] of refusals) expect(codes, code).toContain(`"${code}"`);
});

test("bodies that are sent are described as strictly as they are read", () => {
  const { schemas } = apiDocument().components ?? {};

  for (const name of ["Wish", "NewTime", "Cancellation"])
    expect(schemas?.[name], name).toMatchObject({ additionalProperties: false });
  expect(schemas?.Wish).toMatchObject({
    required: ["therapist", "type", "startsAt", "name", "email", "adult"],
  });
});

test("every schema of the document is one", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "doc", ...apiDocument() });

  for (const name of Object.keys(apiDocument().components?.schemas ?? {})) {
    expect(ajv.getSchema(`doc#/components/schemas/${name}`), name).toBeTypeOf("function");
  }
  expect(apiDocument().openapi).toBe("3.1.0");
});
