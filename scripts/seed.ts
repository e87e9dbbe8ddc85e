import { configureGlobal } from 'fast-check';

// The same commit gives the same result, wherever it is tested. `npm run soak` starts from another seed each time.
if (!process.env.SOAK) configureGlobal({ seed: 20_251_125 });
