// Which room may import from which: the "may import" column of the house, held by `npm run lint`.
// Tests, and what only they use, are no part of it. The picture in CONTRIBUTING.md says the same.

const TESTS = '(\\.test(-d)?\\.ts|/test/|/fixtures/)';

/** What each room may import from other rooms; nothing else. scripts/house.mjs draws it. */
export const ROOMS = {
  'packages/contract/src': [],
  'packages/auth/src': ['packages/contract'],
  'packages/client/src': ['packages/auth', 'packages/contract'],
  'packages/websocket/src': ['packages/auth', 'packages/client', 'packages/contract'],
  'generated/errors/src': ['packages/contract'],
  'generated/v\\d+/src': ['packages/client', 'packages/websocket', 'packages/contract', 'generated/errors'],
  'packages/mock/src': ['packages/auth', 'packages/contract', 'generated'],
  'packages/simulate/src': ['packages/auth', 'packages/client', 'packages/contract', 'packages/mock', 'generated'],
  'generator/src': ['packages/auth', 'packages/contract'],
  examples: ['packages/client', 'packages/mock', 'generated'],
};

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `what-${room.replace(/\/src$/, '').replaceAll(/[^a-z]+/g, '-')}-may-import`,
  severity: 'error',
  comment: `${room} may import ${allowed.length ? allowed.join(', ') : 'no other room'}: give the thing to the room that both may import, or turn the dependency round.`,
  from: { path: `^${room}/`, pathNot: TESTS },
  to: {
    path: '^(packages|generated|generator|examples)/',
    pathNot: [`^${room.replace(/\/src$/, '')}/`, ...allowed.map((name) => `^${name}/`)],
  },
}));

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'engine-by-its-door',
      severity: 'error',
      comment: 'Outside the engine only engine/index.ts is imported: export there what is missing.',
      from: { path: '^packages/mock/src/', pathNot: ['^packages/mock/src/engine/', TESTS] },
      to: { path: '^packages/mock/src/engine/', pathNot: '^packages/mock/src/engine/index\\.ts$' },
    },
    {
      name: 'files-by-one-door',
      severity: 'error',
      comment:
        'What a description becomes is remembered by what was asked of the file system: ask it through load/disk.ts, which writes that down.',
      from: {
        path: '^generator/src/((load|lint|model|emit|profiles)/|(pipeline|package-info)\\.ts$)',
        pathNot: [
          TESTS,
          '^generator/src/load/disk\\.ts$',
          // What is written, and where it leads.
          '^generator/src/emit/(write|turn|journal|mover(-process)?)\\.ts$',
          '^generator/src/emit/print/quote/path\\.ts$',
        ],
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment:
        'Files that import each other, be it for types alone, are one file in two: move what both need to a third.',
      from: { path: '^(packages|generator)/', pathNot: TESTS },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
};
