import type { AskedField, AskedFields } from '../planning/asked-fields.js';
import type { AskedSize } from '../planning/asked-size.js';

/** Measured: what one level takes, and each key of it beside that. */
const bytesPerMask = 900;
const bytesPerKey = 200;

/** By response key. */
type MaskedFields = ReadonlyMap<
  string,
  Omit<AskedField, 'below'> & { readonly below: AskedFields | AnswerMask | null }
>;

/** What was asked of a subgraph, at one level of its answer. */
export class AnswerMask {
  readonly keys: string[] = [];
  /** The same as they stand in JSON: names hold nothing that is escaped there. */
  readonly keyBytes: Buffer[] = [];
  /** Of each key; null: a leaf, whatever it holds. */
  readonly below: (AnswerMask | null)[] = [];
  /** Of each key: how many items a list there was asked for; null: that is not said. */
  readonly sizes: (AskedSize | null)[] = [];
  /** Of each key: whether its values are IDs. */
  readonly ids: boolean[] = [];
  /** Whether some value, here or below, may be a number whose every digit counts. */
  readonly exact: boolean;
  /** What it takes of memory, all that is below it included, in bytes. */
  readonly size: number;
  private readonly places = new Map<string, number>();

  constructor(asked: MaskedFields) {
    let exact = false;
    let size = bytesPerMask;
    for (const [key, field] of asked) {
      // As the key of an object, the string is the one that JSON.parse uses: compared by its address.
      const [same = key] = Object.keys({ [key]: 0 });
      const below =
        field.below instanceof AnswerMask
          ? field.below
          : field.below && new AnswerMask(field.below);
      this.places.set(same, this.keys.length);
      this.keys.push(same);
      this.keyBytes.push(Buffer.from(same, 'latin1'));
      this.below.push(below);
      this.sizes.push(field.size);
      this.ids.push(field.id);
      exact ||= field.exact || (below?.exact ?? false);
      size += bytesPerKey + (below?.size ?? 0);
    }
    this.exact = exact;
    this.size = size;
  }

  /** Of a request that asks under each key what another asks under `_entities`. */
  static joining(masks: ReadonlyMap<string, AnswerMask>): AnswerMask {
    const fields = [...masks].map(([key, mask]) => {
      const below = mask.at('_entities');
      return [key, { below, size: null, exact: mask.exact, id: false }] as const;
    });
    return new AnswerMask(new Map(fields));
  }

  /** What was asked below a key; null: nothing. */
  at(key: string): AnswerMask | null {
    return this.below[this.placeOf(key)] ?? null;
  }

  /** Where a key stands; -1: it was not asked. */
  placeOf(key: string): number {
    return this.places.get(key) ?? -1;
  }
}
