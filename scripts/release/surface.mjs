// The public surface of each package, a readable file each in packages/interop/surface, so that a change of it is seen in the
// diff: `npm run surface` writes them, with --check only compares. Of generated packages the names alone: what they hold is
// committed beside the description.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import ts from 'typescript';
import { packages } from './packages.mjs';

const FOLDER = 'packages/interop/surface';

const options = /** @type {const} */ ({
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  skipLibCheck: true,
  types: [],
});
const printer = ts.createPrinter({ removeComments: true });

/** @param {import('./packages.mjs').Package} one */
function surfaceOf({ folder, manifest }) {
  const entries = Object.entries(manifest.exports ?? {}).flatMap(([path, target]) =>
    typeof target === 'object' && target.types ? [{ path, file: resolve(folder, target.types) }] : [],
  );
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    options,
  );
  const checker = program.getTypeChecker();
  const blocks = entries.map(({ path, file }) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`[surface] ${file} is no module: run \`npm run build\` first`);
    const exported = checker.getExportsOfModule(module).sort((a, b) => (a.name < b.name ? -1 : 1));
    const lines = exported.map((symbol) => textOf(symbol, checker, folder));
    return `## \`${join(manifest.name, path).replaceAll(sep, '/')}\`\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\``;
  });
  return `# ${manifest.name}\n\n${blocks.join('\n\n')}\n`;
}

/**
 * @param {ts.Symbol} exported
 * @param {ts.TypeChecker} checker
 * @param {string} folder
 */
function textOf(exported, checker, folder) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const own = (symbol.declarations ?? []).filter((node) =>
    node.getSourceFile().fileName.startsWith(resolve(folder).replaceAll(sep, '/')),
  );
  const head = exported.name === symbol.name ? '' : `// as ${exported.name}\n`;
  if (!own.length) return `export { ${exported.name} }; // of another package`;
  if (folder.startsWith('generated/')) return `${kindOf(symbol)} ${exported.name};`;
  return (
    head +
    own
      .map((node) => {
        const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
        return printer
          .printNode(ts.EmitHint.Unspecified, statement, node.getSourceFile())
          .replace(/^(export )?(default )?(declare )?/, '');
      })
      .join('\n')
  );
}

/** @param {ts.Symbol} symbol */
function kindOf({ flags }) {
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Function) return 'function';
  if (flags & ts.SymbolFlags.Variable) return 'const';
  return flags & ts.SymbolFlags.Interface ? 'interface' : 'type';
}

mkdirSync(FOLDER, { recursive: true });
for (const one of packages) {
  const file = join(FOLDER, `${one.manifest.name.replace('@bitget-spec/', '')}.md`);
  const text = surfaceOf(one);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    console.error(
      `[surface] ${file} is not the surface of ${one.manifest.name}: run \`npm run surface\`, and read the diff`,
    );
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
