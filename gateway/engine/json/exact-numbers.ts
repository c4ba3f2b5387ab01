/**
 * Numbers that a double would change: kept as the text they came as (`JSON.rawJSON`), which
 * `JSON.stringify` writes again. They are objects, and of no use to who expects a number.
 */
export interface ExactNumber {
  readonly rawJSON: string;
}

/** What ECMAScript has meanwhile and the compiler's library has not. */
const json = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: Source) => unknown): unknown;
  rawJSON(text: string): ExactNumber;
  isRawJSON(value: unknown): boolean;
};
interface Source {
  /** Of a primitive value. */
  readonly source?: string;
}

/** Where a number may stand that is longer than a double holds, or has an exponent. Texts may match too. */
const suspect = /[:[,]\s*-?(?:[\d.]{16}|[\d.]+[eE])|^\s*-?[\d.]{16}/;

const exponent = /\d[eE][-+\d]/;
/** Of digits and points; a number that a double would change has as many, or an exponent. */
const longNumber = 16;

/**
 * As JSON.parse, for texts in which every digit of a number counts. Costs a glance over the text where
 * no number is long, which is nearly always so.
 */
export function parseExact(text: string): unknown {
  const isSuspect = (hasLongNumber(text) || exponent.test(text)) && suspect.test(text);
  return isSuspect ? json.parse(text, keepDigits) : JSON.parse(text);
}

/** Looks at every sixteenth character: a long number, or the like in a text, has one of them. */
function hasLongNumber(text: string): boolean {
  for (let i = longNumber - 1; i < text.length; i += longNumber) {
    if (!isOfNumber(text, i)) continue;
    let from = i;
    let to = i + 1;
    while (isOfNumber(text, from - 1)) from -= 1;
    while (isOfNumber(text, to)) to += 1;
    if (to - from >= longNumber) return true;
  }
  return false;
}

function isOfNumber(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return (code >= zero && code <= nine) || code === point;
}

const zero = 48;
const nine = 57;
const point = 46;

export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && json.isRawJSON(value);
}

/** Whether a number written like this would be changed as a double. */
export function isExactText(source: string): boolean {
  return !isSameNumber(Number(source), source);
}

/** A copy of what JSON holds, those numbers included: `structuredClone` takes them for objects. */
export function cloneJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => cloneJson(item)) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    // The one key whose assignment would not make a property.
    if (key !== '__proto__') copy[key] = cloneJson(part);
  }
  return copy as T;
}

function keepDigits(_key: string, value: unknown, { source }: Source): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  return isSameNumber(value, source) ? value : json.rawJSON(source);
}

/** Whether the double says what the text does: as a number, not as a spelling. */
function isSameNumber(value: number, source: string): boolean {
  if (String(value) === source) return Number.isSafeInteger(value) || !Number.isInteger(value);
  // Beyond 2^53 a double's own text is no longer all of its digits.
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    return false;
  }
  return digitsOf(String(value)) === digitsOf(source);
}

/** Significant digits and the power of ten: the same for all spellings of one number. */
function digitsOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  if (digits === '') return '0';
  const power = Number(exponent) - fraction.length + (all.length - digits.length);
  return `${sign}${digits}e${power}`;
}
