import type { BadInput } from '../fetching/bad-input.js';
import type { AnswerMask } from '../fetching/answer-mask.js';
import type { DataObject } from '../json/data-object.js';

/** Objects that one and the same fetched entity stands at. */
export interface SameEntity {
  readonly from: readonly DataObject[];
  readonly to: readonly DataObject[];
}

type Marks = Map<object, Set<string>>;
type Unanswered = Map<AnswerMask, Set<object>>;

/** Response keys of a subgraph and indexes. */
type Path = readonly (string | number)[];

/**
 * Where subgraphs failed, kept beside the data: for an object, the private keys (for a list,
 * the indexes) whose value is missing because of it. The shape asks for them when it meets a null,
 * so that an error reaches the caller under the caller's own path, and only where the caller asked
 * something.
 */
export class FaultMarks {
  /** Made with the first mark: most operations have none. */
  private marks: Marks | null = null;
  private absent: Marks | null = null;
  private refused: Map<object, Map<string, BadInput>> | null = null;
  private readonly later: {
    target: DataObject;
    path: Path;
    from: number;
    badInput: BadInput | null;
    asked: AnswerMask | null;
  }[] = [];
  private readonly same: { keys: readonly string[]; pairs: () => readonly SameEntity[] }[] = [];
  /** Objects of which all that was asked is known to be missing, by what was asked of them. */
  private unanswered: { fault: Unanswered; badInput: Unanswered } | null = null;
  private rests: Map<object, Map<string, Path>> | null = null;
  /** Operators whose rows may be missing, with their names: others' rows are there. */
  readonly missing = new Map<string, string>();
  /** By the name of an operator, coordinates that it does not serve yet: null there. */
  readonly unserved = new Map<string, Set<string>>();
  /** Whether anything failed, seen by the caller or not. */
  any = false;
  /** Partners that took no more requests; null: something else failed too, and who is not said. */
  busy: Set<string> | null = new Set();

  /**
   * The keys of these objects were to come from a fetch that failed.
   * @param badInput the subgraph refused a value of the caller's.
   */
  addFailed(
    targets: readonly DataObject[],
    keys: readonly string[],
    badInput: BadInput | null = null,
  ): void {
    for (const target of targets) for (const key of keys) this.mark(target, key, badInput);
    this.any = true;
  }

  /** One of several operators of a subgraph gave no answer. */
  addMissing(operator: string, name: string): void {
    this.missing.set(operator, name);
  }

  /** One of several operators is at an older version of the schema. */
  addUnserved(name: string, coordinates: readonly string[]): void {
    const known = this.unserved.get(name) ?? new Set();
    this.unserved.set(name, known);
    for (const coordinate of coordinates) known.add(coordinate);
    this.busy = null;
  }

  /** A subgraph has no such entity, or not for this caller: these keys are null, and no fault. */
  addAbsent(target: DataObject, keys: readonly string[]): void {
    for (const key of keys) mark((this.absent ??= noMarks()), target, key);
  }

  /**
   * An error of a subgraph at `path.slice(from)` below the object.
   * @param asked of the subgraph, at the object: where another one's value stands at the path, what
   * this one should have added to it is missing. null: nothing is known of it.
   */
  addAt(
    target: DataObject,
    path: Path,
    from: number,
    badInput: BadInput | null = null,
    asked: AnswerMask | null = null,
  ): void {
    this.any = true;
    let mask = asked;
    let object: object = target;
    let key: string | null = null;
    let value: unknown = target;
    for (let i = from; i < path.length; i += 1) {
      const step = path[i];
      if (typeof step === 'string') {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) break;
        object = value;
        key = step;
        mask = mask?.at(step) ?? null;
        value = Object.hasOwn(value, step) ? (value as DataObject)[step] : undefined;
      } else {
        if (!Array.isArray(value)) break;
        object = value;
        key = String(step);
        value = value[step ?? 0];
      }
      // What is null already hides what lies below: this is where the error shows.
      if (value === null || value === undefined) {
        if (i + 1 < path.length) this.keepRest(object, key, path.slice(i + 1));
        break;
      }
    }
    if (key !== null) this.mark(object, key, badInput);
    if (mask) this.markUnanswered(value, mask, badInput);
  }

  /** How the path of an error went on below a null: a non-null field there failed. */
  restAt(object: object, key: string): Path {
    return this.rests?.get(object)?.get(key) ?? [];
  }

  private keepRest(object: object, key: string | null, rest: Path): void {
    if (key === null) return;
    const rests = (this.rests ??= new Map<object, Map<string, Path>>());
    const known = rests.get(object) ?? new Map<string, Path>();
    rests.set(object, known);
    if (!known.has(key)) known.set(key, rest);
  }

  private markUnanswered(value: unknown, asked: AnswerMask, badInput: BadInput | null): void {
    if (typeof value !== 'object' || value === null) return;
    // Errors may be many, and may all point to one list: it is walked once.
    this.unanswered ??= { fault: new Map(), badInput: new Map() };
    const known = badInput ? this.unanswered.badInput : this.unanswered.fault;
    const walked = known.get(asked) ?? new Set();
    known.set(asked, walked);
    if (walked.has(value)) return;
    walked.add(value);
    if (Array.isArray(value)) {
      for (const item of value) this.markUnanswered(item, asked, badInput);
    } else {
      for (const key of asked.keys) {
        if ((value as DataObject)[key] === undefined) this.mark(value, key, badInput);
      }
    }
  }

  addLater(
    target: DataObject,
    path: Path,
    from: number,
    badInput: BadInput | null,
    asked: AnswerMask | null,
  ): void {
    this.any = true;
    this.later.push({ target, path, from, badInput, asked });
  }

  /** What failed of these keys for the one failed for the other too: one fetch answered for both. */
  addSame(keys: readonly string[], pairs: () => readonly SameEntity[]): void {
    this.same.push({ keys, pairs });
  }

  /** To be called once all is merged. */
  settle(): void {
    if (!this.any) return;
    for (const { target, path, from, badInput, asked } of this.later) {
      this.addAt(target, path, from, badInput, asked);
    }
    this.later.length = 0;
    for (const { keys, pairs } of this.same) {
      for (const { from, to } of pairs()) {
        for (const key of keys) {
          const failed = from.find((object) => this.has(object, key));
          if (failed) this.addFailed(to, [key], this.badInputAt(failed, key));
        }
      }
    }
    this.same.length = 0;
  }

  has(object: object, key: string): boolean {
    return this.marks?.get(object)?.has(key) ?? false;
  }

  /** What the subgraph refused of the caller's for this; null: nothing. */
  badInputAt(object: object, key: string): BadInput | null {
    return this.refused?.get(object)?.get(key) ?? null;
  }

  /** Whether a null where the type allows none is a fault. */
  isFault(object: object, key: string): boolean {
    return this.any ? this.has(object, key) : !(this.absent?.get(object)?.has(key) ?? false);
  }

  private mark(object: object, key: string, badInput: BadInput | null): void {
    mark((this.marks ??= noMarks()), object, key);
    if (badInput === null) return;
    this.refused ??= new Map();
    const refused = this.refused.get(object) ?? new Map<string, BadInput>();
    this.refused.set(object, refused.set(key, badInput));
  }
}

const noMarks = (): Marks => new Map();

function mark(marks: Marks, object: object, key: string): void {
  const keys = marks.get(object);
  if (keys) keys.add(key);
  else marks.set(object, new Set([key]));
}
