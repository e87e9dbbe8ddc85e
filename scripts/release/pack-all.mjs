// `npm run pack:all`: the tarballs of all packages in tarballs/, and the line that installs them elsewhere.
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { packInto } from './pack.mjs';

const FOLDER = 'tarballs';

rmSync(FOLDER, { recursive: true, force: true });
const packed = packInto(FOLDER);
console.log(`npm install ${packed.map(({ tarball }) => resolve(tarball)).join(' ')}`);
