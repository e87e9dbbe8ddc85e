/** What Vitest keeps of the tests of a file. */
interface Worker {
  /** Modules that were asked for and have not come. */
  resolvingModules: ReadonlySet<string>;
}

/**
 * Whether a module is being loaded, as it is on demand: that takes time of the platform, and longer on a busy machine, so
 * that virtual time has to stand still. Vitest tells of it by `vi.dynamicImportSettled()` too, which takes a millisecond.
 */
export const isLoading = (): boolean =>
  Reflect.get<{ __vitest_worker__: Worker }, '__vitest_worker__'>(globalThis as never, '__vitest_worker__')
    .resolvingModules.size > 0;
