import { isArray, type JsonValue } from '#model/json.ts';
import { formOf, type ResultFaults } from './result-faults.ts';

const hint = 'write exception contains ["tags"] if { … } to except deny_tags, violation_tags and warn_tags; "" excepts deny, violation and warn';

/**
 * Whether conftest's `exception` covers a rule of its package: `exception contains ["tags"]` covers `deny_tags`, `violation_tags`
 * and `warn_tags`; the empty text covers the rules without a suffix (https://www.conftest.dev/exceptions/).
 */
export function isExcepted(rule: string, exception: JsonValue | undefined, faults: ResultFaults): boolean {
  if (exception === undefined) return false;
  if (!isArray(exception)) {
    faults.rule('exception', `is ${formOf(exception)}, not a set of lists`, hint);
    return false;
  }
  const suffix = suffixOf(rule);
  let covered = false;
  for (const [index, names] of exception.entries()) {
    if (isArray(names) && names.every((name) => typeof name === 'string')) covered ||= names.includes(suffix);
    else faults.element({ rule: 'exception', number: index + 1, resource: null }, isArray(names) ? 'has a name that is no text' : `is ${formOf(names)}, not a list of names`, hint);
  }
  return covered;
}

function suffixOf(rule: string): string {
  return /^(deny|violation|warn)$/.test(rule) ? '' : rule.replace(/^(deny|violation|warn)_/, '');
}
