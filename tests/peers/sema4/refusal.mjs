// An answer that is no success. `why` is for breaches and variations to tell one refusal from another.
export class Refusal extends Error {
  constructor(status, why, headers = {}) {
    super(why);
    Object.assign(this, { status, why, headers });
  }
}
