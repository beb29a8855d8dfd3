/**
 * Does a line begin with what something else puts before each, as it stood before a line of Valgrind's: the name of a service,
 * the number of a test, the time, in which digits change?
 */
export function hasLead(line: string, lead: string): boolean {
  for (let at = 0; at < lead.length; at++) {
    const [is, was] = [line.charCodeAt(at), lead.charCodeAt(at)];
    if (is !== was && !(isDigit(is) && isDigit(was))) return false;
  }
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
