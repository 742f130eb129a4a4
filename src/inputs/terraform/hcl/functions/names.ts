/** Of OpenTofu, of old releases of Terraform, and of its console: nothing here computes them. */
const others: ReadonlySet<string> = new Set(['base64gunzip', 'cidrcontains', 'defaults', 'map', 'type', 'urldecode']);

/** Whether some release of Terraform or OpenTofu has a function that is not computed here; what providers bring with them nobody knows. */
export function isFunction(name: string): boolean {
  return name.includes('::') || others.has(name);
}
