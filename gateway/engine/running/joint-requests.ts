import type { SubgraphAnswer, SubgraphError } from '../fetching/subgraph-answer.js';
import { mostBytes, mostEntities, type EntityPart } from './asked-entities.js';
import type { FetchStep } from './compile-plan.js';
import { aliasOf, representationsOf, type JointFetches } from './joint-fetches.js';
import type { StepRequests } from './step-requests.js';

/** One step's share of a request. */
interface Share {
  readonly step: FetchStep;
  readonly part: EntityPart;
  readonly resolve: (answer: SubgraphAnswer | null) => void;
  readonly reject: (error: unknown) => void;
}

interface Waiting {
  /** Steps to the subgraph that did not begin yet. */
  left: number;
  shares: Share[];
  /** Some other step waits for one of them. */
  urgent: boolean;
  scheduled: boolean;
}

/**
 * Puts into one request what the steps of one operation ask of one subgraph at one time: each share
 * has an alias of its own, and with it its own answer and its own errors. What nobody waits for comes
 * with the last that is asked of the subgraph.
 * docs/decisions/joint-requests.md
 */
export class JointRequests {
  private readonly waiting = new Map<JointFetches, Waiting>();

  constructor(private readonly requests: StepRequests) {}

  /**
   * @returns as if the step had asked by itself: its entities under `_entities`; null: it failed, and
   * whoever keeps account was told.
   */
  ask(step: FetchStep, joint: JointFetches, part: EntityPart): Promise<SubgraphAnswer | null> {
    return new Promise((resolve, reject) => {
      const waiting = this.of(joint);
      waiting.shares.push({ step, part, resolve, reject });
      waiting.urgent ||= !step.patient;
    });
  }

  /** A step began: what it has to ask at once it has asked. */
  began(joint: JointFetches): void {
    const waiting = this.of(joint);
    waiting.left -= 1;
    if (waiting.shares.length === 0) return;
    if (waiting.left === 0) this.send(joint, waiting);
    else if (waiting.urgent && !waiting.scheduled) {
      waiting.scheduled = true;
      // Behind all answers that are there already, which may let others begin.
      setImmediate(() => {
        waiting.scheduled = false;
        this.send(joint, waiting);
      });
    }
  }

  private of(joint: JointFetches): Waiting {
    let waiting = this.waiting.get(joint);
    if (!waiting) {
      waiting = { left: joint.steps, shares: [], urgent: false, scheduled: false };
      this.waiting.set(joint, waiting);
    }
    return waiting;
  }

  private send(joint: JointFetches, waiting: Waiting): void {
    const { shares } = waiting;
    waiting.shares = [];
    waiting.urgent = false;
    for (const together of fitting(shares)) {
      const [only] = together;
      const sent =
        only && together.length === 1 ? this.sendAlone(only) : this.sendTogether(joint, together);
      // Nobody else waits for it: what goes wrong here is the operation's failure, not the process's.
      sent.catch((error: unknown) => {
        for (const { reject } of together) reject(error);
      });
    }
  }

  private async sendAlone({ step, part, resolve }: Share): Promise<void> {
    const body = bodyOf(step.bodyStart, this.requests.variablesText(step), [
      ['representations', part],
    ]);
    resolve(await this.requests.send(step, body, part.count));
  }

  private async sendTogether(fetches: JointFetches, shares: readonly Share[]): Promise<void> {
    const joint = fetches.of(shares.map(({ step }) => step));
    const body = bodyOf(
      joint.bodyStart,
      this.requests.variablesText(joint),
      shares.map(({ part }, index) => [representationsOf(index), part]),
    );
    const answer = await this.requests.sendJoint(
      shares.map(({ step }) => step),
      joint,
      body,
      shares.map(({ part }) => part.count),
    );
    // Whose doing it was is not said: each is told what becomes of its own.
    if (answer === 'apart') await Promise.all(shares.map((share) => this.sendAlone(share)));
    else shares.forEach(({ resolve }, index) => resolve(answer && shareOf(answer, index, shares)));
  }
}

/** As many in one request as it may hold; each by itself may be as large. */
function fitting(shares: readonly Share[]): readonly (readonly Share[])[] {
  const requests: Share[][] = [];
  let count = 0;
  let bytes = 0;
  for (const share of shares) {
    const { part } = share;
    // A character takes three bytes at most.
    const most = typeof part.list === 'string' ? part.list.length * 3 : part.list.length;
    const last = requests.at(-1);
    if (last && count + part.count <= mostEntities && bytes + most <= mostBytes) {
      last.push(share);
      count += part.count;
      bytes += most;
    } else {
      requests.push([share]);
      count = part.count;
      bytes = most;
    }
  }
  return requests;
}

/** @param lists representations, by the variable that holds them. */
export function bodyOf(
  start: string,
  variables: string,
  lists: readonly (readonly [string, EntityPart])[],
): string | Buffer {
  let text = `${start}${variables}`;
  let comma = variables === '' ? '' : ',';
  const pieces: Buffer[] = [];
  for (const [name, { list }] of lists) {
    text += `${comma}"${name}":[`;
    comma = ',';
    if (typeof list === 'string') text += list;
    else {
      pieces.push(Buffer.from(text), list);
      text = '';
    }
    text += ']';
  }
  text += '}}';
  return pieces.length === 0 ? text : Buffer.concat([...pieces, Buffer.from(text)]);
}

/** What an answer to several says to one of them; an error that names nobody is everybody's. */
function shareOf(
  { data, errors, status }: SubgraphAnswer,
  index: number,
  { length }: readonly Share[],
): SubgraphAnswer {
  const alias = aliasOf(index);
  const own: SubgraphError[] = [];
  for (const error of errors) {
    const [first, ...rest] = error.path ?? [];
    if (first === alias) own.push({ ...error, path: ['_entities', ...rest] });
    else if (!isAlias(first, length)) own.push({ ...error, path: null });
  }
  return { data: data && { _entities: data[alias] }, errors: own, status };
}

function isAlias(key: string | number | undefined, count: number): boolean {
  for (let i = 0; i < count; i += 1) if (key === aliasOf(i)) return true;
  return false;
}
