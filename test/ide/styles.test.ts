import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = globSync('ide/src/**/*.{ts,tsx}', { cwd: root });
const styles = globSync('ide/src/**/*.css', { cwd: root });

interface Module {
  /** Modules and styles that come with this one. */
  readonly imports: readonly string[];
  /** Modules that are fetched later, when they are wanted. */
  readonly later: readonly string[];
  readonly classes: ReadonlySet<string>;
}

/** Where each class is defined. */
const definitions = new Map<string, string[]>();
for (const file of styles) {
  const text = readFileSync(`${root}${file}`, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  for (const [, name = ''] of text.matchAll(/\.([a-z][\w-]*)(?=[^{};]*\{)/g))
    definitions.set(name, [...(definitions.get(name) ?? []), file]);
}

const modules = new Map(sources.map((file) => [file, read(file)]));

function read(file: string): Module {
  const text = readFileSync(`${root}${file}`, 'utf8');
  const [imports, later, classes] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const target = (name: string) => sourceOf(join(dirname(file), name));
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const found = target(node.moduleSpecifier.text);
      if (found !== null && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
        imports.add(found);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      const found = name && ts.isStringLiteral(name) ? target(name.text) : null;
      if (found !== null) later.add(found);
    }
    if (ts.isJsxAttribute(node) && node.name.getText() === 'className') words(node, classes);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return { imports: [...imports], later: [...later], classes };
}

function words(node: ts.Node, into: Set<string>): void {
  if (ts.isStringLiteralLike(node))
    for (const word of node.text.split(/\s+/)) if (word !== '') into.add(word);
  ts.forEachChild(node, (child) => words(child, into));
}

function sourceOf(path: string): string | null {
  const candidates = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')];
  return candidates.find((name) => isOurs(name)) ?? null;
}

function isOurs(name: string): boolean {
  return sources.includes(name) || styles.includes(name);
}

/** A module and all that comes with it. */
function withImports(start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    open.push(...(modules.get(file)?.imports ?? []));
  }
  return found;
}

/** The parts that are fetched apart, each with what is there when it comes. */
function parts(start: string, before: ReadonlySet<string>): ReadonlyMap<string, Set<string>> {
  const there = new Set([...before, ...withImports(start)]);
  const found = new Map([[start, there]]);
  for (const file of withImports(start))
    for (const later of modules.get(file)?.later ?? [])
      if (!there.has(later)) for (const [name, has] of parts(later, there)) found.set(name, has);
  return found;
}

describe('the styles of the desk', () => {
  const loaded = parts('ide/src/main.tsx', new Set());

  it('reaches every part that is fetched apart', () => {
    expect([...loaded.keys()]).toContain('ide/src/acts/acts-page.tsx');
    expect([...loaded.keys()]).toContain('ide/src/results/result-map.tsx');
  });

  it.each([...loaded.keys()])('come with what wears them: %s', (part) => {
    const there = loaded.get(part) ?? new Set();
    const bare = [...withImports(part)].flatMap((file) =>
      [...(modules.get(file)?.classes ?? [])]
        .filter((name) => {
          const places = definitions.get(name);
          return places !== undefined && !places.some((place) => there.has(place));
        })
        .map((name) => `${file}: ${name}`),
    );
    expect(bare).toEqual([]);
  });
});
