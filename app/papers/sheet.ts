import { fontFiles, runsOf, type Weight } from "./fonts.ts";

type Tone = "ink" | "quiet";
type Style = { size?: number; weight?: Weight; tone?: Tone; after?: number };
type Cell = string | readonly string[];

const colours = { ink: "#1f3338", quiet: "#55686c", line: "#d5dcdc", gold: "#b8862b" } as const;
const letterCountries = new Set([
  "US",
  "CA",
  "MX",
  "PH",
  "CL",
  "CO",
  "VE",
  "GT",
  "CR",
  "PA",
  "DO",
  "SV",
  "PR",
]);
const left = 76;
const right = 56;
const top = 64;

export type Sheet = Awaited<ReturnType<typeof openSheet>>;

type Opened = { title: string; author: string; at: Date; country: string };

/**
 * A page of ours to write on from the top: tagged after PDF/UA (ISO 14289-1), one gold rule at the left, A4 or US Letter
 * as the country has it. What a reader hears is exactly what stands there; rules and lines are artifacts.
 */
export async function openSheet({ title, author, at, country }: Opened) {
  const { default: PDFDocument } = await import("pdfkit");
  const fonts = await fontFiles();
  const doc = new PDFDocument({
    size: letterCountries.has(country) ? "LETTER" : "A4",
    margins: { top, bottom: 56, left, right },
    pdfVersion: "1.7",
    // Its types do not know this subset yet.
    subset: "PDF/UA" as "PDF/A-3a",
    tagged: true,
    lang: "en",
    displayTitle: true,
    info: {
      Title: title,
      Author: author,
      Creator: "Selvage",
      Producer: "Selvage",
      CreationDate: at,
      ModDate: at,
    },
    autoFirstPage: false,
    // With pdfkit's own Helvetica a file of metrics would have to lie beside the bundle.
    font: null as unknown as string,
  });
  const written = collect(doc);
  for (const [name, file] of fonts) doc.registerFont(name, file);
  doc.on("pageAdded", () =>
    artifact(() => doc.rect(44, top - 6, 2.5, doc.page.height - top - 50).fill(colours.gold)),
  );
  const root = doc.struct("Document");
  doc.addStructure(root);
  doc.addPage();
  let y = top;
  const width = doc.page.width - left - right;

  function artifact(draw: () => void): void {
    doc.markContent("Artifact", { type: "Layout" });
    draw();
    doc.endMarkedContent();
  }

  function widthOf(text: string, size: number, weight: Weight): number {
    return runsOf(text, weight).reduce(
      (sum, run) => sum + doc.font(run.font).fontSize(size).widthOfString(run.text),
      0,
    );
  }

  /** Words broken into lines that fit. */
  function broken(text: string, within: number, size: number, weight: Weight): string[] {
    const lines: string[] = [];
    for (const paragraph of text.split("\n")) {
      let line = "";
      for (const word of paragraph.split(" ")) {
        const longer = line ? `${line} ${word}` : word;
        if (line && widthOf(longer, size, weight) > within) {
          lines.push(line);
          line = word;
        } else line = longer;
      }
      lines.push(line);
    }
    return lines;
  }

  type Put = { x: number; at: number; within: number; align?: "left" | "right" } & Style;

  /** Write at a place; gives how high it became. */
  function put(
    text: string,
    { x, at, within, align, size = 10.5, weight = "regular", tone = "ink" }: Put,
  ): number {
    const height = size * 1.45;
    const lines = broken(text, within, size, weight);
    lines.forEach((line, index) => {
      let from = align === "right" ? x + within - widthOf(line, size, weight) : x;
      for (const run of runsOf(line, weight)) {
        doc.font(run.font).fontSize(size).fillColor(colours[tone]);
        doc.text(run.text, from, at + index * height, { lineBreak: false });
        from += doc.widthOfString(run.text);
      }
    });
    return lines.length * height;
  }

  function makeRoom(height: number): void {
    if (y + height <= doc.page.height - 56) return;
    doc.addPage();
    y = top;
  }

  /** A tag whose content is drawn now. */
  function tagged(parent: PDFKit.PDFStructureElement, tag: string, draw: () => void): void {
    const element = doc.struct(tag, {}, draw);
    parent.add(element);
    element.end();
  }

  function rule(): void {
    artifact(() =>
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .lineWidth(0.6)
        .stroke(colours.line),
    );
  }

  return {
    space(height: number): void {
      y += height;
    },

    text(tag: "H1" | "P", text: string, style: Style = {}): void {
      const { size = 10.5, weight = "regular" } = style;
      const height = broken(text, width, size, weight).length * size * 1.45;
      makeRoom(height);
      tagged(root, tag, () => put(text, { x: left, at: y, within: width, ...style }));
      y += height + (style.after ?? 4);
    },

    /** Headed lists beside each other. */
    columns(columns: { title: string; lines: string[] }[]): void {
      const each = width / columns.length;
      const ends = columns.map(({ title, lines }, index) => {
        const place = { x: left + index * each, within: each - 16 };
        let at = y;
        tagged(root, "H2", () => {
          at += put(title, { ...place, at, size: 9, weight: "bold", tone: "quiet" }) + 2;
        });
        for (const line of lines)
          tagged(root, "P", () => {
            at += put(line, { ...place, at });
          });
        return at;
      });
      y = Math.max(...ends);
    },

    /** A table of day, words and amount. The first of several lines in a cell is the one that counts. */
    table({ head, rows }: { head: string[]; rows: Cell[][] }): void {
      const dayWidth = 118;
      const amountWidth = 96;
      const xs = [left, left + dayWidth, left + width - amountWidth];
      const widths = [dayWidth - 10, width - dayWidth - amountWidth - 10, amountWidth];
      const table = doc.struct("Table");
      root.add(table);
      const row = (cells: Cell[], tag: "TH" | "TD") => {
        const line = doc.struct("TR");
        table.add(line);
        const from = y;
        const style: Style = tag === "TH" ? { size: 9, weight: "bold", tone: "quiet" } : {};
        cells.forEach((cell, index) => {
          const [first = "", ...more] = typeof cell === "string" ? [cell] : cell;
          const place = { x: xs[index] ?? left, within: widths[index] ?? 0 };
          const align = index === cells.length - 1 ? ("right" as const) : ("left" as const);
          let at = from + 8;
          const draw = () => {
            at += put(more.length > 0 ? `${first} ` : first, { ...place, at, align, ...style });
            for (const text of more) at += put(`${text} `, { ...place, at, align, size: 9, tone: "quiet" });
          };
          const element = doc.struct(tag, {}, draw);
          line.add(element);
          element.end();
          y = Math.max(y, at + 8);
        });
        line.end();
        rule();
      };
      row(head, "TH");
      for (const cells of rows) {
        makeRoom(90);
        row(cells, "TD");
      }
      table.end();
    },

    /** A sum with its name, at the right. */
    sum(words: string, amount: string, isTotal = false): void {
      makeRoom(28);
      const size = isTotal ? 14 : 10.5;
      const style: Style = isTotal ? { size, weight: "bold" } : { tone: "quiet" };
      tagged(root, "P", () => {
        put(`${words} `, { x: left + 118, at: y, within: width - 118 - 110, ...style });
        put(amount, { x: left + width - 130, at: y, within: 130, align: "right", ...style });
      });
      y += size * 1.45 + 5;
    },

    close(): Promise<Buffer> {
      root.end();
      doc.end();
      return written;
    },
  };
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
}
