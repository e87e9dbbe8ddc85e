/** A notice of a restart, which says nothing of what was asked for. */
export const RESTART = '30033';
export const NOT_LOGGED_IN = '30004';
/** Too many of something, or a fault of the exchange: another attempt may do. */
export const PASSING = /^(429|30006|30007|40010|40015|40725|45001)$/;
