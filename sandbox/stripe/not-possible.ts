/** What a person asked for at the controls that cannot be done now. */
export class NotPossible extends Error {}
