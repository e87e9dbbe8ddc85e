/** The exchange's sockets for MSW. In an entry of its own, so that who needs neither loads neither. */
export { socketHandlersFor } from './hosts/msw-sockets.js';
