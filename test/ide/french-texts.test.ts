import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = globSync('ide/src/**/*.{ts,tsx}', { cwd: root });
const built = globSync('dist/ide/pages/assets/{index,desk,result-chart}-*.js', { cwd: root });

/** All that a source writes as text: literals, and what stands between tags. */
function textsOf(file: string): readonly string[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.JS;
  const source = ts.createSourceFile(
    file,
    readFileSync(`${root}${file}`, 'utf8'),
    ts.ScriptTarget.Latest,
    false,
    kind,
  );
  const texts: string[] = [];
  const look = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    )
      texts.push(node.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return texts;
}

/** Words that no English text has. */
const french = /[éèêàçùôîœ]|\b(?:les?|la|des?|une?|est|pas|vous|votre|champ)\b/i;

describe('the French texts of the desk', () => {
  it.each(sources)('have the French apostrophe: %s', (file) => {
    const straight = textsOf(file).filter((text) => french.test(text) && /\p{L}'\p{L}/u.test(text));
    expect(straight).toEqual([]);
  });

  it('let no line begin with a mark, once built', () => {
    expect(built.length).toBeGreaterThan(1);
    const broken = built
      .flatMap(textsOf)
      .filter((text) => french.test(text) && / [?!;»]|« | :(?:\s|$)/.test(text));
    expect(broken).toEqual([]);
  });
});
