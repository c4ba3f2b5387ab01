import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { deserialize, serialize } from 'node:v8';
import { BREAK, visit, type DocumentNode } from 'graphql';
import { isRecord } from '../../../schema/is-record.js';
import type { PlannedStep } from './planned-step.js';
import type { Planned } from './planning-process.js';

/** Where plans are kept from one start to the next. */
export interface PlanFile {
  readonly path: string;
  /** Seals each plan: one that this gateway did not make would fetch what nobody decided. */
  readonly key: Buffer;
  /** Told why plans cannot be read or kept. */
  readonly onFault: (reason: string) => void;
}

const mostPlans = 2_000;
/** Of all plans together, in bytes of the file. */
const mostBytes = 32 * 1024 * 1024;
/** Milliseconds after which plans that were made are written, together. */
const delay = 2_000;
/** Digits of a whole number that names nobody: a page's size, a grade. */
const shortNumber = /^-?\d{1,4}$/;

/** Plans of one supergraph by one planner, from its earlier runs and this one. */
export class KeptPlans {
  /** By the operation's hash: the seal and the plan, in the order in which they came. */
  private readonly plans: Map<string, Sealed>;
  /** Of the plans that stood in the file. */
  private refused = 0;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  /**
   * @param edition what the plans hang on beside the operation: the supergraph, and who planned.
   */
  constructor(
    private readonly file: PlanFile,
    private readonly edition: string,
  ) {
    this.plans = this.read();
    if (this.plans.size === 0 && this.refused > 0) {
      file.onFault('none of the kept plans is of this supergraph, planner and key');
    }
  }

  /** What was kept for an operation's text; null: nothing. */
  get(operation: string): Planned | null {
    const sealed = this.plans.get(nameOf(operation));
    if (!sealed) return null;
    const bytes = Buffer.from(sealed.plan, 'base64');
    return { plan: deserialize(bytes) as PlannedStep | null, bytes: bytes.length };
  }

  /** @param document whose text it is; one in which values are written is not kept. */
  keep(document: DocumentNode, operation: string, { plan }: Planned): void {
    if (this.closed || writesValues(document)) return;
    const name = nameOf(operation);
    const text = serialize(plan).toString('base64');
    this.plans.set(name, { plan: text, seal: this.sealOf(name, text) });
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.write();
    }, delay).unref();
  }

  /** Nothing is kept from now on: another version may be writing. */
  close(): void {
    this.closed = true;
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.write();
  }

  private read(): Map<string, Sealed> {
    const plans = new Map<string, Sealed>();
    this.refused = 0;
    for (const line of this.lines()) {
      const entry = parsed(line);
      // Of another supergraph, another planner or another hand: all the same to us.
      if (entry && this.isOurs(entry)) plans.set(entry.name, entry);
      else this.refused += 1;
    }
    return plans;
  }

  private lines(): readonly string[] {
    try {
      return readFileSync(this.file.path, 'utf8').split('\n').filter(Boolean);
    } catch (error) {
      const { code = 'error' } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') this.file.onFault(`kept plans cannot be read (${code})`);
      return [];
    }
  }

  /** Together with what others of this gateway's processes have written meanwhile. */
  private write(): void {
    const { path, onFault } = this.file;
    const all = new Map([...this.read(), ...this.plans]);
    const lines: string[] = [];
    let bytes = 0;
    for (const [name, { plan, seal }] of [...all].reverse()) {
      const line = JSON.stringify({ name, plan, seal });
      bytes += line.length + 1;
      if (lines.length >= mostPlans || bytes > mostBytes) break;
      lines.push(line);
    }
    const draft = `${path}.${process.pid}`;
    try {
      writeFileSync(draft, `${lines.reverse().join('\n')}\n`, { mode: 0o600 });
      renameSync(draft, path);
    } catch (error) {
      onFault(`plans cannot be kept (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
    }
  }

  private isOurs({ name, plan, seal }: Sealed & { readonly name: string }): boolean {
    const given = Buffer.from(seal);
    const ours = Buffer.from(this.sealOf(name, plan));
    return given.length === ours.length && timingSafeEqual(given, ours);
  }

  private sealOf(name: string, plan: string): string {
    const text = JSON.stringify([this.edition, name, plan]);
    return createHmac('sha256', this.file.key).update(text).digest('base64url');
  }
}

interface Sealed {
  /** As `v8.serialize` writes it, in base64. */
  readonly plan: string;
  readonly seal: string;
}

function nameOf(operation: string): string {
  return hash('sha256', operation, 'base64url');
}

function parsed(line: string): (Sealed & { readonly name: string }) | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (!isRecord(entry)) return null;
    const { name, plan, seal } = entry;
    const isWhole =
      typeof name === 'string' && typeof plan === 'string' && typeof seal === 'string';
    return isWhole ? { name, plan, seal } : null;
  } catch {
    return null;
  }
}

/** Whether something stands in it that may tell of somebody: a name, a number that is an id. */
function writesValues(document: DocumentNode): boolean {
  let found = false;
  const end = (): typeof BREAK => {
    found = true;
    return BREAK;
  };
  visit(document, {
    StringValue: end,
    FloatValue: end,
    IntValue: (node) => (shortNumber.test(node.value) ? undefined : end()),
  });
  return found;
}
