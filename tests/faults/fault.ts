/** One place of the source that says something else by mistake. */
export interface Place {
  /** Source file, from the root of the repository. */
  readonly file: string;
  /** What the file says, exactly once. */
  readonly from: string;
  /** What it says by mistake. */
  readonly to: string;
}

/** A plausible mistake, planted in the source. */
export interface Fault extends Place {
  /** Short name, for `--only`. */
  readonly name: string;
  /** The mistake in one sentence. */
  readonly says: string;
  /** Id of the invariant whose words name the mistake. */
  readonly caughtBy: string;
  /**
   * The exchange whose trials are played: a shipped one, or a file of the folder `exchanges` beside this one. Where the invariant is over
   * claims or a model, the allocation rule that is asked or that the model is about.
   */
  readonly on: string;
  /** Where the same mistake has to be made again, because the engine looks twice. */
  readonly and?: readonly Place[];
  /** Whether the tests of every change play it, too. */
  readonly sample?: true;
}

/** What became of a fault. */
export type Outcome =
  | {
      readonly status: 'caught';
      /** Runs that were played until it broke. */
      readonly runs: number;
      /** The smallest trial that breaks with the mistake and holds without it. */
      readonly accounts: number;
      /** Of a trial: none where rules were asked, whose claims are the accounts. */
      readonly events?: number;
      readonly steps?: number;
      /** How the second run of the pair differed. */
      readonly change?: string;
      /** Universal invariants that broke before it, or in the same run. */
      readonly also: readonly string[];
      readonly witness: unknown;
    }
  | { readonly status: 'missed'; readonly why: string; readonly also: readonly string[] };

/** A fault and what became of it. */
export type Tried = Fault & { readonly outcome: Outcome };

/** Accounts that a counterexample may have at most. */
export const MOST_ACCOUNTS = 6;

/** Whether a fault was caught as it must be: by the invariant that names it, in a small trial. */
export const isCaught = ({ status, ...outcome }: Outcome): boolean =>
  status === 'caught' && 'accounts' in outcome && outcome.accounts <= MOST_ACCOUNTS;

/** Every place of a fault; each in a file of its own. */
export const placesOf = (fault: Fault): readonly Place[] => [fault, ...(fault.and ?? [])];
