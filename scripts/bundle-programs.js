// node scripts/bundle-programs.js
//
// Puts each program of dist/ with all of its modules into few files, dist/programs: it starts in
// less than half of the time (docs/decisions/bundled-programs.md). Nothing is done where that is so
// already. Plain JavaScript: it runs as part of the build.
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const target = join(dist, 'programs');
const lockFile = join(root, 'package-lock.json');
const { bundleOf, fileState } = await import(
  pathToFileURL(join(dist, 'schema/process/bundled-program.js')).href
);

// They look for files beside them, or are loaded by few and for that alone.
const left = /^(?:ioredis|pino|@opentelemetry\/.*)$/;

/** Mains that say `runBundled(import.meta.url)`, and the module that each of them runs. */
function programs() {
  return globSync('{gateway,subgraphs,schema,demo}/**/*.js', { cwd: dist }).flatMap((path) => {
    const text = readFileSync(join(dist, path), 'utf8');
    const module = /runBundled\(import\.meta\.url\)\)\)\s+await import\('(.+)'\)/.exec(text)?.[1];
    return module === undefined ? [] : [{ main: path, module: join(dist, dirname(path), module) }];
  });
}

const nameOf = (main) => main.replaceAll(/[\\/]/g, '-').replace(/\.js$/, '');

/**
 * Modules find files from where they were compiled to, and all bundles lie in one folder. With the
 * compiler's maps: faults are told by the lines of the sources.
 */
const compiled = (states) => ({
  name: 'compiled',
  load(id) {
    if (!id.startsWith(dist)) return null;
    // Before it is read: somebody may compile meanwhile.
    states.set(id, fileState(id));
    if (!id.endsWith('.js')) return null;
    const place = JSON.stringify(relative(target, id).replaceAll('\\', '/'));
    const folder = JSON.stringify(relative(target, dirname(id)).replaceAll('\\', '/'));
    const code = readFileSync(id, 'utf8')
      .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
      .replaceAll(
        'import.meta.dirname',
        `process.getBuiltinModule('node:path').join(import.meta.dirname, ${folder})`,
      );
    const map = `${id}.map`;
    return existsSync(map) ? { code, map: readFileSync(map, 'utf8') } : { code };
  },
});

export async function bundlePrograms() {
  const all = programs();
  if (all.every(({ main }) => bundleOf(join(dist, main)) !== null)) return;
  const { rolldown } = await import('rolldown');
  const states = new Map(
    [lockFile, ...all.map(({ main }) => join(dist, main))].map((path) => [path, fileState(path)]),
  );
  const bundle = await rolldown({
    input: Object.fromEntries(all.map(({ main, module }) => [nameOf(main), module])),
    platform: 'node',
    // As Node resolves.
    resolve: { mainFields: ['main'], conditionNames: ['node'] },
    external: left,
    plugins: [compiled(states)],
    onLog(level, log, report) {
      // protobufjs asks in this way for what there may be no module of.
      if (log.code !== 'EVAL') report(level, log);
    },
  });
  const { output } = await bundle.generate({
    format: 'esm',
    sourcemap: true,
    // Tables and types are named after classes.
    keepNames: true,
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: 'part-[hash].js',
  });
  mkdirSync(target, { recursive: true });
  for (const { fileName, code, source } of output) {
    const known = code !== undefined && existsSync(join(target, fileName));
    if (!known) write(fileName, code ?? source);
  }
  const chunks = new Map(
    output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const kept = new Set(['packages.json', ...output.map(({ fileName }) => fileName)]);
  for (const { main, module } of all) {
    const entry = [...chunks.values()].find((chunk) => chunk.facadeModuleId === module);
    const sources = new Set([lockFile, join(dist, main)]);
    for (const chunk of reached(entry.fileName, chunks)) {
      for (const id of chunk.moduleIds) if (states.has(id)) sources.add(id);
    }
    const file = `${nameOf(main)}.json`;
    kept.add(file);
    const asRead = [...sources].map((path) => [
      relative(dist, path).replaceAll('\\', '/'),
      states.get(path),
    ]);
    const program = { bundle: entry.fileName, sources: Object.fromEntries(asRead) };
    write(file, JSON.stringify(program));
  }
  const held = Object.fromEntries([...chunks].map(([name, chunk]) => [name, packages(chunk)]));
  write('packages.json', JSON.stringify(held));
  removeOld(kept);
}

/** What was started from an earlier build may still load from it, for a day. */
function removeOld(kept) {
  const yesterday = Date.now() - 24 * 3_600_000;
  for (const name of readdirSync(target)) {
    const path = join(target, name);
    if (!kept.has(name) && statSync(path).mtimeMs < yesterday) rmSync(path);
  }
}

/** A bundle, and whatever it may load. */
function reached(name, chunks, found = new Set()) {
  const chunk = chunks.get(name);
  if (chunk === undefined || found.has(chunk)) return found;
  found.add(chunk);
  for (const next of [...chunk.imports, ...chunk.dynamicImports]) reached(next, chunks, found);
  return found;
}

/** The folders of the packages that a bundle holds modules of. */
function packages({ moduleIds }) {
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
  const folders = moduleIds.map((id) => folder.exec(id)?.[0]).filter((path) => path !== undefined);
  return [...new Set(folders.map((path) => relative(root, path).replaceAll('\\', '/')))].sort();
}

/** At once: another program may start just now. */
function write(name, text) {
  const draft = join(target, `${name}.${process.pid}.draft`);
  writeFileSync(draft, text);
  renameSync(draft, join(target, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePrograms();
