/** Why a value of source is not known, where nothing more is said. */
export const unknownInSource = 'known after apply';

/** Of a variable that has no default and was given nothing. */
export const valueless = 'variable without a value';
