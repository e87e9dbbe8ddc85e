import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The suite without tests by the thousand, which would run once for every change. */
export default mergeConfig(base, defineConfig({ test: { exclude: ['**/faults.test.ts'] } }));
