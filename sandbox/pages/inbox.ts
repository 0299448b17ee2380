import { html } from "hono/html";
import type { Message } from "../inbox.ts";
import { framed, type Markup } from "./frame.ts";

/** All letters, newest first. */
export function inboxPage(messages: Message[], to: string | undefined): Markup {
  return framed(
    "Sandbox inbox",
    html`<h1>Sandbox inbox</h1>
      ${to ? html`<p>To ${to}. <a href="/inbox">Show everyone’s mail</a></p>` : ""}
      ${
        messages.length === 0
          ? html`<p>No mail yet. Whatever the app sends appears here, and nowhere else.</p>`
          : html`<ul class="list">${messages.toReversed().map(entry)}</ul>`
      }`,
  );
}

/** One letter: its page as sent, its written text with live links, its files. */
export function messagePage(message: Message): Markup {
  const address = `/inbox/${message.id}`;
  return framed(
    `${message.subject} · Sandbox inbox`,
    html`<p><a href="/inbox">Sandbox inbox</a></p>
      <h1>${message.subject}</h1>
      <dl>
        <dt>From</dt>
        <dd>${message.from}</dd>
        <dt>To</dt>
        <dd>${message.to.join(", ")}</dd>
        <dt>At</dt>
        <dd>${time(message)}</dd>
      </dl>
      ${
        message.attachments.length === 0
          ? ""
          : html`<h2>Files</h2>
              <ul>
                ${message.attachments.map(
                  (file, n) =>
                    html`<li><a href="${address}/attachments/${n}" download>${file.filename}</a> <span class="quiet">${file.contentType}</span></li>`,
                )}
              </ul>`
      }
      ${
        message.html === ""
          ? ""
          : html`<h2>As a page</h2>
              <iframe src="${address}/html" title="The letter as a page" sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"></iframe>`
      }
      <h2>As text</h2>
      ${message.text === "" ? html`<p>This letter has no text part.</p>` : html`<pre>${linked(message.text)}</pre>`}`,
  );
}

function entry(message: Message): Markup {
  return html`<li>
    <a href="/inbox/${message.id}">${message.subject || "(no subject)"}</a><br />
    <span class="quiet">To ${message.to.join(", ")} · ${time(message)}</span>
  </li>`;
}

function time({ at }: Message): Markup {
  return html`<time datetime="${at}">${at.slice(0, 19).replace("T", " ")} UTC</time>`;
}

function linked(text: string): (Markup | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((part, n) => (n % 2 === 1 ? html`<a href="${part}">${part}</a>` : part));
}
