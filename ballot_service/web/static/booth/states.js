// States of a ballot event as a tablet needs them, by the service's own names.
// Refuses to know more: which step follows which is the service's matter.

/** Nothing is accepted any more. */
export const ENDED = new Set([
  'closed', 'counting', 'counted', 'published', 'not_announced', 'sealed',
  'complaint_counted', 'complaint_published', 'complaint_not_announced',
]);

/** Tokens may still come; registration goes back to issuing for a late member (D2). */
export const UNTIL_ISSUING = new Set([
  'frozen', 'keys_made', 'roll_called', 'ready', 'postponed', 'postponed_with_keys',
  'registration',
]);
