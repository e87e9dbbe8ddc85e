/** A generated package as its consumers' compiler sees it: the types of one side, wherever they are kept. */
export interface TypedPackage {
  /** `@bitget-spec/v3` */
  name: string;
  /** The folder that it lies in, or seems to. */
  root: string;
  /** The file that `import '@bitget-spec/v3/SUBPATH'` gives the types of, `.` for the package itself. */
  entry(subpath: string): string | undefined;
  /** Text of a file by its path below the root, where it is not on disk. */
  read?(path: string): string | undefined;
}
