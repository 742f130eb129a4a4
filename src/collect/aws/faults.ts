/** What the SDK throws, in a clause; its text names who asked for what, and never a secret. */
export function clauseOf(error: unknown): string {
  // Of several addresses that were tried, each has failed for itself.
  const one = error instanceof AggregateError && error.message === '' ? (error.errors[0] as unknown) : error;
  const text = one instanceof Error ? one.message || one.name : String(one);
  // What the SDK says of itself to its developers helps nobody else.
  return text.replace(/\s*Deserialization error: to see[\s\S]*/, '').replaceAll(/\s+/g, ' ').replace(/\.$/, '').trim() || 'no reason is given';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and the common errors of the other services. */
const refusals = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|Unauthorized|UnauthorizedException|AuthFailure|AuthorizationError|AuthorizationErrorException|NotAuthorized|OptInRequired|SubscriptionRequiredException|InvalidClientTokenId|UnrecognizedClientException|InvalidToken|SignatureDoesNotMatch|ForbiddenException|Forbidden)$/;

export function isRefused(error: unknown): boolean {
  return refusals.test(nameOf(error));
}

/** A service that a region, or an emulator, does not have. */
export function isNotOffered(error: unknown): boolean {
  return /^(UnknownOperationException|NotImplemented|InvalidAction|UnsupportedOperation)$/.test(nameOf(error)) || (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOTFOUND');
}

/** Of what was listed a moment ago. */
export function isGone(error: unknown): boolean {
  return nameOf(error) === 'NoSuchBucket';
}

/** Whoever asks can ask for nothing more: every other call would fail alike. */
export function isLocked(error: unknown): boolean {
  return /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired|CredentialsProviderError|TokenProviderError)$/.test(nameOf(error));
}

/** The answer of a call about one thing that has none of what is asked for. */
export function isNothing(error: unknown): boolean {
  return /^(NoSuchTagSet|NoSuchTagSetError|ResourceNotFoundException|NoSuchEntity|NoSuchEntityException)$/.test(nameOf(error));
}
