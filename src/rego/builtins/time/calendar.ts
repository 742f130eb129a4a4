export const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Days since 1970-01-01. */
export function dayNumber(year: number, month: number, day: number): number {
  return daysBefore(year, month) + day - 1;
}

/** Date.UTC maps the years 0 to 99 to the twentieth century. */
function daysBefore(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return date.getTime() / 86_400_000;
}

export function daysIn(year: number, month: number): number {
  return daysBefore(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1) - daysBefore(year, month);
}
