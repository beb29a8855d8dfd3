/**
 * The day, `YYYY-MM-DD`: where the user is, or that of `SOURCE_DATE_EPOCH` in UTC, so that a build can be repeated later
 * (reproducible-builds.org/specs/source-date-epoch). What is no number of seconds there is ignored.
 */
export function todayIn(environment: Readonly<Record<string, string | undefined>>, now: Date): string {
  const epoch = environment['SOURCE_DATE_EPOCH'];
  const told = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : undefined;
  if (told) return dayOf(told.getUTCFullYear(), told.getUTCMonth(), told.getUTCDate());
  return dayOf(now.getFullYear(), now.getMonth(), now.getDate());
}

function dayOf(year: number, month: number, day: number): string {
  return [year, month + 1, day].map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
}
