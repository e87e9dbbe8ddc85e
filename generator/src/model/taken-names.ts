import { typeName } from './names.js';

type Tell = (name: string, other: string) => void;

/** Names that are given once each, and who has them; the next one that wants the same gets a number. */
export class Ids {
  private readonly owners = new Map<string, string>();

  take(wanted: string, owner: string, tell: Tell): string {
    let name = wanted;
    // What differs in case or signs alone would be one type.
    for (let count = 2; this.owners.has(typeName(name).toLowerCase()); count++) name = `${wanted}${count}`;
    if (name !== wanted) tell(name, this.owners.get(typeName(wanted).toLowerCase()) ?? '');
    this.owners.set(typeName(name).toLowerCase(), owner);
    return name;
  }
}

/** Places in the tree of calls: no two calls share one, and no call is a group. */
export class Calls {
  private readonly owners = new Map<string, string>();
  private readonly groups = new Map<string, string>();

  take(wanted: string[], owner: string, tell: Tell): string[] {
    const call = [...wanted];
    const last = call.length - 1;
    for (let depth = 0; depth < last; depth++) while (this.owners.has(pathTo(call, depth))) call[depth] += '_';
    const taken = () => this.owners.get(pathTo(call, last)) ?? this.groups.get(pathTo(call, last));
    const other = taken();
    for (let count = 2; taken() !== undefined; count++) call[last] = `${wanted[last]}${count}`;
    if (other !== undefined) tell(call.join('.'), other);
    for (let depth = 0; depth < last; depth++) this.groups.set(pathTo(call, depth), owner);
    this.owners.set(pathTo(call, last), owner);
    return call;
  }
}

const pathTo = (call: string[], depth: number): string => call.slice(0, depth + 1).join('.');
