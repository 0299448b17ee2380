import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { JsonLd } from "#app/ui/json-ld.tsx";

test("no text in the data can end the script element, and it reads back unchanged", () => {
  const data = { name: `</script><script>alert("1")</script><!-- & ' \u2028`, list: [1, null, true] };

  const html = renderToStaticMarkup(<JsonLd data={data} />);

  const inside = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(html)?.[1] ?? "";
  expect(inside).not.toContain("<");
  expect(JSON.parse(inside)).toEqual(data);
});
