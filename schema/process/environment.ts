import { readFileSync } from 'node:fs';
import { httpUrlFault } from './http-url.js';
import { misspeltNames } from './misspelt-names.js';
import type { Variable } from './variable.js';
import { subgraphCaPrefix, subgraphUrlPrefix, variables, type VariableName } from './variables.js';

/** The environment of a process as it is: `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every fault of the environment at once, one line each: `NAME: what is wrong; what is expected`. */
export class EnvironmentFaults extends Error {
  override readonly name = 'EnvironmentFaults';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

type ValueOf<N extends VariableName> = (typeof variables)[N] extends Variable<infer T> ? T : never;

/** Reads declared variables and gathers what is wrong with them. */
export class EnvironmentReader {
  private readonly found: string[];

  constructor(private readonly env: Environment) {
    this.found = [...misspeltNames(env)];
  }

  get faults(): readonly string[] {
    return this.found;
  }

  /** @param fallback where it is not given, instead of the declared one. */
  read<N extends VariableName>(name: N, fallback?: ValueOf<N>): ValueOf<N> {
    // The table says of each name what its value is; TypeScript cannot follow it by itself.
    const variable = variables[name] as unknown as Variable<ValueOf<N>>;
    const otherwise = fallback ?? variable.fallback;
    const given = this.given(name, variable.isSecret);
    if (given === null) return otherwise;
    const value = given.text === '' ? undefined : variable.parse(given.text);
    if (value !== undefined) return value;
    const what = variable.isSecret ? kindOf(given.text) : quoted(given.text);
    this.refuse(given.from, `${what} is given; expected ${variable.expected}`);
    return otherwise;
  }

  /** What was read of a variable that holds an address. @returns it. */
  requireUrl(name: VariableName, url: string | null): string | null {
    const fault = url === null ? null : httpUrlFault(url);
    if (fault !== null) this.refuse(name, fault);
    return url;
  }

  /** By the part of the variable after the prefix. */
  subgraphUrls(): ReadonlyMap<string, string> {
    const urls = new Map<string, string>();
    for (const [name, value] of Object.entries(this.env)) {
      if (!name.startsWith(subgraphUrlPrefix) || value === undefined) continue;
      const url = value.trim();
      const fault = httpUrlFault(url);
      if (fault === null) urls.set(name.slice(subgraphUrlPrefix.length), url);
      else this.refuse(name, fault);
    }
    return urls;
  }

  /** By the part of the variable after the prefix: paths. */
  subgraphCas(): ReadonlyMap<string, string> {
    const paths = new Map<string, string>();
    for (const [name, value] of Object.entries(this.env)) {
      if (!name.startsWith(subgraphCaPrefix) || value === undefined) continue;
      const path = value.trim();
      if (path === '')
        this.refuse(name, 'an empty text is given; expected the path of an authority');
      else paths.set(name.slice(subgraphCaPrefix.length), path);
    }
    return paths;
  }

  /** A certificate and its key, each with the name of its variable: both or neither. */
  certificate(
    [certName, cert]: readonly [string, string | null],
    [keyName, key]: readonly [string, string | null],
  ): { readonly cert: string; readonly key: string } | null {
    if (cert !== null && key !== null) return { cert, key };
    const given = cert === null ? keyName : certName;
    const lacking = cert === null ? certName : keyName;
    const isRefused = this.found.some((fault) => fault.startsWith(`${lacking}: `));
    if ((cert ?? key) !== null && !isRefused) this.refuse(given, `${lacking} is not given`);
    return null;
  }

  /** A fault that only who reads the value can see. It never repeats a secret. */
  refuse(name: string, fault: string): void {
    this.found.push(`${name}: ${fault}.`);
  }

  /** The variable that a secret was read from, for messages: `NAME` or `NAME_FILE`. */
  sourceOf(name: VariableName): string {
    return this.env[`${name}_FILE`] === undefined ? name : `${name}_FILE`;
  }

  /** @throws EnvironmentFaults */
  requireFaultless(): void {
    if (this.found.length > 0) throw new EnvironmentFaults(this.found);
  }

  private given(name: string, mayComeByFile: boolean): { text: string; from: string } | null {
    const value = this.env[name];
    const file = mayComeByFile ? this.env[`${name}_FILE`] : undefined;
    if (file === undefined) return value === undefined ? null : { text: value.trim(), from: name };
    const from = `${name}_FILE`;
    if (value !== undefined) {
      this.refuse(from, `${name} is given as well; expected one of the two`);
      return null;
    }
    try {
      return { text: readFileSync(file.trim(), 'utf8').trim(), from };
    } catch (error) {
      const { code = 'error' } = error as NodeJS.ErrnoException;
      this.refuse(from, `the file cannot be read (${code})`);
      return null;
    }
  }
}

const longestQuote = 60;

function quoted(text: string): string {
  if (text === '') return 'an empty text';
  return text.length > longestQuote ? kindOf(text) : JSON.stringify(text);
}

function kindOf(text: string): string {
  return text === '' ? 'an empty text' : `a text of ${text.length} characters`;
}
