import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import {
  CheckboxField,
  HiddenFields,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from "#app/ui/fields.tsx";

test("a field ties its label, hint and error to the control", () => {
  const html = renderToStaticMarkup(
    <TextField name="email" type="email" label="Email" hint="For your confirmation." error="It has no @" />,
  );
  expect(html).toContain(`<label for="email">Email</label>`);
  expect(html).toContain(`aria-describedby="email-hint email-error"`);
  expect(html).toContain(`aria-invalid="true"`);
  expect(html).toMatch(/id="email-hint".*id="email-error".*<input/);
});

test("a field without hint or error describes nothing and is not invalid", () => {
  const html = renderToStaticMarkup(<TextField name="name" label="Name" />);
  expect(html).not.toMatch(/aria-|data-invalid/);
  expect(html).toMatch(/<input[^>]*required/);
});

test("an optional field says so and is not required", () => {
  const fields = [
    <TextField key="a" name="phone" label="Phone" required={false} />,
    <TextArea key="b" name="note" label="Note" required={false} />,
    <SelectField key="c" name="region" label="Region" options={[]} required={false} />,
    <RadioGroup key="d" name="place" label="Place" options={[]} required={false} />,
  ];
  for (const field of fields) {
    const html = renderToStaticMarkup(field);
    expect(html).toContain(" (optional)</");
    expect(html).not.toContain(`required=""`);
  }
});

test("what was typed is kept, and its markup stays text", () => {
  const html = renderToStaticMarkup(<TextArea name="note" label="Note" value={`</textarea><script>"`} />);
  expect(html).toContain("&lt;/textarea&gt;&lt;script&gt;&quot;</textarea>");
});

test("a select opens on the value kept, or on its prompt", () => {
  const options = [
    { value: "pt", label: "Portugal" },
    { value: "es", label: "Spain" },
  ];
  const kept = renderToStaticMarkup(
    <SelectField name="region" label="Region" options={options} value="es" />,
  );
  expect(kept).toContain(`<option value="es" selected="">`);
  const fresh = renderToStaticMarkup(
    <SelectField name="region" label="Region" options={options} prompt="Choose" />,
  );
  expect(fresh).toContain(`<option value="" selected="">Choose</option>`);
});

test("a checkbox in error is described by it", () => {
  const html = renderToStaticMarkup(
    <CheckboxField name="adult" label="I am 18 or over" error="Adults only" />,
  );
  expect(html).toMatch(/<input[^>]*id="adult"[^>]*aria-describedby="adult-error"[^>]*type="checkbox"/);
  expect(html).toContain(`<label for="adult">I am 18 or over</label>`);
});

test("each line of the summary links to the control of its field", () => {
  const summary = renderToStaticMarkup(<ErrorSummary problems={[{ field: "place", message: "Where?" }]} />);
  const group = renderToStaticMarkup(
    <RadioGroup name="place" label="Place" options={[{ value: "online", label: "Online" }]} error="Where?" />,
  );
  expect(summary).toMatch(/class="summary" role="alert" tabindex="-1"/);
  expect(summary).toContain(`<a href="#place">Where?</a>`);
  expect(group).toMatch(/<input id="place" type="radio"/);
});

test("with nothing wrong there is no summary", () => {
  expect(renderToStaticMarkup(<ErrorSummary problems={[]} />)).toBe("");
});

test("hidden fields leave out what is absent", () => {
  const html = renderToStaticMarkup(<HiddenFields values={{ type: "discovery", from: undefined }} />);
  expect(html).toBe(`<input type="hidden" name="type" value="discovery"/>`);
});
