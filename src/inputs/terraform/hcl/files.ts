/** Files that the functions of a configuration may read. A path is relative to the root module's folder, or absolute. */
export interface Files {
  /** Null: there is no such file. `refused` says why it is not read: it lies outside of the tree, is a folder, is too large. */
  read(path: string): Buffer | null | FileRefused;
  /** Paths of the regular files below a folder, relative to it, with `/`; none where there is no such folder. */
  list(folder: string): readonly string[] | FileRefused;
}

export interface FileRefused {
  readonly refused: string;
}
