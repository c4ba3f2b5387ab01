import { closeSync, fchmodSync, fstatSync, openSync, writeFileSync } from 'node:fs';

/** More are counted and not kept: who has that many has one cause. */
const kept = 1_000;

interface Fault {
  readonly line: number;
  readonly column: string;
  readonly what: string;
}

/** What is wrong with a file: where, and what to do. No value of it is repeated. */
export class Faults {
  private readonly found: Fault[] = [];
  private all = 0;

  get count(): number {
    return this.all;
  }

  /** @param column empty: of the line as a whole. */
  add(line: number, column: string, what: string): void {
    this.all += 1;
    if (this.found.length < kept) this.found.push({ line, column, what });
  }

  /** The first ones, for who waits at a terminal. */
  first(count: number): readonly string[] {
    return this.inOrder()
      .slice(0, count)
      .map(
        ({ line, column, what }) =>
          `ligne ${line}${column === '' ? '' : `, colonne ${column}`} : ${what}`,
      );
  }

  /** As CSV, for who has to mend the file. */
  write(path: string): void {
    const lines = this.inOrder().map(({ line, column, what }) =>
      [String(line), column, what].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'),
    );
    const more = this.all - this.found.length;
    if (more > 0) lines.push(`"";"";"… et ${more} autres fautes"`);
    const report = openSync(path, 'w', 0o600);
    try {
      // A file that is there keeps its mode, and may be open to others; a terminal is left as it is.
      if (fstatSync(report).isFile()) fchmodSync(report, 0o600);
      writeFileSync(report, `${['"ligne";"colonne";"faute"', ...lines].join('\n')}\n`);
    } finally {
      closeSync(report);
    }
  }

  private inOrder(): readonly Fault[] {
    return this.found.toSorted((a, b) => a.line - b.line);
  }
}
