import { html } from "hono/html";
import { framed, type Markup } from "../pages/frame.ts";
import type { File } from "./files.ts";

/** The files there are, each to be changed by hand, and a place for another. */
export function filesPage(files: readonly [string, File][], trouble?: string): Markup {
  return framed(
    "Calendar files",
    html`<h1>Calendar files</h1>
      <p>As on somebody’s own server. Give the address of one in the app, change the file here, and see what it closes.</p>
      ${trouble ? html`<p class="notice" role="alert">${trouble}</p>` : ""}
      ${files.map(
        ([name, { text }]) => html`<h2><a href="/ical/${name}.ics">/ical/${name}.ics</a></h2>
          <form method="post" action="/ical">
            <input type="hidden" name="name" value="${name}" />
            <label for="text-${name}">What is in it</label>
            <textarea id="text-${name}" name="text" rows="12" cols="70" style="width: 100%">${text}</textarea>
            <p class="buttons"><button>Keep</button></p>
          </form>`,
      )}
      <h2>Another file</h2>
      <form method="post" action="/ical">
        <label for="name">Name <input id="name" name="name" required pattern="[a-z0-9][a-z0-9\\-]*" /></label>
        <label for="text">What is in it</label>
        <textarea id="text" name="text" rows="12" cols="70" style="width: 100%"></textarea>
        <p class="buttons"><button>Add</button></p>
      </form>`,
  );
}
