#!/usr/bin/env node
// Committed, since npm links no command whose file is missing at install; the work is done in dist.
import { main } from '../dist/cli.js';

process.exitCode = await main(process.argv.slice(2), process.env, console.log, process.stdin);
