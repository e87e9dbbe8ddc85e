export { rsaSign } from './hmac.node.js';
